/** Random people walk through services by their pages: forward, back and on again, to what is sent. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { submissionOf } from '../answers/submission.ts';
import { Person } from '../../../examples/testing/person.ts';
import type { Definition } from '../definition/definition.ts';
import { pathOf } from '../path/path.ts';
import { prepare } from '../path/service.ts';
import { household, today } from '../testing/household/household.ts';
import { householdService, now } from '../testing/household/service.ts';
import { chooserOf } from '../testing/somebody.ts';
import { untouched } from '../testing/untouched.ts';
import { sendOnServer, walkOnServer } from '../testing/walk-on-server.ts';
import { openDatabase } from './database.ts';
import type { OpenDatabase } from './database.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';

const permit = JSON.parse(
  readFileSync(new URL('../../../examples/permiso-circulacion/definition.json', import.meta.url), 'utf8'),
) as Definition;
const person = fc.array(fc.nat(1e6), { minLength: 5, maxLength: 80 });

let folder: string;
let opened: OpenDatabase<FormTables>;
let store: FormStore;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plaza-walks-'));
  opened = await openDatabase<FormTables>({ folder }, formMigrations);
  store = formStore(opened.database, newKey(), { now });
});
after(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

for (const [title, definition] of [
  ['the vehicle permit', permit],
  ['the support for a household', household],
] as const)
  describe(`Whoever walks through the pages of ${title}`, () => {
    const service = prepare(definition);

    it('comes to an end, finds each page as it was, and has sent what was asked at the end and nothing else', async () => {
      const site = householdService(store, { definitions: [definition] });
      const walk = async (numbers: readonly number[]) => {
        const somebody = new Person(site, '/support');
        await somebody.begin();
        const { draftId } = somebody;
        const visitor = somebody.visitor.cookies.split('=')[1]!;
        const draft = async () => (await store.find(draftId, visitor))!.content.draft;
        await walkOnServer(somebody, { service, choose: chooserOf(numbers), today, draft });
        const before = await draft();
        const path = pathOf(service, before, today);
        for (const { at } of path.steps.filter((_, index) => index % 3 === 0)) {
          await somebody.open(`/support/draft/${draftId}/${at}?return=check`);
          assert.equal(somebody.place, at);
          await somebody.goOn(untouched(somebody.page.html));
          assert.deepEqual((await draft()).answers, before.answers, at);
        }
        if (path.outcome) return;
        assert.equal((await somebody.open(`/support/draft/${draftId}/check`)).status, 200);
        await sendOnServer(somebody, definition);
        const sent = await store.sent(somebody.address.split('/').at(-1)!);
        const { person: _everybody, given, ...submission } = sent!.submission;
        assert.deepEqual(submission, submissionOf(service, before, path));
        const answered = leavesOf(submission.data, service);
        assert.deepEqual(Object.keys(given!).sort(), answered.sort());
      };
      await fc.assert(fc.asyncProperty(person, walk), { numRuns: 3, endOnFailure: true });
    });
  });

/** The place of each answer that was sent: one for a question, however many parts its answer has. */
function leavesOf(data: unknown, { questions }: ReturnType<typeof prepare>, place = '', pattern = ''): string[] {
  if (questions.has(pattern)) return [`/${place}`];
  if (typeof data !== 'object' || data === null) return [];
  const join = (one: string, part: string) => (one ? `${one}/${part}` : part);
  return Object.entries(data).flatMap(([part, value]) =>
    leavesOf(
      value,
      { questions } as ReturnType<typeof prepare>,
      join(place, part),
      join(pattern, Array.isArray(data) ? '*' : part),
    ),
  );
}
