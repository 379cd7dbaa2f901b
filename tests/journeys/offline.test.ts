/** What is typed without a network is there again when the tab is closed and opened, for who typed it and for nobody else. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Definition } from '@plaza-ds/forms';
import { serveDefinition } from '../../patterns/forms/server/preview.ts';
import type { Preview } from '../../patterns/forms/server/preview.ts';
import { until } from '../../examples/testing/until.ts';
import { openBrowser } from './service.ts';

const w = (en: string) => ({ en });
/** What an inspector writes down outside, and what their office asks afterwards. */
const damage: Definition = {
  id: 'damage',
  version: 1,
  languages: ['en'],
  title: w('Report damage'),
  agency: w('Road office'),
  timeZone: 'UTC',
  data: {
    type: 'object',
    properties: {
      what: { $ref: 'std:text' },
      code: { $ref: 'std:text' },
      proof: { $ref: 'std:file' },
      road: { $ref: 'std:text' },
    },
    required: ['what'],
  },
  questions: {
    what: { label: w('What is damaged?') },
    code: { label: w('Your code'), sensitive: true },
    proof: { label: w('Photo') },
    road: { label: w('Road') },
  },
  pages: [
    { id: 'what', ask: ['what', 'code', 'proof'], heading: w('The damage'), keepsOffline: true },
    { id: 'road', ask: ['road'] },
  ],
};

const text = 'The bridge over the Estero Hondo has lost its railing';

let service: Preview;
let browser: Browser;
before(async () => {
  service = await serveDefinition(damage, 0);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await service?.close();
});

/** All that is in IndexedDB of the site, and how much of it. */
const onDevice = (page: Page) =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name!);
    const texts: string[] = [];
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    for (const name of names) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(all.getAllKeys()), done(all.getAll())]);
        for (const [index, value] of (values as Record<string, unknown>[]).entries()) {
          const bytes = Object.values(value).map((each) =>
            each instanceof ArrayBuffer ? new TextDecoder('latin1').decode(each) : String(each),
          );
          texts.push([keys[index], ...Object.keys(value), ...bytes].join(' '));
        }
      }
      database.close();
    }
    return texts;
  });

class Inspector {
  readonly context: BrowserContext;
  page: Page;
  address = '';
  refused: string[] = [];

  constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    this.#watch();
  }

  get what() {
    return this.page.getByLabel('What is damaged?');
  }

  get saved() {
    return this.page.getByText('saved on this device only');
  }

  get kept() {
    return this.page.getByText('We put back what you typed on this page before.').first();
  }

  button(name: string) {
    return this.page.getByRole('main').getByRole('button', { name, exact: true });
  }

  async begin(): Promise<void> {
    const key = this.#key();
    await this.page.goto(service.origin);
    await this.page.getByRole('main').getByRole('button').first().click();
    await this.what.waitFor();
    await key;
    this.address = this.page.url();
  }

  async write(words = text): Promise<void> {
    await this.what.fill(words);
    await this.saved.waitFor();
  }

  /** Another tab, where this one was closed. */
  async comeBack(): Promise<void> {
    await this.page.close();
    this.page = await this.context.newPage();
    this.#watch();
    const key = this.#key();
    await this.page.goto(this.address);
    await key;
  }

  #key = () => this.page.waitForResponse((response) => response.url().includes('/offline-key/'));

  #watch(): void {
    this.page.on(
      'console',
      (entry) => /Content Security|TrustedHTML|TrustedScript/.test(entry.text()) && this.refused.push(entry.text()),
    );
  }
}

async function visit(act: (inspector: Inspector) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en' });
  context.setDefaultTimeout(15_000);
  try {
    const inspector = new Inspector(context, await context.newPage());
    await inspector.begin();
    await act(inspector);
    assert.deepEqual(inspector.refused, []);
  } finally {
    await context.close();
  }
}

