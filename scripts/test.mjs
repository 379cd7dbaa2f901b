/**
 * `npm test`: installs, builds, finds or installs the browsers and runs every test.
 *
 *     npm test -- --only=unit          one part: unit, components (in browsers) or journeys (through a service)
 *     npm test -- --engine=firefox     the components in one engine: chromium, firefox or webkit
 *     npm test -- --every-engine       fails where an engine is missing, as .ci/run asks
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engines, findProgram, isThere } from './browsers/find.mjs';
import { howToGet, installEngines } from './browsers/install.mjs';
import { build } from './build.mjs';
import { ensureInstalled, root, run, stop } from './install.mjs';
import { sourcesIn } from './sources.mjs';
import { isGreen, summaryOf, tableOf } from './testing/summary.mjs';

const { only, engine, everyEngine } = readOptions();
const wanted = engine ? [engine] : Object.keys(engines);
const notes = mkdtempSync(join(tmpdir(), 'plaza-tests-'));

process.env.LANG ||= 'C.UTF-8'; // else Chromium cannot read a file whose name has letters beyond ASCII
await ensureInstalled();
await build(only === 'components' ? ['tokens', 'components'] : undefined);
if (only !== 'unit') await installEngines(wanted);
const missing = only === 'unit' ? [] : wanted.filter((name) => !isThere(name));

const results = [];
if (runs('unit'))
  results.push(
    await testInNode(
      'unit',
      nodeTests().filter((file) => !isJourney(file)),
    ),
  );
if (runs('components')) for (const name of wanted.filter(isThere)) results.push(await testComponents(name));
if (runs('journeys') && isThere('chromium')) results.push(await testInNode('journeys', nodeTests().filter(isJourney)));
rmSync(notes, { recursive: true });

for (const name of missing) console.log(`\n${howToGet(name)}`);
const isEngineLacking = missing.length > (everyEngine ? 0 : wanted.length - 1);
if (results.length) console.log(`\n${tableOf(results)}`);
console.log(`\n${summaryOf(results)}`);
process.exitCode = isGreen(results) && !isEngineLacking ? 0 : 1;

function readOptions() {
  const options = { only: { type: 'string' }, engine: { type: 'string' }, 'every-engine': { type: 'boolean' } };
  try {
    const { only, engine, 'every-engine': everyEngine } = parseArgs({ options }).values;
    if (engine && !engines[engine]) throw new Error(`--engine can be ${Object.keys(engines).join(', ')}.`);
    if (only && !['unit', 'components', 'journeys'].includes(only))
      throw new Error('--only can be unit, components, journeys.');
    return { only: only ?? (engine && 'components'), engine, everyEngine };
  } catch (error) {
    return stop(error.message);
  }
}

function runs(part) {
  return !only || only === part;
}

/** The tests that Node runs: all but the components', which run in browsers. */
function nodeTests() {
  return sourcesIn('.')
    .filter((file) => /\.test\.(ts|mjs)$/.test(file))
    .filter((file) => !file.startsWith('components/') || file.startsWith('components/build/'));
}

/** The tests in the folders of `tests/` need Chromium; what needs none stands beside the folders. */
function isJourney(file) {
  return /^tests\/.+\//.test(file);
}

async function testInNode(suite, files) {
  const counts = join(notes, `${suite}.json`);
  const reporters = ['spec', 'stdout', './scripts/testing/node-counts.mjs', counts];
  const flags = reporters.map((value, index) =>
    index % 2 ? `--test-reporter-destination=${value}` : `--test-reporter=${value}`,
  );
  // Two at a time: each journey has a server and a browser, and waits for one of them most of the time.
  const concurrency = '--test-concurrency=2';
  const env = { CHROMIUM_PATH: findProgram('chromium') };
  if (!files.length) return { suite, passed: 0, failed: 0, skipped: 0, seconds: 0 };
  return measure(suite, counts, () => run('node', ['--test', concurrency, ...flags, ...files], { env }));
}

async function testComponents(name) {
  const counts = join(notes, `${name}.json`);
  const env = { ENGINE: name, PLAZA_COUNTS: counts };
  const wtr = join(root, 'node_modules/@web/test-runner/dist/bin.js');
  return measure(`components in ${engines[name].title}`, counts, () =>
    run('node', [wtr], { cwd: join(root, 'components'), env }),
  );
}

/** Runs a suite and reads what it counted. One that ends badly without saying which test failed counts as a failure. */
async function measure(suite, countsFile, runSuite) {
  console.log(`\n— ${suite} —`);
  const began = Date.now();
  const code = await runSuite();
  const counted = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  if (code && !counted.failed) counted.failed = 1;
  return { suite, ...counted, seconds: Math.round((Date.now() - began) / 1000) };
}
