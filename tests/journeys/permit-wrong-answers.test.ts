/** What is wrong with an answer is said in the same words, at the same places, by the page and by the server. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { pdf } from '../../examples/testing/visitor.ts';
import type { Given } from '../../examples/testing/visitor.ts';
import type { Language } from './person.ts';
import { begun, newPickup, PermitApplicant, renewal } from './permit.ts';
import type { Begun } from './permit.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
let browser: Browser;
let page: Page;
before(async () => {
  service = await startService();
  browser = await openBrowser();
  const context = await browser.newContext();
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
});
after(async () => {
  await browser?.close();
  await service?.close();
});

interface Wrong {
  /** The page that asks. */
  place: string;
  given: Given;
  answers?: Record<string, Given>;
  /** What only the server can know, or is trusted with alone. */
  byServer?: true;
  /** A script sends it ahead of the form, and hears then what the server says of it. */
  goesAhead?: true;
  /** Something reads what is typed. */
  isRead?: true;
}

const withOthers = { ...renewal, 'co-owners-any': { 'co-owners/any': 'yes' } };
const review = (day: string, month: string, year: string): Given => ({
  'review/until/day': day,
  'review/until/month': month,
  'review/until/year': year,
});
const coOwner = { 'others/*/name/given': 'Ana', 'others/*/run': '33.333.333-3', 'others/*/share': '10' };

const wrongs: Record<string, Wrong> = {
  'one of a few options, none chosen': { place: 'owner', given: {} },
  'yes or no, neither chosen': { place: 'co-owners-any', given: {} },
  'a list of options, none chosen': { place: 'type', given: {} },
  'a name that is empty': { place: 'owner-name', given: {} },
  'a name with an invisible character': {
    place: 'owner-name',
    given: { 'owner/name/given': 'A\u0007da' },
    byServer: true,
  },
  'a national number that is empty': { place: 'owner-run', given: {} },
  'a national number with a wrong check digit': {
    place: 'owner-run',
    given: { 'owner/run': '33.333.333-4' },
    isRead: true,
  },
  'a national number that cannot be one': { place: 'owner-run', given: { 'owner/run': '33x' }, isRead: true },
  'several numbers and texts, all wrong': {
    place: 'company',
    answers: newPickup,
    given: { 'company/name': ' ', 'company/rut': '77.777.777-8' },
    isRead: true,
  },
  'a name and a number, both empty': { place: 'representative', answers: newPickup, given: {} },
  'an address that is empty': { place: 'address', given: {} },
  'lines of an address that are too long': {
    place: 'address',
    given: {
      'owner/address/street': '🏠'.repeat(201),
      'owner/address/commune': 'x'.repeat(250),
      'owner/address/region': 'Los Ríos',
    },
    isRead: true,
  },
  'an address without its municipality': {
    place: 'address',
    given: { 'owner/address/street': 'Calle Larga 12', 'owner/address/region': 'Los Ríos' },
  },
  'an email address that is empty': { place: 'contact', given: {} },
  'an email address without @': { place: 'contact', given: { 'contact/email': 'ada.example.org' } },
  'an email address without a dot': { place: 'contact', given: { 'contact/email': 'ada@example' } },
  'an email address with a space': { place: 'contact', given: { 'contact/email': 'a b@example.org' } },
  'a telephone number that is far too long': {
    place: 'contact',
    given: { 'contact/email': 'ada@example.org', 'contact/phone': '1'.repeat(50) },
    isRead: true,
  },
  'a text of another pattern, in the words of the definition': { place: 'plate', given: { 'vehicle/plate': '12' } },
  'a text that is empty': { place: 'plate', given: {} },
  'a whole number that is empty, and texts': { place: 'vehicle', given: {} },
  'a whole number that is none': { place: 'vehicle', given: { ...renewal.vehicle, 'vehicle/year': 'old' } },
  'a whole number with decimals': {
    place: 'vehicle',
    given: { ...renewal.vehicle, 'vehicle/year': '20.15' },
    isRead: true,
  },
  'a whole number that is too small': {
    place: 'vehicle',
    given: { ...renewal.vehicle, 'vehicle/year': '1' },
    isRead: true,
  },
  'a number that is empty': { place: 'load', answers: newPickup, given: {} },
  'a number that is none': { place: 'load', answers: newPickup, given: { 'vehicle/load': 'two' } },
  'a number that is too large': { place: 'load', answers: newPickup, given: { 'vehicle/load': '61' }, isRead: true },
  'a date and a file, both empty': { place: 'bought', answers: newPickup, given: {} },
  'a date that is not over yet': {
    place: 'bought',
    answers: newPickup,
    given: { ...newPickup.bought, 'vehicle/bought/year': '2999' },
  },
  'a date long ago': {
    place: 'bought',
    answers: newPickup,
    given: { ...newPickup.bought, 'vehicle/bought/year': '1999' },
  },
  'a date without its month': { place: 'review', given: review('3', '', '2028') },
  'a date that does not exist': { place: 'review', given: review('30', '2', '2028') },
  'a date whose year has two digits': { place: 'review', given: review('3', '2', '28') },
  'a month that is none': { place: 'review', given: review('3', 'foo', '2028') },
  'a date that has passed, in the words of the definition': { place: 'review', given: review('3', '2', '2020') },
  'two dates that do not fit together': {
    place: 'policy',
    given: {
      ...renewal.policy,
      'insurance/from/year': '2027',
      'insurance/until/year': '2027',
      'insurance/until/month': '1',
    },
    byServer: true,
  },
  'a file that is missing': { place: 'review-certificate', given: {} },
  'a file that is empty': { place: 'review-certificate', given: { 'review/certificate': new File([], 'empty.pdf') } },
  'a file that is too large': {
    place: 'review-certificate',
    given: { 'review/certificate': pdf('large.pdf', 'x'.repeat(6 * 1024 * 1024)) },
  },
  'a file of another type': { place: 'review-certificate', given: { 'review/certificate': new File(['MZ'], 'a.exe') } },
  'a file of another type than its name says': {
    place: 'review-certificate',
    given: { 'review/certificate': new File(['MZ'], 'a.pdf') },
    goesAhead: true,
  },
  'a text that is too long': { place: 'notes', given: { notes: 'x'.repeat(520) } },
  'whether there is one more, not answered': { place: 'others', answers: withOthers, given: {} },
  'a part of a co-owner, all empty': { place: 'others/new', answers: withOthers, given: {} },
  'a share that is too large': {
    place: 'others/new',
    answers: withOthers,
    given: { ...coOwner, 'others/*/share': '100' },
    isRead: true,
  },
  'a declaration that is not ticked': { place: 'check', given: {} },
};

