/** Everything answered on the way to a vehicle permit arrives, whatever becomes of the scripts. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Route } from 'playwright-core';
import { newPickup, PermitApplicant, renewal } from './permit.ts';
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

/** How the scripts of the pages fare. */
interface Fate {
  options?: BrowserContextOptions;
  route?: (route: Route) => unknown;
}

const cutShort = async (route: Route) => {
  const body = await (await route.fetch()).body();
  await route.fulfill({ contentType: 'text/javascript', body: body.subarray(0, body.length / 2) });
};

const fates: Record<string, Fate> = {
  'with JavaScript': {},
  'with JavaScript switched off': { options: { javaScriptEnabled: false } },
  'while every script is lost': { route: (route) => route.abort() },
  'while half of each script arrives': { route: cutShort },
};

/** What one visit came through and left behind. */
interface Visit {
  pages: string[];
  checked: string[];
  confirmed: string[];
  received: unknown;
}

const visit = async (
  { options, route }: Fate,
  act: (applicant: PermitApplicant) => Promise<string[]>,
): Promise<Visit> => {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(15_000);
  try {
    let met = 0;
    if (route) await context.route('**/plaza/**/*.js', (request) => ((met += 1), route(request)));
    const before = service.received.length;
    const applicant = new PermitApplicant(await context.newPage(), service);
    const pages = await act(applicant);
    assert.equal(await applicant.heading.textContent(), applicant.word('checkHeading'));
    const checked = await applicant.answersShown();
    await applicant.declareAndSend();
    assert.match(await applicant.reference(), /-/);
    const confirmed = await applicant.answersShown();
    if (route) assert.ok(met > 0, 'no script was asked for');
    return { pages, checked, confirmed, received: withoutIds(sentByForms(service.received.slice(before))) };
  } finally {
    await context.close();
  }
};

/** The ids of co-owners are others each time. */
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/(others\/|remove:|undo:)[0-9a-f]{8}/g, '$1id'));
const numbered = (pages: string[]) => pages.map((page) => page.replace(/others\/[0-9a-f]{8}/, 'others/id'));

/** A person who renews. */
const renews = async (applicant: PermitApplicant): Promise<string[]> => {
  await applicant.begin();
  return applicant.goThrough(renewal);
};

/** A company with a new pick-up and co-owners, one of whom is removed and put back. */
const registers = async (applicant: PermitApplicant): Promise<string[]> => {
  const answers = { ...newPickup, 'co-owners-any': { 'co-owners/any': 'yes' } };
  await applicant.begin();
  const before = await applicant.goThrough(answers, 'others');
  await applicant.addCoOwner('Ana', '25');
  await applicant.addCoOwner('Beto', '30');
  await applicant.press(applicant.link('Remove Owner 1'));
  assert.equal(await applicant.heading.textContent(), 'Do you want to remove Owner 1?');
  await applicant.press(applicant.button('itemRemove'));
  assert.deepEqual(await applicant.answersShown(), [
    'What is the name?: Beto Rojas',
    'What share of the vehicle is theirs?: 30\u00A0%',
  ]);
  await applicant.press(applicant.button('undo'));
  assert.equal((await applicant.answersShown()).length, 4);
  await applicant.addAnother(false);
  return [...before, ...(await applicant.goThrough(answers))];
};

const journeys = [
  { who: 'A person who renews', act: renews, names: Object.keys(fates).slice(0, 2) },
  { who: 'A company with a new pick-up', act: registers, names: Object.keys(fates) },
];
for (const { who, act, names } of journeys)
  describe(`${who} gets the permit`, () => {
    const visits = new Map<string, Visit>();

    for (const name of names)
      it(name, async () => {
        const { pages, ...rest } = await visit(fates[name]!, act);
        visits.set(name, { pages: numbered(pages), ...rest });
        assert.ok(rest.checked.length > 15);
        assert.deepEqual(rest.confirmed, rest.checked);
      });

    it('by the same pages, with the same answers and the same data, however the scripts fared', () => {
      const plain = visits.get('with JavaScript switched off');
      assert.ok(plain);
      assert.equal(visits.size, names.length);
      for (const [name, seen] of visits) assert.deepEqual(seen, plain, name);
    });
  });
