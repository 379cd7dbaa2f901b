/** A person applies for a grant, whatever becomes of the scripts and of the network on the way. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Route } from 'playwright-core';
import type { Given } from '../../examples/testing/visitor.ts';
import { filesLoadedBy, formPageElements } from '../budgets/sizes.ts';
import { Applicant, rightAnswers } from './applicant.ts';
import type { Language } from './person.ts';
import { openBrowser, sentByForms, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
let browser: Browser;
before(async () => {
  service = await startService();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await service?.close();
});

/** A new visitor. Everything they opened is closed again, also when something went wrong. */
async function visit(
  act: (applicant: Applicant, context: BrowserContext) => Promise<void>,
  language: Language = 'en',
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(15_000);
  try {
    await act(new Applicant(await context.newPage(), service, language), context);
  } finally {
    await context.close();
  }
}

/** Sends what is filled in, and holds what is in the database against what was typed. */
async function sendAndCompare(applicant: Applicant): Promise<void> {
  const before = await service.count();
  const reference = await applicant.send();
  assert.equal(await service.count(), before + 1);
  const { 'birth_date/day': _day, 'birth_date/month': _month, 'birth_date/year': _year, proof, ...same } = rightAnswers;
  assert.deepEqual(await service.application(reference), {
    ...same,
    language: applicant.language === 'es' ? 'es-CL' : 'en-GB',
    birth_date: '1980-03-27',
    proof: await proof.text(),
  });
}

/** How the scripts of the page fare. */
interface Fate {
  options?: BrowserContextOptions;
  route?: [pattern: string, what: (route: Route) => unknown];
  opens?: 'commit';
  /** The page names each element, as pages do that take only what they use. */
  oneByOne?: boolean;
}

const lost = (route: Route) => route.abort();
const hanging = () => {}; // neither an answer nor an end
const cutShort = async (route: Route) => {
  const body = await (await route.fetch()).body();
  await route.fulfill({ contentType: 'text/javascript', body: body.subarray(0, body.length / 2) });
};
const allScripts = '**/plaza/**/*.js';
/** What comes only when a person acts. */
const whenNeeded = ['character-count-*.js', 'chosen-files-*.js'];
const scripts = [...filesLoadedBy(formPageElements, 'words/es.js'), ...whenNeeded];

/** Serves the page that asks with a script for each element in place of the one for all. */
async function nameEach(context: BrowserContext): Promise<void> {
  await context.route(/\/application(\?|$)/, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch({ maxRedirects: 0 });
    const page = (await response.text()).replace(/<script.*?plaza\.js"><\/script>/, () =>
      formPageElements.map((name) => `<script type="module" src="/plaza/cdn/${name}.js"></script>`).join(''),
    );
    await route.fulfill({ response, body: page });
  });
}

const everyScript: Record<string, Fate> = {
  'with scripts': {},
  'with JavaScript switched off': { options: { javaScriptEnabled: false } },
};
// What one script does without another is the same in every language: in one, each is missed.
const fates: Record<Language, Record<string, Fate>> = {
  en: everyScript,
  es: {
    ...everyScript,
    'while every script is lost': { route: [allScripts, lost] },
    'while no script ever comes': { route: [allScripts, hanging], opens: 'commit' },
    'while half of the script arrives': { route: [allScripts, cutShort] },
    ...Object.fromEntries(
      scripts.flatMap((script): [string, Fate][] => [
        [`while ${script} alone is lost`, { route: [`**/cdn/${script}`, lost], oneByOne: true }],
        [
          `while ${script} alone never comes`,
          { route: [`**/cdn/${script}`, hanging], opens: 'commit', oneByOne: true },
        ],
      ]),
    ),
  },
};

