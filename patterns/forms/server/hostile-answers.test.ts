/** What nobody does by accident, and a service has to bear: a thousand items, endless text, forms that were tampered with. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Shown } from '../../../examples/testing/visitor.ts';
import { submissionOf } from '../answers/submission.ts';
import type { Draft } from '../draft/draft.ts';
import { answerOf } from '../draft/draft.ts';
import { withAnswer } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import { prepare } from '../path/service.ts';
import { HouseholdApplicant } from '../testing/household/applicant.ts';
import { crowd } from '../testing/household/crowd.ts';
import { household, today } from '../testing/household/household.ts';
import { householdService, now } from '../testing/household/service.ts';
import { openDatabase } from './database.ts';
import type { OpenDatabase } from './database.ts';
import type { FormsService } from './forms.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';

const service = prepare(household);
let folder: string;
let opened: OpenDatabase<FormTables>;
let store: FormStore;
let site: FormsService;
/** The most milliseconds that a processor worked for one request. */
let mostWork = 0;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plaza-hostile-'));
  opened = await openDatabase<FormTables>({ folder }, formMigrations);
  store = formStore(opened.database, newKey(), { now });
  const whole = householdService(store);
  site = {
    async fetch(request) {
      const before = process.cpuUsage();
      const response = await whole.fetch(request);
      const { user, system } = process.cpuUsage(before);
      mostWork = Math.max(mostWork, (user + system) / 1000);
      return response;
    },
  };
});
after(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

/** Somebody whose draft is this one, and what the server keeps of it. */
async function withDraft(draft: Draft) {
  const somebody = new HouseholdApplicant(site);
  await somebody.open('/support');
  const visitor = somebody.visitor.cookies.split('=')[1]!;
  const { id } = await store.create({ draft, language: 'en', saved: {} }, visitor, new Date('2026-12-20T00:00:00Z'));
  const open = (place: string) => somebody.open(`/support/draft/${id}/${place}`);
  const kept = async () => (await store.find(id, visitor))!.content.draft;
  return { somebody, open, kept };
}

async function begun(until: string) {
  const somebody = new HouseholdApplicant(site);
  await somebody.begin();
  await somebody.answerUntil(until);
  const visitor = somebody.visitor.cookies.split('=')[1]!;
  return { somebody, kept: async () => (await store.find(somebody.draftId, visitor))!.content.draft };
}

describe('A household of a thousand', () => {
  const most = 1000;
  let draft: Draft;
  before(() => {
    draft = crowd(service, most, { isFinished: true });
  });

  /** What the server does for a page takes less than a second of a processor; what else the machine does meanwhile is not counted. */
  async function quickly(act: () => Promise<Shown>): Promise<Shown> {
    mostWork = 0;
    const page = await act();
    assert.ok(mostWork > 0 && mostWork < 1000, `It took ${Math.round(mostWork)} ms.`);
    return page;
  }

  it('opens, changes and checks its pages within a second each', async () => {
    const { somebody, open } = await withDraft(draft);
    await open('for');
    const list = await quickly(() => open('members'));
    assert.equal(list.$('.plaza-item-list > li').length, most);
    const member = await quickly(() => open(`members/c${most - 1}/member`));
    assert.equal(member.valueOf('Given names'), `Hija ${most}`);
    const same = somebody.own({
      'members/*/name/given': `Hija ${most}`,
      'members/*/name/family': 'Rojas',
      'members/*/birth/day': '5',
      'members/*/birth/month': '5',
      'members/*/birth/year': '2024',
      'members/*/relation': 'other-family',
    });
    assert.equal((await quickly(() => somebody.goOn(same))).status, 200);
    await quickly(() => open(`members?remove=c${most - 1}`));
    const check = await quickly(() => open('check'));
    const headings = check
      .$('main h2')
      .toArray()
      .map((heading) => check.$(heading).text());
    assert.equal(headings.filter((heading) => heading.startsWith('Person ')).length, most);
  });

  it('is sent whole, each in its place', () => {
    const { data } = submissionOf(service, draft, pathOf(service, draft, today));
    const members = data.members as { name: { given: string } }[];
    assert.equal(members.length, most);
    assert.equal(
      members.every(({ name }, index) => name.given === `Hija ${index + 1}`),
      true,
    );
  });

  it('is not larger than the definition lets it be', async () => {
    const { somebody, open, kept } = await withDraft(crowd(service, most));
    const page = await open('members');
    assert.match(page.text, /You can add 1,000 at most/);
    await somebody.goOn({ another: 'yes' });
    assert.equal((await kept()).order.members!.length, most);
  });
});

describe('A text', () => {
  it('is kept to the last of 10 000 characters, and counted where there are more', async () => {
    const { somebody, kept } = await begun('damage-what');
    const text = `${'ñ'.repeat(9_998)}🏚x`;
    const tooLong = await somebody.goOn({ 'home/damage-text': `${text}x` });
    assert.equal(tooLong.status, 422);
    assert.deepEqual(tooLong.problems, { '#home-damage-text': 'Shorten your answer by 1 character' });
    assert.equal(tooLong.valueOf('Tell us what is damaged'), `${text}x`);
    await somebody.goOn({ 'home/damage-text': text });
    assert.equal(answerOf((await kept()).answers, 'home/damage-text'), text);
  });

  it('is given back as far as it came where it is longer than any form', async () => {
    const { somebody } = await begun('damage-what');
    const page = await somebody.goOn({ 'home/damage-text': 'a'.repeat(150_000) });
    assert.equal(page.status, 422);
    assert.match(
      page.problems['#home-damage-text']!,
      /is too long for us to show in full\. We kept the first 100,000 characters/,
    );
    assert.match(page.valueOf('Tell us what is damaged'), /^a{99999}/);
  });
});

describe('A form that was tampered with', () => {
  it('brings in no answer of a page that is not asked, or not asked here', async () => {
    const { somebody, kept } = await begun('name');
    await somebody.goOn({
      'applicant/name/given': 'Ada',
      'applicant/name/family': '',
      'money/savings': '1',
      'applicant/nationality-other': 'x',
      '__proto__/polluted': 'yes',
      'constructor/prototype/polluted': 'yes',
      'members/c1/relation': 'child',
    });
    const { answers } = await kept();
    assert.deepEqual(Object.keys(answers).sort(), ['applicant', 'helper']);
    assert.deepEqual(answerOf(answers, 'applicant/name'), { given: 'Ada' });
    assert.equal(({} as { polluted?: string }).polluted, undefined);
  });

  it('counts nothing on a page that is not on somebody’s way, and takes them to where they are', async () => {
    const { somebody, kept } = await begun('name');
    const steps = async () => pathOf(service, await kept(), today).steps.map(({ at, answered }) => [at, answered]);
    const [before, stepsBefore] = [await kept(), await steps()];
    const address = somebody.page.$('main form').attr('action')!;
    for (const place of [
      'nationality-other',
      'members/c1/member',
      'members',
      'nothing',
      '..%2fcheck',
      'end/too-young',
    ]) {
      const given = { ...somebody.page.hidden, 'applicant/nationality-other': 'x', another: 'yes', action: 'continue' };
      const answer = await somebody.visitor.post(new URLSearchParams(given), address.replace('/name?', `/${place}?`));
      assert.match(answer.response.headers.get('location') ?? '', /\/name(\?aside)?$/, place);
    }
    assert.deepEqual(await steps(), stepsBefore);
    const aside = withAnswer(before, 'applicant/nationality-other', 'x'); // kept, and not asked
    assert.deepEqual(await kept(), aside);
  });

  it('keeps what was written on a page further on, and takes people to where they are all the same', async () => {
    const { somebody, kept } = await begun('name');
    const address = somebody.page.$('main form').attr('action')!.replace('/name?', '/savings?');
    const given = { ...somebody.page.hidden, 'money/savings': '200000', action: 'continue' };
    const answer = await somebody.visitor.post(new URLSearchParams(given), address);
    assert.match(answer.response.headers.get('location')!, /\/name$/);
    const path = pathOf(service, await kept(), today);
    assert.equal(path.next?.at, 'name');
  });

  it('does not send what is not complete', async () => {
    const { somebody } = await begun('name');
    const address = somebody.page.$('main form').attr('action')!.replace('/name?', '/check?');
    const given = {
      ...somebody.page.hidden,
      'declarations/truth': 'yes',
      'declarations/signature': 'A',
      action: 'send',
    };
    const answer = await somebody.visitor.post(new URLSearchParams(given), address);
    assert.match(answer.response.headers.get('location')!, /\/name$/);
  });

  it('may carry any revision: the page is asked about again, or saved, and never lost', async () => {
    const { somebody, kept } = await begun('run');
    for (const revision of ['', '-1', 'NaN', '1e309', '9'.repeat(400), '0x10']) {
      const page = await somebody.goOn({ 'applicant/run': '33.333.333-3', revision });
      assert.ok([200, 409].includes(page.status), `${revision}: ${page.status}`);
      await somebody.open(`/support/draft/${somebody.draftId}/run`);
    }
    assert.equal(answerOf((await kept()).answers, 'applicant/run'), '333333333');
  });

  it('is refused with a proof that is not this visitor’s, and gives back what was typed', async () => {
    const { somebody, kept } = await begun('nationality-other');
    const before = await kept();
    somebody.visitor.headers = {}; // a browser that does not say where the form was
    const page = await somebody.goOn({ 'applicant/nationality-other': 'Jordana', visit: 'A'.repeat(43) });
    assert.equal(page.status, 403);
    assert.equal(page.valueOf('Which nationality?'), 'Jordana');
    assert.deepEqual(await kept(), before);
  });

  it('cannot name a file: neither one of somebody else’s nor something that is none', async () => {
    const { somebody, kept } = await begun('residence');
    const date = {
      'applicant/residence-until/day': '1',
      'applicant/residence-until/month': '5',
      'applicant/residence-until/year': '2028',
    };
    const forged = JSON.stringify({ file: 'A'.repeat(22), name: 'x.pdf', size: 1, type: 'application/pdf' });
    for (const text of [forged, 'no JSON', '[]', 'null']) {
      const page = await somebody.goOn({ ...date, 'applicant/residence-permit': text });
      assert.ok(page.status < 500, `${text}: ${page.status}`);
      assert.equal(answerOf((await kept()).answers, 'applicant/residence-permit') ?? null, null, text);
      await somebody.open(`/support/draft/${somebody.draftId}/residence`);
    }
  });
});
