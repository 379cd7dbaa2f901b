/**
 * How quick a service of 60 questions is, and one of 500 pages: the path and the validity of all answers, and a question page from
 * the server on the embedded database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkDefinition,
  emptyDraft,
  pathOf,
  prepare,
  readPage,
  withAnswer,
  withFinished,
  withItem,
  withSeen,
} from '@plaza-ds/forms';
import type { Definition, Draft, Path, PathStep, Sent, Service } from '@plaza-ds/forms';
import { formMigrations, formStore, newKey, openDatabase } from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';
import { HouseholdApplicant } from '../../patterns/forms/testing/household/applicant.ts';
import { household, today, typedPages } from '../../patterns/forms/testing/household/household.ts';
import { householdSite, now } from './household-site.ts';
import { longDefinition } from './long-definition.ts';
import { median } from './table.ts';

/** What something took, in milliseconds: by the clock, and of the processor, which says more where the machine is busy with other things. */
interface Taken {
  clock: number;
  work: number;
}

const reader = { language: 'en', today };
const folder = mkdtempSync(join(tmpdir(), 'plaza-bench-'));
const { database, close } = await openDatabase<FormTables>({ folder }, formMigrations);
const store = formStore(database, newKey(), { now });
try {
  console.log(
    `\nA service of ${Object.keys(household.questions).length} questions (load of the machine ${loadavg()[0]!.toFixed(1)})\n`,
  );
  const service = prepare(household);
  const { draft, sent } = answered(service);
  const { steps } = pathOf(service, draft, today);
  const whole = timeOf(500, () => {
    pathOf(service, { ...draft }, today); // a copy, for the path of a draft is kept
    for (const step of steps) readPage(service, step, sent.get(step.at) ?? new Map(), reader);
  });
  console.log(`path and validity of all answers, ${steps.length} pages: ${inWords(whole, 2)} (budget 1 ms)`);
  const { shown, saved } = await walkOften(householdSite(store), 3);
  console.log(`question page from the server, median of ${shown.length}: ${inWords(middle(shown))} (budget 10 ms)`);
  console.log(`one page saved, median of ${saved.length}: ${inWords(middle(saved))}`);
  await measureLong();
} finally {
  await close();
  rmSync(folder, { recursive: true });
}

/** Everything answered, and what was typed on each page for it. */
function answered(service: Service): { draft: Draft; sent: Map<string, Sent> } {
  let draft = emptyDraft(service.definition);
  const sent = new Map<string, Sent>();
  for (let path = pathOf(service, draft, today); path.next; path = pathOf(service, draft, today))
    draft = further(service, draft, path, sent);
  return { draft, sent };
}

function further(service: Service, draft: Draft, { next }: Path, sent: Map<string, Sent>): Draft {
  const { at, step, items, ask } = next!;
  if ('repeat' in step) {
    const list = at; // the lists are called as their places are
    const { length } = draft.order[list] ?? [];
    return length < (step.id === 'members' ? 2 : 1) ? withItem(draft, list, `i${length}`) : withFinished(draft, list);
  }
  if (!ask.length) return withSeen(draft, at);
  const typed = typedOn(next!, items);
  sent.set(at, typed);
  const { values, errors } = readPage(service, next!, typed, reader);
  if (errors.length) throw new Error(`${at}: ${errors[0]!.message}`);
  return Object.entries(values).reduce((all, [name, value]) => withAnswer(all, name, value), draft);
}

function typedOn({ step }: PathStep, items: readonly string[]): Sent {
  const named = Object.entries(typedPages[step.id]!).map(([name, value]) => {
    let depth = 0;
    return [name.replaceAll('*', () => items[depth++]!), [value].flat()] as const;
  });
  return new Map(named);
}

/** Milliseconds of one call, of many in a row, once the code is warm. */
function timeOf(times: number, act: () => void): Taken {
  for (let time = 0; time < times; time++) act();
  const stop = start();
  for (let time = 0; time < times; time++) act();
  const { clock, work } = stop();
  return { clock: clock / times, work: work / times };
}

function start(): () => Taken {
  const [clock, work] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(work);
    return { clock: performance.now() - clock, work: (user + system) / 1000 };
  };
}

function middle(all: readonly Taken[]): Taken {
  return { clock: median(all.map(({ clock }) => clock)), work: median(all.map(({ work }) => work)) };
}

function inWords({ clock, work }: Taken, decimals = 1): string {
  return `${clock.toFixed(decimals)} ms, ${work.toFixed(decimals)} of the processor`;
}

/** Goes through the service several times, and measures each page that is shown and each that is saved. */
async function walkOften(site: ReturnType<typeof householdSite>, rounds: number) {
  const shown: Taken[] = [];
  const saved: Taken[] = [];
  let isWarm = false;
  const timed = {
    async fetch(request: Request) {
      const stop = start();
      const response = await site.fetch(request);
      if (isWarm && request.url.includes('/draft/') && response.status < 400)
        (request.method === 'GET' ? shown : saved).push(stop());
      return response;
    },
  };
  for (let round = 0; round <= rounds; round++) {
    const somebody = new HouseholdApplicant(timed, 'en');
    await somebody.begin();
    await somebody.answerUntil();
    isWarm = true;
  }
  return { shown, saved };
}

/** Nobody writes such a definition on purpose, and nobody should have to wait where it comes to it. */
async function measureLong(): Promise<void> {
  const definition: Definition = longDefinition(500);
  console.log(`\nA definition of ${definition.pages.length} pages\n`);
  const stop = start();
  const faults = checkDefinition(definition);
  console.log(`forms check: ${inWords(stop(), 0)}, ${faults.length} faults`);
  const service = prepare(definition);
  let draft = emptyDraft(definition);
  for (const name of service.questions.keys()) draft = withAnswer(draft, name, name.endsWith('choice') ? 'a' : 'Ada');
  const path = timeOf(100, () => pathOf(service, { ...draft }, today));
  console.log(`path from all answers: ${inWords(path, 2)}`);
  const site = householdSite(store, { definitions: [definition] });
  const visitor = 'A'.repeat(22);
  const { id } = await store.create({ draft, language: 'en', saved: {} }, visitor, new Date('2026-12-20T00:00:00Z'));
  for (const place of ['page-1', 'page-250', 'page-500', 'check']) {
    const times: Taken[] = [];
    for (let time = 0; time < 20; time++) {
      const request = new Request(`http://localhost/support/draft/${id}/${place}`, {
        headers: { cookie: `plaza-visitor=${visitor}` },
      });
      const stop = start();
      const response = await site.fetch(request);
      if (response.status !== 200) throw new Error(`${place}: ${response.status}`);
      times.push(stop());
    }
    console.log(`${place} from the server, median of ${times.length}: ${inWords(middle(times))}`);
  }
}
