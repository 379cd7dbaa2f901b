/** React 19 takes over and renders again a page whose elements were there first. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { createElement, StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { build } from 'vite';
import { files } from '../../docs/server/files.ts';
import { strictPolicy } from '../../docs/server/security-headers.ts';
import { Application } from './react/application.ts';
import { openBrowser } from './service.ts';

const elements = ['form', 'field', 'choices', 'date-field', 'error-summary'];

/** The page as a server sends it: rendered by React, the elements' scripts before React's. */
function rendered(): string {
  const scripts = [...elements.map((name) => `/plaza/cdn/${name}.js`), '/application.js'];
  const application = renderToString(createElement(StrictMode, null, createElement(Application)));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title><link rel="icon" href="/plaza.svg">
    <link rel="stylesheet" href="/plaza/plaza.layered.css">
    ${scripts.map((src) => `<script type="module" src="${src}"></script>`).join('')}
    <body class="plaza-page"><div id="application">${application}</div></body></html>`;
}

/** React's own build for development: the one that says what did not fit. */
async function script(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('react/', import.meta.url)),
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      minify: false,
      rollupOptions: { input: fileURLToPath(new URL('react/browser.ts', import.meta.url)) },
    },
  });
  const [{ output }] = [result].flat() as unknown as [{ output: { code: string }[] }];
  assert.equal(output.length, 1);
  return output[0]!.code;
}

let browser: Browser;
let server: ReturnType<typeof serve>;
let page: Page;
let troubles: string[];

before(async () => {
  const code = await script();
  const app = new Hono();
  app.use(strictPolicy("'none'"));
  app.get('/', (context) => context.html(rendered()));
  app.get('/application.js', (context) => context.body(code, 200, { 'Content-Type': 'text/javascript' }));
  app.get('/plaza.svg', files('docs', ''));
  app.get('/plaza/*', files('components/dist', '/plaza'));
  server = serve({ fetch: app.fetch, port: 0, hostname: 'localhost' });
  await new Promise((resolve) => server.once('listening', resolve));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  troubles = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction((names) => names.every((name) => customElements.get(`plaza-${name}`)), elements);
  await mark();
});
afterEach(async () => {
  await page.close();
  assert.deepEqual(troubles, []);
});

/** Writes on every node which one it is, where only we can read it. */
const mark = () =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll('#application *'))
      Object.assign(element, { mark: element.id || element.localName });
  });

/** How many elements of the page are not those that the server sent. */
const replaced = () =>
  page.evaluate(
    () => [...document.querySelectorAll('#application *')].filter((element) => !('mark' in element)).length,
  );

const hydrate = async () => {
  await page.evaluate(() => (window as unknown as { hydrate(): void }).hydrate());
  // React writes its key on what it has taken over.
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('plaza-form form')!).some((key) => key.startsWith('__reactProps')),
  );
};

const press = (name: string) => page.getByRole('button', { name }).click();
const labelled = (label: string) => page.getByLabel(label, { exact: true });

/** What a control is described by, as people hear it. */
const description = (label: string) =>
  labelled(label).evaluate((control) =>
    (control.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent?.replace(/\s+/g, ' ').trim())
      .join(' | '),
  );

async function fillIn(): Promise<void> {
  await labelled('Email address').fill('ada@example.org');
  for (const [part, text] of Object.entries({ Day: '27', Month: '3', Year: '1980' })) await labelled(part).fill(text);
  await labelled('By post').check();
  for (const [name, age] of Object.entries({ Ada: '41', Borja: '42', Chaska: '43' }))
    await labelled(`Age of ${name}`).fill(age);
}
const filledIn =
  'email=ada@example.org&birth/day=27&birth/month=3&birth/year=1980&contact=post&ada=41&borja=42&chaska=43';

describe('A page that React takes over', () => {
  it('is not changed by our elements before, so that React finds what it wrote, and keeps every node', async () => {
    const html = await page.locator('#application').innerHTML();
    const plain = await browser.newPage();
    await plain.route('**/*.js', (route) => route.abort());
    await plain.goto(page.url());
    assert.equal(html, await plain.locator('#application').innerHTML());
    await plain.close();
    await hydrate();
    assert.equal(await page.locator('#application').innerHTML(), html);
    assert.equal(await replaced(), 0);
  });

  it('keeps what was typed before React came, and sends it', async () => {
    await fillIn();
    await hydrate();
    assert.equal(await replaced(), 0);
    await press('Send');
    await page.getByRole('list', { name: 'Sent' }).getByText(filledIn).waitFor();
  });

  it('hears of changes, and of a form only when nothing is wrong with it', async () => {
    await hydrate();
    await press('Send');
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.equal(await page.getByRole('list', { name: 'Sent' }).getByRole('listitem').count(), 0);
    assert.equal(await description('Email address'), 'For your receipt | Error: Enter: Email address');
    await fillIn();
    await page.getByText('1 changes').waitFor();
    await press('Send');
    const sent = page.getByRole('list', { name: 'Sent' }).getByRole('listitem');
    await sent.first().waitFor();
    assert.deepEqual(await sent.allInnerTexts(), [filledIn]);
    await press('Send');
    await sent.nth(1).waitFor();
  });

  it('shows an error that the server sends late, beside what was typed, and takes it away', async () => {
    await hydrate();
    await labelled('Email address').fill('ada@example.org');
    await press('The server refuses');
    assert.equal(await description('Email address'), 'For your receipt | Error: This address is taken');
    assert.equal(await labelled('Email address').getAttribute('aria-invalid'), 'true');
    await press('The server relents');
    assert.equal(await description('Email address'), 'For your receipt');
    assert.equal(await labelled('Email address').getAttribute('aria-invalid'), null);
    assert.equal(await labelled('Email address').inputValue(), 'ada@example.org');
  });

  it('shows an error that the page gives as a property, over that of our own check, and renders on around it', async () => {
    await hydrate();
    await press('Send');
    await press('The page refuses');
    assert.equal(await description('Email address'), 'For your receipt | Error: Our page knows this address');
    await press('The server refuses');
    assert.equal(await description('Email address'), 'For your receipt | Error: This address is taken');
    await press('The server relents');
    await press('The page relents');
    assert.equal(await description('Email address'), 'For your receipt');
  });

  it('can have its words changed, and errors follow them', async () => {
    await hydrate();
    await labelled('Email address').fill('kept');
    await press('Change the label');
    assert.equal(await labelled('Correo electrónico').inputValue(), 'kept');
    await labelled('Correo electrónico').fill('');
    await press('Send');
    await page.getByRole('link', { name: 'Enter: Correo electrónico' }).waitFor();
    assert.equal(await page.locator('#email').evaluate((input) => 'mark' in input), true);
  });

  it('can have its questions put in another order, each with its answer and its error', async () => {
    await hydrate();
    await fillIn();
    await labelled('Age of Borja').fill('');
    await press('Send');
    await page.getByRole('link', { name: 'Enter: Age of Borja' }).waitFor();
    await press('Turn the order round');
    const ages = () =>
      page
        .locator('plaza-field input:not(#email)')
        .evaluateAll((inputs) => inputs.map((input) => `${input.id} ${(input as HTMLInputElement).value}`));
    assert.deepEqual(await ages(), ['chaska 43', 'borja ', 'ada 41']);
    assert.equal(await description('Age of Borja'), 'Error: Enter: Age of Borja');
    assert.equal(await page.locator('#borja').evaluate((input) => 'mark' in input), true);
    await labelled('Age of Borja').fill('42');
    await press('Leave one out');
    assert.deepEqual(await ages(), ['borja 42', 'ada 41']);
    await press('Send');
    const rest = 'email=ada@example.org&birth/day=27&birth/month=3&birth/year=1980&contact=post&borja=42&ada=41';
    await page.getByRole('list', { name: 'Sent' }).getByText(rest).waitFor();
  });
});

describe('Answers that React holds', () => {
  const held = () => page.getByLabel('What React holds').innerText();

  it('are those of a date that is pasted whole', async () => {
    await hydrate();
    await labelled('Moving day').evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', '21/11/2026');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    assert.equal(await held(), '["21","11","2026"]');
    assert.equal(await labelled('Moving year').inputValue(), '2026');
  });

  it('lose what “none” clears, and only that', async () => {
    await hydrate();
    await labelled('Boxes').check();
    await labelled('A van').check();
    await labelled('Nothing').check();
    assert.equal(await held(), '["","","","Nothing"]');
    assert.equal(await labelled('Boxes').isChecked(), false);
    await labelled('A van').check();
    assert.equal(await held(), '["","","","A van"]');
  });
});
