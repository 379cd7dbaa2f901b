/** Random people go back as they go on, by the browser's button and by the link of the page: it changes nothing, and leads nowhere astray. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { Person } from '../../../examples/testing/person.ts';
import { setAside, submissionOf } from '../answers/submission.ts';
import type { Definition } from '../definition/definition.ts';
import { isRepeat } from '../definition/definition.ts';
import { answerOf, nameIn } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { pathOf } from '../path/path.ts';
import { prepare } from '../path/service.ts';
import type { Service } from '../path/service.ts';
import { household, today } from '../testing/household/household.ts';
import { householdService, now } from '../testing/household/service.ts';
import { chooserOf } from '../testing/somebody.ts';
import type { Choose } from '../testing/somebody.ts';
import { untouched } from '../testing/untouched.ts';
import { rightFor, sendOnServer, stepAt } from '../testing/walk-on-server.ts';
import { openDatabase } from './database.ts';
import type { OpenDatabase } from './database.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';

const read = (file: string): Definition =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Definition;
const person = fc.array(fc.nat(1e6), { minLength: 20, maxLength: 80 });

let folder: string;
let opened: OpenDatabase<FormTables>;
let store: FormStore;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plaza-back-'));
  opened = await openDatabase<FormTables>({ folder }, formMigrations);
  store = formStore(opened.database, newKey(), { now });
});
after(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

/** Somebody who goes back. */
class Returning {
  readonly somebody: Person;
  readonly #service: Service;
  readonly #choose: Choose;
  /** How often they went back over something of each kind. */
  readonly came = { pages: 0, files: 0, lists: 0, items: 0 };

  constructor(somebody: Person, service: Service, choose: Choose) {
    this.somebody = somebody;
    this.#service = service;
    this.#choose = choose;
  }

  get isAtEnd(): boolean {
    return /^(check|end\/.*)$/.test(this.somebody.place);
  }

  async draft(): Promise<Draft> {
    const visitor = this.somebody.visitor.cookies.split('=')[1]!;
    return (await store.find(this.somebody.draftId, visitor))!.content.draft;
  }

  /** Answers page after page to the end, and goes back now and then. */
  async goThrough(): Promise<void> {
    for (let pages = 0; !this.isAtEnd; pages++) {
      assert.ok(pages < 300, 'there is no end');
      await this.#answer();
    }
  }

  /** Looks at an answer again from where all are looked through, and gives another. */
  async change(): Promise<void> {
    const { somebody } = this;
    const links = somebody.page.$('main a[href$="?return=check"]').toArray();
    const href = somebody.page.$(links[this.#choose(links.length - 1)]).attr('href')!;
    await this.#goBack('check', () => somebody.open(href), somebody.path);
    await somebody.open(href);
    await this.#answer();
    await this.goThrough();
  }

  /** Follows the links back from here to the first page. @throws AssertionError where they lead in a circle. */
  async followLinks(): Promise<void> {
    const { somebody } = this;
    const seen = new Set<string>();
    for (let { address } = somebody; address !== somebody.start; address = somebody.address) {
      assert.ok(!seen.has(address), `the link back leads to ${address} again`);
      seen.add(address);
      const back = somebody.page.$('a.plaza-back-link').attr('href');
      assert.ok(back, `${address} has no link back`);
      await somebody.open(back);
      assert.equal(somebody.page.status, 200);
    }
  }

  async #answer(): Promise<void> {
    const { somebody } = this;
    const { path, place } = somebody;
    const step = stepAt(this.#service, place);
    const { length } = (await this.draft()).order[listOf(step)] ?? [];
    await somebody.goOn(rightFor(this.#service, step, somebody, this.#choose));
    if (somebody.page.status === 422) return; // these answers do not go together: others are given
    assert.equal(somebody.page.status, 200, `${place}: ${somebody.page.status}`);
    if (this.#choose(2)) return;
    const isNewItem = isRepeat(step.step) && ((await this.draft()).order[listOf(step)] ?? []).length > length;
    if (isNewItem) return this.#goBackToList(path);
    await this.#goBack(place, () => somebody.open(path), somebody.path);
  }

  /** Back and on again: everything is as it was, on the page and on the server. */
  async #goBack(place: string, back: () => Promise<unknown>, ahead: string): Promise<void> {
    const { somebody } = this;
    const draft = await this.draft();
    await back();
    assert.equal(somebody.page.status, 200);
    assert.deepEqual(await this.draft(), draft, `back to ${place} changed what is kept`);
    if (somebody.place === 'check') return;
    const { files, items } = { files: somebody.page.$('[type=file]').length, items: somebody.place.includes('/') };
    this.came[files ? 'files' : items ? 'items' : 'pages']++;
    await somebody.goOn(untouched(somebody.page.html));
    assert.equal(somebody.path, ahead, `on from ${place} again`);
    assert.deepEqual(await this.draft(), draft, `back to ${place} and on again changed what is kept`);
  }

  /** Back to a list to which something was just added: it is there, and whoever says again that there is more goes on with it. */
  async #goBackToList(path: string): Promise<void> {
    const { somebody } = this;
    const draft = await this.draft();
    const ahead = somebody.path;
    await somebody.open(path);
    const { $ } = somebody.page;
    const step = stepAt(this.#service, somebody.place);
    assert.equal($('.plaza-item-list > li').length, draft.order[listOf(step)]!.length);
    assert.deepEqual(await this.draft(), draft);
    this.came.lists++;
    await somebody.goOn({ another: 'yes' });
    assert.equal(somebody.path, ahead);
    assert.deepEqual(await this.draft(), draft);
  }
}

function listOf({ step, items }: ReturnType<typeof stepAt>): string {
  return isRepeat(step) ? nameIn(step.repeat, items) : '';
}

for (const [title, definition] of [
  ['the energy grant', read('../../../examples/energy-grant/definition.json')],
  ['the vehicle permit', read('../../../examples/permiso-circulacion/definition.json')],
  ['the support for a household', household],
] as const)
  describe(`Whoever goes back in ${title}`, () => {
    const service = prepare(definition);

    it('finds everything as it was, comes to an end, and sends nothing that is not asked any more', async () => {
      const site = householdService(store, { definitions: [definition] });
      const came: Record<string, number> = {};
      const walk = async (numbers: readonly number[]) => {
        const somebody = new Person(site, '/support');
        await somebody.begin();
        const returning = new Returning(somebody, service, chooserOf(numbers));
        await returning.goThrough();
        for (let changes = 0; changes < 3 && somebody.place === 'check'; changes++) await returning.change();
        const { path: last } = somebody;
        await returning.followLinks();
        await somebody.open(last);
        for (const [kind, count] of Object.entries(returning.came)) came[kind] = (came[kind] ?? 0) + count;
        const draft = await returning.draft();
        const path = pathOf(service, draft, today);
        if (somebody.place !== 'check') return assert.ok(path.outcome);
        await sendOnServer(somebody, definition);
        const sent = await store.sent(somebody.address.split('/').at(-1)!);
        const { person: _everybody, given: _byWhom, ...submission } = sent!.submission;
        assert.deepEqual(submission, submissionOf(service, draft, path));
        for (const name of setAside(service, draft, path))
          if (service.questions.has(name)) assert.equal(answerOf(submission.data, name), undefined, name);
      };
      await fc.assert(fc.asyncProperty(person, walk), { numRuns: 6, endOnFailure: true });
      assert.ok(came.pages! + came.files! > 0);
    });
  });
