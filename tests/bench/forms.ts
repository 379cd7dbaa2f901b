/** How quick a service from a definition is: its path from the answers, and a page of it from the server, on the embedded database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDraft, pathOf, prepare, readPage, withAnswer, withSeen } from '@plaza-ds/forms';
import type { Definition, Draft, PathStep, Sent } from '@plaza-ds/forms';
import { formMigrations, formStore, newKey, openDatabase } from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';
import { municipality } from '../../examples/municipality/app.ts';
import { Applicant, now, renewal } from '../../examples/permiso-circulacion/applicant.ts';
import definition from '../../examples/permiso-circulacion/definition.json' with { type: 'json' };
import type { Given } from '../../examples/testing/visitor.ts';
import { median } from './table.ts';
import { everybody } from '../../examples/testing/everybody.ts';

const rounds = 40;
const service = prepare(definition as unknown as Definition);
const today = '2026-11-27';
const reader = { language: 'en-GB', today };
const folder = mkdtempSync(join(tmpdir(), 'plaza-bench-'));
const { database, close } = await openDatabase<FormTables>({ folder }, formMigrations);
const site = municipality({
  identity: everybody,
  store: formStore(database, newKey(), { now }),
  origin: 'http://localhost',
  now,
  log: () => {},
});
try {
  console.log(
    `\nA service from a definition: the vehicle permit, ${Object.keys(definition.questions).length} questions\n`,
  );
  const draft = fullDraft();
  const { steps } = pathOf(service, draft, today);
  const path = timeOf(2000, () => pathOf(service, draft, today));
  const validity = timeOf(200, () => steps.forEach((step) => readPage(service, step, typedFor(step), reader)));
  console.log(`path from all answers, ${steps.length} pages: ${path.toFixed(2)} ms (budget, with validity, 1 ms)`);
  console.log(`validity of all of them: ${validity.toFixed(2)} ms`);
  const { shown, saved } = await walkOften();
  console.log(
    `question page from the server, median of ${shown.length}: ${median(shown).toFixed(1)} ms (budget 10 ms)`,
  );
  console.log(`one page saved, median of ${saved.length}: ${median(saved).toFixed(1)} ms`);
  const copies = await copyOften();
  console.log(`copy of what was sent as a PDF, median of ${copies.length}: ${median(copies).toFixed(0)} ms`);
} finally {
  await close();
  rmSync(folder, { recursive: true });
}

/** Everything answered, as the applicant of the tests does. */
function fullDraft(): Draft {
  let draft = emptyDraft(service.definition);
  for (;;) {
    const { next } = pathOf(service, draft, today);
    if (!next) return draft;
    const { values } = readPage(service, next, typedFor(next), reader);
    for (const [name, value] of Object.entries(values)) draft = withAnswer(draft, name, value);
    if (!next.ask.length) draft = withSeen(draft, next.at);
  }
}

function typedFor({ at }: PathStep): Sent {
  const reference = JSON.stringify({ file: 'f', name: 'a.pdf', size: 1, type: 'application/pdf' });
  const texts = (given: Given[string]) =>
    [given].flat().map((each: string | File) => (each instanceof File ? reference : each));
  return new Map(Object.entries(renewal[at]!).map(([name, given]) => [name, texts(given)]));
}

/** Milliseconds of one call, of many in a row, once the code is warm. */
function timeOf(times: number, act: () => void): number {
  for (let time = 0; time < times; time++) act();
  const began = performance.now();
  for (let time = 0; time < times; time++) act();
  return (performance.now() - began) / times;
}

/** Sends one application, and asks for its copy again and again. */
async function copyOften(): Promise<number[]> {
  const applicant = new Applicant(site);
  await applicant.begin();
  await applicant.goThrough(renewal);
  const { $ } = await applicant.goOn({ 'declarations/truth': 'yes' }, 'send');
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const before = performance.now();
    await applicant.visitor.open($('main a[href*="copy.pdf"]').attr('href')!);
    if (round) times.push(performance.now() - before); // the first one reads the fonts
  }
  return times;
}

/** Goes through the service again and again, and measures each page that is shown and each that is saved. */
async function walkOften(): Promise<{ shown: number[]; saved: number[] }> {
  const shown: number[] = [];
  const saved: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const applicant = new Applicant(site);
    await applicant.begin();
    while (applicant.place !== 'check') {
      const before = performance.now();
      const answer = await applicant.send(renewal[applicant.place]!);
      const between = performance.now();
      await applicant.open(answer.response.headers.get('location')!);
      if (round) {
        saved.push(between - before);
        shown.push(performance.now() - between);
      }
    }
  }
  return { shown, saved };
}
