/** Drafts of every version that was published: what somebody began then can still be opened, finished and sent. */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Person } from '../../../examples/testing/person.ts';
import type { Definition } from '../definition/definition.ts';
import { prepare } from '../path/service.ts';
import { openDatabase } from '../server/database.ts';
import type { OpenDatabase } from '../server/database.ts';
import { newKey } from '../server/sealed.ts';
import { formStore } from '../server/store.ts';
import type { FormStore } from '../server/store.ts';
import { formMigrations } from '../server/tables.ts';
import type { FormTables } from '../server/tables.ts';
import { today } from '../testing/household/household.ts';
import { householdService, now } from '../testing/household/service.ts';
import { steadyChooser } from '../testing/somebody.ts';
import { storedFolder } from '../testing/stored-drafts.ts';
import type { StoredDraft } from '../testing/stored-drafts.ts';
import { sendOnServer, walkOnServer } from '../testing/walk-on-server.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Every version of every definition; one that is replaced stays beside the newer, as `definition-1.json`. */
const definitions = globSync(['examples/*/definition*.json', 'patterns/forms/testing/*/definition*.json'], {
  cwd: root,
}).map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Definition);
const read = (file: string) => JSON.parse(readFileSync(join(storedFolder, file), 'utf8')) as StoredDraft[];

let folder: string;
let opened: OpenDatabase<FormTables>;
let store: FormStore;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plaza-drafts-'));
  opened = await openDatabase<FormTables>({ folder }, formMigrations);
  store = formStore(opened.database, newKey(), { now });
});
after(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

for (const file of globSync('*/*.json', { cwd: storedFolder }).sort()) {
  const [id, version] = [dirname(file), Number(basename(file, '.json'))];
  describe(`A draft of ${id}, version ${version}`, () => {
    const definition = definitions.find((each) => each.id === id && each.version === version);

    it('has its definition still', () => {
      assert.ok(definition, 'Keep the definition of a version as long as people may have drafts of it.');
    });

    for (const { what, next, draft } of read(file))
      it(`is opened where it was left, finished and sent: ${what}`, async () => {
        const service = prepare(definition!);
        const all = definitions.filter((each) => each.id === id);
        const somebody = new Person(householdService(store, { definitions: all }), '/support');
        await somebody.open('/support');
        const visitor = somebody.visitor.cookies.split('=')[1]!;
        const kept = await store.create(
          { draft, language: 'en', saved: {} },
          visitor,
          new Date('2026-12-20T00:00:00Z'),
        );
        const saved = async () => (await store.find(kept.id, visitor))!.content.draft;
        await somebody.open(`/support/draft/${kept.id}`);
        assert.equal(somebody.place, next);
        await walkOnServer(somebody, { service, choose: steadyChooser(7), today, draft: saved });
        assert.equal(somebody.place, 'check');
        await sendOnServer(somebody, definition!);
        const sent = await store.sent(somebody.address.split('/').at(-1)!);
        assert.deepEqual(sent?.submission.definition, { id, version });
        assert.match(somebody.page.html, new RegExp(sent.reference));
      });
  });
}

describe('Every definition', () => {
  it('has drafts of its version written down', () => {
    const stored = new Set(globSync('*/*.json', { cwd: storedFolder }));
    const missing = definitions.map(({ id, version }) => `${id}/${version}.json`).filter((file) => !stored.has(file));
    assert.deepEqual(missing, [], 'Write them down: node patterns/forms/testing/record-drafts.ts <definition>');
  });
});