/** One of each kind is enough where the sentences come from the same code. */
const alsoInSpanish = [
  'one of a few options, none chosen',
  'a list of options, none chosen',
  'a name that is empty',
  'a national number with a wrong check digit',
  'an email address without a dot',
  'a text of another pattern, in the words of the definition',
  'a number that is none',
  'a whole number that is too small',
  'a number that is too large',
  'lines of an address that are too long',
  'a date that is not over yet',
  'a date without its month',
  'a file that is too large',
  'a text that is too long',
  'a declaration that is not ticked',
];

/** Nothing that is wrong is saved, so those who come to the same page can share it. */
const places = new Map<string, Promise<Begun>>();
function comeTo({ place, answers }: Wrong, language: Language): Promise<Begun> {
  const key = [place, answers === newPickup, language].join();
  if (!places.has(key)) places.set(key, begun(service, place, { ...(answers && { answers }), language }));
  return places.get(key)!;
}

interface Said {
  problems: string[];
  beside: string[];
  invalid: string[];
  title: string;
}

/** What the page says when it is to be sent, and whether anything was sent. */
async function saidByPage(
  applicant: PermitApplicant,
  { given, place, isRead, goesAhead }: Wrong,
): Promise<Said & { sent: boolean }> {
  await applicant.fill(given);
  const before = service.received.length;
  // What reads numbers comes when a person comes to the answer: one who is faster hears it from the server.
  if (isRead)
    await applicant.page
      .locator(':is(plaza-national-number, plaza-phone, plaza-field[limits]) input:invalid')
      .first()
      .waitFor();
  if (goesAhead) await applicant.page.locator('plaza-file-upload [slot="error"]:visible').waitFor();
  await applicant.button(place === 'check' ? 'send' : 'continue').click();
  await applicant.summary.waitFor();
  await applicant.page.getByRole('main').locator('[slot="error"]:visible').first().waitFor();
  return {
    problems: await applicant.problems(),
    ...(await applicant.marks()),
    title: await applicant.page.title(),
    sent: service.received.length > before,
  };
}

/** What the server says of the same, as somebody without a script gets it. */
async function saidByServer({ applicant, address }: Begun, { given, place }: Wrong): Promise<Said> {
  const { pathname } = new URL(address);
  await applicant.open(pathname);
  const item = /(others\/\w+)\//.exec(pathname)?.[1];
  const named = Object.entries(given).map(([name, value]) => [name.replace('others/*', item ?? ''), value]);
  const { $, title, problems } = await applicant.goOn(
    Object.fromEntries(named) as Given,
    place === 'check' ? 'send' : 'continue',
  );
  const all = (selector: string) => $(`main ${selector}`).toArray();
  return {
    problems: Object.entries(problems).map(([link, words]) => `${link} ${words}`),
    beside: all('[slot="error"]').map((error) => $(error).text().trim()),
    invalid: all('[aria-invalid="true"]').map((control) => $(control).attr('id')!),
    title,
  };
}

for (const language of ['en', 'es'] satisfies Language[])
  describe(`In ${language === 'en' ? 'English' : 'Spanish'}, the page and the server say the same of`, () => {
    for (const name of language === 'en' ? Object.keys(wrongs) : alsoInSpanish)
      it(name, async () => {
        const wrong = wrongs[name]!;
        const where = await comeTo(wrong, language);
        const late = await saidByServer(where, wrong);
        const applicant = new PermitApplicant(page, service, language);
        if (page.url().startsWith(service.origin)) await page.evaluate(() => sessionStorage.clear()); // each has a tab of their own
        await applicant.open(where);
        const { sent, ...early } = await saidByPage(applicant, wrong);
        assert.deepEqual(early, late);
        assert.ok(late.problems.length > 0);
        assert.match(late.title, /^Error: /);
        assert.deepEqual(
          late.beside.map((text) => text.replace(/^Error:\s*/, '')),
          late.problems.map((text) => text.replace(/^\S+ /, '')),
        );
        assert.equal(sent, !!wrong.byServer, sent ? 'only the server said it' : 'the page said it');
      });
  });
