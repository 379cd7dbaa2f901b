/**
 * How light and quick Plaza is beside plain HTML and its peers: `npm run bench`. See docs/decisions for how and why.
 *
 *     npm run bench -- --rounds=15
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { formPageBundle } from '../budgets/sizes.ts';
import { openBrowser } from '../site/site.ts';
import { count, timeToAdd } from './adding.ts';
import { axeFindings, fieldsAsked, fieldsWithoutScript } from './checks.ts';
import { load, slow } from './phone.ts';
import type { Loading } from './phone.ts';
import { startServer } from './server.ts';
import { buildSystem, systemNames, titles } from './systems.ts';
import type { System } from './systems.ts';
import { median, spread, table } from './table.ts';
import type { Row } from './table.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, port: { type: 'string', default: '0' } },
});
const rounds = Number(values.rounds);
const plaza = systemNames.indexOf('plaza');

const systems = await Promise.all(systemNames.map(buildSystem));
const grant = await openEnergyGrant();
const server = await startServer(systems, Number(values.port), grant?.answer);
const browser = await openBrowser();
try {
  await compare(browser);
} finally {
  await browser.close();
  await server.close();
  await grant?.close();
}

async function compare(browser: Browser): Promise<void> {
  const urlOf = ({ name }: System) => `${server.origin}/${name}/`;
  console.log(
    `\n${cpus().length} × ${cpus()[0]?.model}, Chromium ${browser.version()}, Node ${process.versions.node}, ${rounds} rounds in turn\n`,
  );

  const loads = await inTurn(systems, (system) => load(browser, urlOf(system), { slowly: true }));
  const adding = await inTurn(systems, (system) => timeToAdd(browser, urlOf(system), system));
  const fields: number[] = [];
  const findings: string[][] = [];
  for (const system of systems) {
    fields.push((await fieldsWithoutScript(browser, urlOf(system), server)).length);
    findings.push(await axeFindings(browser, urlOf(system)));
  }

  const each = (figure: (loading: Loading) => number) => loads.map((all) => median(all.map(figure)));
  const worst = (figure: (loading: Loading) => number) => loads.map((all) => Math.max(...all.map(figure)));
  const ready = each(({ ready }) => ready);
  const added = adding.map(median);
  const scripts = each(({ scripts }) => scripts);
  const inOneFile = scripts.with(plaza, await formPageBundle()); // its words are a file of their own; the others have one file
  const styles = each(({ styles }) => styles);
  const shift = worst(({ shift }) => shift);
  const reports = worst(({ reports }) => reports.length);
  const whole = (figure: number) => String(Math.round(figure));
  const rows: Row[] = [
    { what: 'JavaScript the page loads, bytes', figures: scripts, write: whole },
    { what: '… as one compressed file', figures: inOneFile, write: whole },
    { what: 'CSS of its components, bytes', figures: styles, write: whole },
    { what: 'CSS of the whole system, bytes', figures: systems.map(({ everyStyle }) => everyStyle), write: whole },
    { what: 'requests', figures: each(({ requests }) => requests), write: whole },
    { what: 'ready on a slow phone, ms', figures: ready, write: whole, asRatios: true },
    { what: `${count} fields added, ms of processor`, figures: added, write: whole, asRatios: true },
    { what: 'layout shift while loading', figures: shift, write: (figure) => figure.toFixed(4).replace(/\.?0+$/, '') },
    { what: `fields without JavaScript, of ${fieldsAsked.length}`, figures: fields, write: whole },
    { what: 'axe findings', figures: findings.map(({ length }) => length), write: whole },
    { what: 'CSP and Trusted Types reports', figures: reports, write: whole },
  ];
  console.log(
    table(
      systems.map(({ name }) => titles[name]),
      rows,
    ),
  );

  const noise = (all: number[][]) => Math.round(Math.max(...all.map(spread)) * 100);
  console.log(
    `\nSlow phone: ${slow.cpu} × slower processor, ${(slow.bytesPerSecond * 8) / 1e6} Mbit/s, ${slow.latency} ms. ` +
      `The middle half of the rounds lies within ${noise(loads.map((all) => all.map(({ ready }) => ready)))} % (ready) and ${noise(adding)} % (adding) of the median.`,
  );
  for (const [index, system] of systems.entries())
    for (const line of new Set([...findings[index]!, ...loads[index]!.flatMap(({ reports }) => reports)]))
      console.log(`${titles[system.name]}: ${line}`);

  if (grant) await compareEnergyGrant(browser);

  const budgets: [what: string, figure: number, isKept: (figure: number) => boolean][] = [
    ['JavaScript as one file ≤ 7168 bytes', inOneFile[plaza]!, (figure) => figure <= 7168],
    ['CSS ≤ 6144 bytes', styles[plaza]!, (figure) => figure <= 6144],
    [`${count} fields ≤ 1.3 ×`, added[plaza]! / added[0]!, (figure) => figure <= 1.3],
    ['ready ≤ 1.0 ×, give or take 0.05', ready[plaza]! / ready[0]!, (figure) => figure < 1.05],
    ['all fields without JavaScript', fields[plaza]!, (figure) => figure === fieldsAsked.length],
    ['layout shift 0', shift[plaza]!, (figure) => figure === 0],
    ['axe findings 0', findings[plaza]!.length, (figure) => figure === 0],
    ['reports 0', reports[plaza]!, (figure) => figure === 0],
  ];
  const verdict = budgets.map(
    ([what, figure, isKept]) => `${what}: ${isKept(figure) ? 'kept' : 'NOT KEPT'} (${Number(figure.toFixed(2))})`,
  );
  console.log(`\nPlaza's budgets: ${verdict.join('; ')}.`);
}

async function compareEnergyGrant(browser: Browser): Promise<void> {
  const pages = [grant!.asPlainHtml, grant!.asServed];
  const loads = await inTurn(pages, (path) => load(browser, server.origin + path, { slowly: true }));
  const each = (figure: (loading: Loading) => number) => loads.map((all) => median(all.map(figure)));
  const whole = (figure: number) => String(Math.round(figure));
  const rows: Row[] = [
    { what: 'JavaScript, bytes', figures: each(({ scripts }) => scripts), write: whole },
    { what: 'CSS, bytes', figures: each(({ styles }) => styles), write: whole },
    { what: 'requests', figures: each(({ requests }) => requests), write: whole },
    { what: 'ready on a slow phone, ms', figures: each(({ ready }) => ready), write: whole, asRatios: true },
    { what: 'layout shift while loading', figures: each(({ shift }) => shift), write: String },
    { what: 'CSP and Trusted Types reports', figures: each(({ reports }) => reports.length), write: whole },
  ];
  console.log(`\n${table(['energy grant, only its HTML', 'as the site serves it'], rows)}`);
}

/** Measures each thing once to warm up, then in turn, so that whatever else the machine does falls on all alike. */
async function inTurn<Thing, Figure>(things: Thing[], measure: (thing: Thing) => Promise<Figure>): Promise<Figure[][]> {
  const figures: Figure[][] = things.map(() => []);
  for (const thing of things) await measure(thing);
  for (let round = 0; round < rounds; round++)
    for (const [index, thing] of things.entries()) figures[index]!.push(await measure(thing));
  return figures;
}

/** The example municipality, if it can be opened: another process may hold its data. */
async function openEnergyGrant() {
  const { mkdtemp, rm } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const { openMunicipality } = await import('../../examples/municipality/open.ts');
  const { everybody } = await import('../../examples/testing/everybody.ts');
  const { site } = await import('../../docs/server.ts');
  const origin = 'http://localhost:1';
  const { beginEnergyGrant } = await import('./energy-grant.ts');
  process.env.PLAZA_DATA = await mkdtemp(join(tmpdir(), 'plaza-bench-'));
  const { site: demo, close } = await openMunicipality(origin, { identity: everybody });
  return {
    ...(await beginEnergyGrant(site({ demo }), origin)),
    async close() {
      await close();
      await rm(process.env.PLAZA_DATA!, { recursive: true });
    },
  };
}
