/** A person applies for a grant, whatever becomes of the scripts and of the network on the way. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Route } from 'playwright-core';
import { formElements } from '../../examples/municipality/plaza.ts';
import { filesLoadedBy } from '../budgets/sizes.ts';
import { Applicant, file, rightAnswers } from './applicant.ts';
import type { Answers, Language } from './applicant.ts';
import { openBrowser, startService } from './service.ts';
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

/** Sends the form that is filled in, and holds what is in the database against what was typed. */
async function sendAndCompare(applicant: Applicant, answers = rightAnswers): Promise<void> {
  const before = await service.applications();
  await applicant.send.click();
  const reference = await applicant.reference();
  const { day, month, year, proof, ...same } = answers;
  const rows = await service.applications();
  assert.equal(rows.length, before.length + 1);
  assert.deepEqual(rows.at(-1), {
    ...same,
    reference,
    language: applicant.language,
    birthDate: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    proof: proof!.buffer.toString('latin1'),
  });
}

/** How the scripts of the page fare. */
interface Fate {
  options?: BrowserContextOptions;
  route?: [pattern: string, what: (route: Route) => unknown];
  opens?: 'commit';
}

const lost = (route: Route) => route.abort();
const hanging = () => {}; // neither an answer nor an end
const allScripts = '**/plaza/**/*.js';
const scripts = (language: Language) => filesLoadedBy([...formElements], `words/${language}.js`);

for (const language of ['es', 'en'] as const) {
  const fates: Record<string, Fate> = {
    'with scripts': {},
    'with JavaScript switched off': { options: { javaScriptEnabled: false } },
    'while every script is lost': { route: [allScripts, lost] },
    'while no script ever comes': { route: [allScripts, hanging], opens: 'commit' },
    ...Object.fromEntries(
      scripts(language).flatMap((script): [string, Fate][] => [
        [`while ${script} alone is lost`, { route: [`**/cdn/${script}`, lost] }],
        [`while ${script} alone never comes`, { route: [`**/cdn/${script}`, hanging], opens: 'commit' }],
      ]),
    ),
  };

  describe(`An application in ${language === 'es' ? 'Spanish' : 'English'}`, () => {
    const arrived = new Map<string, unknown>();

    for (const [name, { options, route, opens }] of Object.entries(fates))
      it(`arrives as it was typed ${name}`, () =>
        visit(
          async (applicant, context) => {
            let met = 0;
            if (route) await context.route(route[0], (request) => ((met += 1), route[1](request)));
            await applicant.open(opens);
            await applicant.fill(rightAnswers);
            await sendAndCompare(applicant);
            if (route) assert.ok(met > 0, 'no such script was asked for');
            arrived.set(name, service.received.at(-1));
          },
          language,
          options,
        ));

    it('is the same, to the letter, however the scripts fared', () => {
      const plain = arrived.get('with JavaScript switched off');
      assert.ok(plain);
      assert.equal(arrived.size, Object.keys(fates).length);
      for (const [name, form] of arrived) assert.deepEqual(form, plain, name);
    });

    it('can begin in the other language and go on in this one', () =>
      visit(async (applicant) => {
        const other = new Applicant(applicant.page, service, language === 'es' ? 'en' : 'es');
        await other.open();
        await other.fill(rightAnswers);
        await applicant.page.getByRole('button', { name: language === 'es' ? 'Español' : 'English' }).click();
        await sendAndCompare(applicant);
      }, language));
  });
}

describe('A person whose network is cut half-way', () => {
  /** Fills in the rest and sends it while there is no network; comes back, sees everything, and sends it once there is. */
  async function comeBackAndSend(applicant: Applicant, rest: Partial<Answers>): Promise<void> {
    const { page, send } = applicant;
    await page.context().setOffline(true);
    await applicant.fill(rest);
    const filled = await applicant.held();
    const failed = page.waitForEvent('framenavigated', (frame) => frame.url().startsWith('chrome-error:'));
    await send.click({ noWaitAfter: true });
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
          await applicant.open();
          await applicant.fill(first);
          await comeBackAndSend(applicant, { about, proof });
        } finally {
          await another.close();
        }
      });

    it(`comes back to what they mended on the page that the server refused, ${how}`, () =>
      visit(
        async (applicant) => {
          const { page, send, words } = applicant;
          await applicant.open();
          await applicant.fill({ ...rightAnswers, proof: file('text.pdf', 'a text') });
          await send.click();
          await page.getByRole('link', { name: words.errors.proofType }).waitFor();
          await comeBackAndSend(applicant, { proof: rightAnswers.proof });
        },
        'en',
        { javaScriptEnabled },
      ));
  }
});

for (const javaScriptEnabled of [true, false])
  describe(`An application that was sent, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    const sent = (act: (applicant: Applicant, reference: string, before: number) => Promise<void>) =>
      visit(
        async (applicant) => {
          await applicant.open();
          await applicant.fill(rightAnswers);
          const before = (await service.applications()).length;
          await applicant.send.click();
          await act(applicant, await applicant.reference(), before);
        },
        'en',
        { javaScriptEnabled },
      );
    const count = async () => (await service.applications()).length;

    it(`is one, however often the button was pressed${javaScriptEnabled ? ', and is sent once' : ''}`, () =>
      visit(
        async (applicant) => {
          const { page, send } = applicant;
          await applicant.open();
          await applicant.fill(rightAnswers);
          await send.scrollIntoViewIfNeeded();
          const before = await count();
          let letGo = () => {};
          const pressed = new Promise<void>((resolve) => (letGo = resolve));
          let sendings = 0;
          await page.route(/energy-grant\?/, async (route) => {
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
          assert.equal(await count(), before + 1);
          assert.equal(sendings, javaScriptEnabled ? 1 : 2);
        },
        'en',
        { javaScriptEnabled },
      ));

    it('keeps its reference when its page is asked for again', () =>
      sent(async (applicant, reference, before) => {
        await applicant.page.reload();
        assert.equal(await applicant.reference(), reference);
        assert.equal(await count(), before + 1);
      }));

    it('is the same when somebody goes back and sends it again', () =>
      sent(async (applicant, reference, before) => {
        await applicant.back();
        const { proof, ...typed } = await applicant.held();
        assert.deepEqual({ ...typed, proof: proof?.name }, { ...rightAnswers, proof: rightAnswers.proof!.name });
        await applicant.send.click();
        assert.equal(await applicant.reference(), reference);
        assert.equal(await count(), before + 1);
      }));

    it('is not changed by other answers from the same page, which can begin another', () =>
      sent(async (applicant, reference, before) => {
        await applicant.back();
        await applicant.fill({ name: 'Somebody Else' });
        await applicant.send.click();
        const { alreadySent, name } = applicant.words;
        await applicant.page.getByRole('heading', { name: alreadySent.title }).waitFor();
        assert.match(await applicant.page.getByRole('main').innerText(), new RegExp(reference));
        assert.equal(await applicant.answerShown(name), rightAnswers.name);
        assert.equal(await count(), before + 1);

        await applicant.page.getByRole('button', { name: alreadySent.startWithAnswers }).click();
        const { proof, ...typed } = rightAnswers;
        assert.deepEqual(await applicant.held(), { ...typed, name: 'Somebody Else', proof: undefined });
        await applicant.fill({ proof });
        await sendAndCompare(applicant, { ...rightAnswers, name: 'Somebody Else' });
      }));
  });