describe('Somebody who types without a network', () => {
  it('is told so, closes the tab, and finds all of it when they open it again', () =>
    visit(async (inspector) => {
      await inspector.context.setOffline(true);
      await inspector.page.getByText('You are not connected').first().waitFor();
      await inspector.write();
      await inspector.page.getByLabel('Your code').fill('sesame-4711');
      await until('it is there', async () => (await onDevice(inspector.page)).length === 1);
      assert.doesNotMatch((await onDevice(inspector.page)).join(), /bridge|Estero|sesame|what|damage/i);
      await inspector.context.setOffline(false);
      await inspector.comeBack();
      await inspector.kept.waitFor();
      assert.equal(await inspector.what.inputValue(), text);
      assert.equal(await inspector.page.getByLabel('Your code').inputValue(), '');
      await inspector.saved.waitFor();
      assert.match((await inspector.page.locator('time').textContent())!, /\d/);
    }));

  it('presses “Continue”, stays on the page with all of it, and sends it only by pressing again', () =>
    visit(async (inspector) => {
      await inspector.write();
      await inspector.context.setOffline(true);
      await inspector.button('Continue').click();
      await inspector.page.getByText('You are not connected').first().waitFor();
      assert.equal(await inspector.what.inputValue(), text);
      assert.equal(inspector.page.url(), inspector.address);
      await inspector.context.setOffline(false);
      await inspector.page.getByText('You are connected again').first().waitFor();
      assert.equal(inspector.page.url(), inspector.address);
      await inspector.button('Continue').click();
      await inspector.page.getByLabel('Road').waitFor();
      await until('it is gone from the device', async () => !(await onDevice(inspector.page)).length);
      await inspector.page.goto(inspector.address);
      assert.equal(await inspector.what.inputValue(), text);
      assert.equal(await inspector.kept.isVisible(), false);
    }));

  it('finds it also where the browser was sent away while the answers were on their way', () =>
    visit(async (inspector) => {
      await inspector.write();
      await inspector.page.route('**/draft/**', (route) =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      );
      await inspector.button('Continue').click();
      await until('the browser is sent away', () => Promise.resolve(inspector.page.url() !== inspector.address));
      await inspector.comeBack();
      await inspector.kept.waitFor();
      assert.equal(await inspector.what.inputValue(), text);
    }));

  it('finds what was saved elsewhere meanwhile, and is offered theirs', () =>
    visit(async (inspector) => {
      await inspector.write();
      const elsewhere = await browser.newContext({ storageState: await inspector.context.storageState() });
      const page = await elsewhere.newPage();
      await page.goto(inspector.address);
      await page.getByLabel('What is damaged?').fill('Only the sign');
      await page.getByRole('main').getByRole('button', { name: 'Continue', exact: true }).click();
      await page.getByLabel('Road').waitFor();
      await elsewhere.close();
      await inspector.comeBack();
      await inspector.button('Put them back').waitFor();
      assert.equal(await inspector.what.inputValue(), 'Only the sign');
      await inspector.button('Put them back').click();
      assert.equal(await inspector.what.inputValue(), text);
    }));
});

describe('What is on the device', () => {
  it('is seen by nobody else who sits down at it', () =>
    visit(async (inspector) => {
      await inspector.write();
      await inspector.context.clearCookies();
      await inspector.page.close();
      const page = await inspector.context.newPage();
      const answer = await page.goto(inspector.address);
      assert.equal(answer!.status(), 404);
      const next = new Inspector(inspector.context, page);
      await next.begin();
      assert.equal(await next.what.inputValue(), '');
      assert.equal(await next.saved.isVisible(), false);
      await next.what.fill('Something else');
      await next.saved.waitFor();
      const texts = await onDevice(page);
      assert.equal(texts.length, 2);
      assert.doesNotMatch(texts.join(), /bridge|Estero|Something/);
      await next.comeBack();
      await next.kept.waitFor();
      assert.equal(await next.what.inputValue(), 'Something else');
    }));

  it('leaves it with “Delete”', () =>
    visit(async (inspector) => {
      await inspector.write();
      await inspector.page.goto(inspector.address.replace(/what.*$/, 'delete'));
      assert.equal((await onDevice(inspector.page)).length, 1);
      await inspector.page.waitForFunction(() => !!customElements.get('plaza-offline-answers'));
      await until('the script hears', async () => {
        const names = await inspector.page.evaluate(() =>
          performance.getEntriesByType('resource').map(({ name }) => name),
        );
        return names.some((name) => /\/begin-/.test(name));
      });
      await inspector.page.getByRole('main').getByRole('button').first().click();
      await inspector.page.waitForURL(/deleted/);
      assert.deepEqual(await onDevice(inspector.page), []);
    }));
});