for (const language of ['es', 'en'] as const)
  describe(`An application in ${language === 'es' ? 'Spanish' : 'English'}`, () => {
    const arrived = new Map<string, unknown>();

    for (const [name, { options, route, opens, oneByOne }] of Object.entries(fates[language]))
      it(`arrives as it was typed ${name}`, () =>
        visit(
          async (applicant, context) => {
            let met = 0;
            if (oneByOne) await nameEach(context);
            if (route) await context.route(route[0], (request) => ((met += 1), route[1](request)));
            const before = service.received.length;
            await applicant.reach(opens);
            await applicant.fill(rightAnswers);
            await sendAndCompare(applicant);
            if (route) assert.ok(met > 0, 'no such script was asked for');
            arrived.set(name, sentByForms(service.received.slice(before)));
          },
          language,
          options,
        ));

    it('is the same, to the letter, however the scripts fared', () => {
      const plain = arrived.get('with JavaScript switched off');
      assert.ok(plain);
      assert.equal(arrived.size, Object.keys(fates[language]).length);
      for (const [name, form] of arrived) assert.deepEqual(form, plain, name);
    });
  });

describe('A person whose network is cut half-way', () => {
  /** Fills in the rest and sends it while there is no network; comes back, sees everything, and sends it once there is. */
  async function comeBackAndSend(applicant: Applicant, rest: Given): Promise<void> {
    const { page } = applicant;
    // The form itself has to carry the file: what goes on by itself when the network is back is in uploads.test.ts.
    await page.locator('plaza-file-upload').evaluateAll((all) => all.forEach((each) => each.removeAttribute('to')));
    await page.context().setOffline(true);
    await applicant.fill(rest);
    const filled = await applicant.held();
    // Chromium keeps what was typed a second after it, which people are slower than; a step within the page has it do so at once.
    await page.locator('.plaza-skip-link').press('Enter');
    const failed = page.waitForEvent('framenavigated', (frame) => frame.url().startsWith('chrome-error:'));
    await applicant.continue.click({ noWaitAfter: true });
    await failed;
    await applicant.back();
    assert.deepEqual(await applicant.held(), filled);
    await page.context().setOffline(false);
    await sendAndCompare(applicant);
  }

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

    for (const keepsPages of [true, false])
      it(`comes back to their answers and sends them, ${how}, where the browser ${keepsPages ? 'keeps pages' : 'makes the page again'}`, async () => {
        const another = await openBrowser({ keepsPages });
        try {
          const applicant = new Applicant(await another.newPage({ javaScriptEnabled }), service);
          const { about, proof, ...first } = rightAnswers;
          await applicant.reach();
          await applicant.fill(first);
          await comeBackAndSend(applicant, { about, proof });
        } finally {
          await another.close();
        }
      });

    it(`comes back to what they mended on the page that the server refused, ${how}`, () =>
      visit(
        async (applicant) => {
          await applicant.reach();
          await applicant.fill({ ...rightAnswers, proof: new File(['a text'], 'text.pdf') });
          await applicant.continue.click();
          await applicant.page.getByRole('link', { name: applicant.error('proof', 'type-mismatch') }).waitFor();
          await comeBackAndSend(applicant, { proof: rightAnswers.proof });
        },
        'en',
        { javaScriptEnabled },
      ));
  }
});

for (const javaScriptEnabled of [true, false])
  it(`An application is one, however often the button was pressed${javaScriptEnabled ? ', and is sent once' : ''}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () =>
    visit(
      async (applicant) => {
        const { page } = applicant;
        await applicant.reach();
        await applicant.fill(rightAnswers);
        await applicant.goOn();
        await page.getByRole('checkbox').check();
        const send = applicant.button('send');
        await send.scrollIntoViewIfNeeded();
        const before = await service.count();
        let letGo = () => {};
        const pressed = new Promise<void>((resolve) => (letGo = resolve));
        let sendings = 0;
        await page.route(/check\?/, async (route) => {
          sendings += 1;
          await pressed; // the network is slow, and the person is not
          await route.continue().catch(() => {}); // the browser gave this one up for the next
        });
        const { x, y } = (await send.boundingBox())!;
        for (let presses = 0; presses < 2; presses++) {
          const isSent = presses === 0 || !javaScriptEnabled;
          const request = isSent && page.waitForRequest((sent) => sent.method() === 'POST');
          await page.mouse.click(x + 5, y + 5);
          await request;
        }
        letGo();
        assert.match(await applicant.reference(), /-/);
        assert.equal(await service.count(), before + 1);
        assert.equal(sendings, javaScriptEnabled ? 1 : 2);
      },
      'en',
      { javaScriptEnabled },
    ));
