import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { changed } from '../check/testing.ts';
import type { Definition } from '../definition/definition.ts';
import { published } from '../testing/published.ts';
import { hasPoppler, OpenedPdf } from '../../pdf/testing.ts';
import { openDatabase } from './database.ts';
import { phoneScript } from './phone/phone-script.ts';
import { serveDefinition } from './preview.ts';
import type { Preview } from './preview.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower } from './testing.ts';

const permit = published('permiso-circulacion');
const grant = published('energy-grant');
const served = new Map<Definition, Preview>();
after(() => Promise.all([...served.values()].map((each) => each.close())));
const serve = async (definition: Definition) => {
  const now = () => new Date('2026-11-27T15:00:00Z');
  const preview = served.get(definition) ?? (await serveDefinition(definition, 0, { now }));
  served.set(definition, preview);
  return preview.origin;
};
const textOf = async (address: string) => (await fetch(address)).text();

describe('A service that declares paper', () => {
  it('leads from its first page to the form to print, in the language of the page', async () => {
    const origin = await serve(permit);
    const start = await textOf(`${origin}?language=en`);
    assert.match(start, /<h2[^>]*>Another way to do this<\/h2>/);
    const [, page] = /href="([^"]+)">Form to print<\/a>/.exec(start)!;
    const [, pdf] = /href="([^"]+)">Form to print \(PDF\)<\/a>/.exec(start)!;
    const form = await textOf(new URL(page!.replaceAll('&amp;', '&'), origin).href);
    assert.match(form, /Answer questions 2 and 3 only if you ticked “A person” in question 1/);
    const response = await fetch(new URL(pdf!.replaceAll('&amp;', '&'), origin));
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    assert.match(response.headers.get('content-disposition')!, /^inline; filename="permiso-circulacion-2-en-GB\.pdf"$/);
    assert.match(Buffer.from(await response.arrayBuffer()).toString('latin1'), /\/Lang \(en-GB\)/);
  });

  it('has its code on the page, and nothing that a strict policy refuses', async () => {
    const form = await textOf(`${await serve(permit)}/print?language=es`);
    assert.match(form, /<svg[^>]*aria-label="permiso-circulacion\/2\/es-CL"/);
    assert.doesNotMatch(form, /<script(?! type="module" src)|<style|\sstyle=|\son\w+=/);
    const [, css] = /<link rel="stylesheet" href="([^"]+print\.css)">/.exec(form)!;
    const response = await fetch(new URL(css!, served.get(permit)!.origin));
    assert.match(response.headers.get('content-type')!, /^text\/css/);
    assert.match(await response.text(), /table-footer-group/);
  });

  it('has none where the definition declares none, or where the service is closed', async () => {
    const bare = await serve(changed(permit, { '/channels/paper': undefined }));
    assert.doesNotMatch(await textOf(`${bare}?language=en`), /Another way/);
    for (const at of ['print', 'print.pdf']) assert.equal((await fetch(`${bare}/${at}`)).status, 404);
    const closed = await serve(changed(permit, { '/closes': '2026-01-01T00:00:00Z' }));
    for (const at of ['print', 'print.pdf']) assert.equal((await fetch(`${closed}/${at}`)).status, 410);
  });

  it('says the same on the page and in the PDF', { skip: !hasPoppler && 'poppler is not installed' }, async () => {
    const origin = await serve(permit);
    const pdf = new OpenedPdf(new Uint8Array(await (await fetch(`${origin}/print.pdf?language=en`)).arrayBuffer()));
    const bare = (text: string) => text.replace(/[\s\u2068\u2069]+/g, '');
    const onPaper = bare(
      pdf.structure
        .map((line) => line.trim())
        .filter((line) => line.startsWith('"'))
        .map((line) => line.slice(1, -1))
        .join(''),
    );
    const article = /<article[^]*?<\/article>/.exec(await textOf(`${origin}/print?language=en`))![0];
    const texts = article
      .replace(/<svg[^]*?<\/svg>/g, '')
      .split(/<[^>]+>/)
      .map((text) => text.replaceAll('&#39;', "'").replaceAll('&amp;', '&').trim());
    const shown = texts.filter((text) => text && !text.startsWith('Form permiso'));
    assert.ok(shown.length > 200);
    assert.deepEqual(
      shown.filter((text) => !onPaper.includes(bare(text))),
      [],
    );
  });
});

describe('The reason why something is asked', () => {
  it('is the condition of the page in words, beside the law', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaza-why-'));
    const { database, close } = await openDatabase<FormTables>({ folder }, formMigrations);
    after(async () => {
      await close();
      rmSync(folder, { recursive: true });
    });
    const { identity: _identity, prefill: _prefill, ...open } = permit;
    const somebody = new Borrower(formStore(database, newKey()), { definitions: [open] });
    await somebody.begin();
    await somebody.goOn({ 'owner/kind': 'company' });
    const { $ } = somebody.page;
    const told = $('details:contains("Why we ask this") p').toArray();
    assert.deepEqual(
      told.map((each) => $(each).text()),
      ['We ask this because the vehicle is a company’s.', 'Legal basis: Decree Law 3,063, articles 12 to 22'],
    );
  });

  it('is not told where everybody is asked', async () => {
    assert.doesNotMatch(await textOf(`${await serve(grant)}?language=en`), /Why we ask|Legal basis/);
  });

  it('stands on the first page as the law', async () => {
    assert.match(
      await textOf(`${await serve(permit)}?language=en`),
      /Legal basis<\/h2>\s*<ul[^>]*><li>Decree Law 3,063/,
    );
  });
});

describe('The phone script', () => {
  it('is not part of the service', async () => {
    const origin = await serve(grant);
    for (const at of ['phone', 'phone-script', 'script'])
      assert.equal((await fetch(`${origin}/${at}`)).status, 404, at);
  });

  it('is served where whoever runs the service mounts it', async () => {
    const script = phoneScript({ definition: grant, base: '/staff/phone', frame: (page) => page.main });
    const answer = await script.fetch(new Request('http://localhost/staff/phone?language=en'));
    assert.match(await answer.text(), /Phone script: Apply for a home energy grant/);
    assert.equal((await script.fetch(new Request('http://localhost/staff/phone/other'))).status, 404);
  });

  it('is refused to a programmer whose definition has no phone', () => {
    assert.throws(() => phoneScript({ definition: permit, base: '/x', frame: (page) => page.main }), {
      code: 'no-phone',
    });
  });
});
