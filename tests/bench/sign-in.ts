/**
 * What sign-in adds: many people sign in one after another with the sandbox's providers, over HTTP, from the page that asks them to
 * their first page afterwards, on the embedded database and on PostgreSQL. What the provider takes is not counted.
 *
 *     node tests/bench/sign-in.ts --people=100
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '@plaza-ds/forms/server';
import { identityMigrations } from '@plaza-ds/identity/server';
import type { IdentityTables } from '@plaza-ds/identity/server';
import type { IdentityProvider } from '@plaza-ds/sandbox';
import { postgresPrograms, startPostgres } from '../../examples/testing/postgres-server.ts';
import { Browser, providerOf } from '../../patterns/identity/server/sandbox-site.ts';
import type { OwnTime } from './own-time.ts';
import { legs, signInSite } from './sign-in-site.ts';
import type { Leg } from './sign-in-site.ts';
import { median } from './table.ts';

const budget = 20;
/** Those that come first warm the code up, and the provider's document and keys are there afterwards. */
const first = 50;
const profiles = ['claveunica', 'standard'] as const;
type Legs = Partial<Record<Leg, OwnTime>>;

const { values } = parseArgs({ options: { people: { type: 'string', default: '100' } } });
const providers = spawn(process.execPath, [fileURLToPath(new URL('sign-in-provider.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [line] = (await once(createInterface(providers.stdout), 'line')) as [string];
  const reached = JSON.parse(line) as IdentityProvider[];
  console.log(
    `\n${values.people} people sign in, own time of the site (load of the machine ${loadavg()[0]!.toFixed(1)})\n`,
  );
  await embedded(reached);
  if (postgresPrograms) await onServer(reached);
  else console.log('PostgreSQL is not installed (Debian: postgresql).');
} finally {
  providers.kill();
}

async function embedded(reached: IdentityProvider[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-bench-'));
  try {
    await measure('embedded', { folder }, reached);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function onServer(reached: IdentityProvider[]): Promise<void> {
  const postgres = await startPostgres();
  try {
    await measure('PostgreSQL', { url: postgres.url }, reached);
  } finally {
    postgres.stop();
    postgres.remove();
  }
}

async function measure(where: string, place: Parameters<typeof openDatabase>[0], reached: IdentityProvider[]) {
  const { database, close } = await openDatabase<IdentityTables>(place, identityMigrations);
  const site = await signInSite(
    database,
    reached.filter(({ profile }) => profiles.some((each) => each === profile)).map((each) => providerOf(each)),
  );
  try {
    for (const profile of profiles) report(`${where}, ${profile}`, await signIns(site, profile));
  } finally {
    site.close();
    await close();
  }
}

/** What each of many people cost. */
async function signIns(site: Awaited<ReturnType<typeof signInSite>>, profile: (typeof profiles)[number]) {
  const all: Legs[] = [];
  for (let person = -first; person < Number(values.people); person++) {
    const taken: Legs = {};
    site.listen((leg, time) => (taken[leg] = sum([time, ...(taken[leg] ? [taken[leg]] : [])])));
    const browser = new Browser(site.origin);
    await browser.open(`${site.origin}/ask?provider=${profile}`);
    await browser.goOn(profile);
    if (!browser.text || legs.some((leg) => !taken[leg])) throw new Error(`${profile}: nobody is signed in.`);
    if (person >= 0) all.push(taken);
  }
  return all;
}

function report(title: string, all: readonly Legs[]): void {
  const sums = all.map((taken) => sum(legs.map((leg) => taken[leg]!)));
  const figure = median(sums.map(({ own }) => own));
  const verdict = figure <= budget ? 'kept' : 'NOT KEPT';
  console.log(`${title}: ${inWords(sums)} (budget ${budget} ms: ${verdict})`);
  for (const leg of legs) console.log(`  ${leg}: ${inWords(all.map((taken) => taken[leg]!))}`);
  console.log(`  the provider: ${median(sums.map(({ waited }) => waited)).toFixed(1)} ms`);
}

function sum(times: readonly OwnTime[]): OwnTime {
  const of = (what: keyof OwnTime) => times.reduce((total, time) => total + time[what], 0);
  return { own: of('own'), waited: of('waited'), work: of('work') };
}

function inWords(times: readonly OwnTime[]): string {
  const own = times.map((each) => each.own).sort((one, other) => one - other);
  const late = own[Math.ceil(own.length * 0.95) - 1]!;
  const work = median(times.map((each) => each.work));
  return `median ${median(own).toFixed(1)} ms, p95 ${late.toFixed(1)}; ${work.toFixed(1)} of the processor`;
}
