/**
 * 200 citizens at once go through the service of 60 questions on PostgreSQL, each at their own pace, from the first page to the
 * confirmation: how long they wait for a page. Server, database and citizens are processes of their own.
 *
 *     node tests/bench/citizens.ts --citizens=200 --pause=2000
 */
import { spawn } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { postgresPrograms, startPostgres } from '../../examples/testing/postgres-server.ts';

const { values } = parseArgs({
  options: { citizens: { type: 'string', default: '200' }, pause: { type: 'string', default: '2000' } },
});
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

if (!postgresPrograms) console.log('\nPostgreSQL is not installed (Debian: postgresql), so nobody came at once.');
else await measure();

async function measure(): Promise<void> {
  const before = loadavg()[0]!.toFixed(1);
  console.log(`\n${values.citizens} citizens at once on PostgreSQL (load of the machine before ${before})\n`);
  const postgres = await startPostgres();
  const server = spawn(process.execPath, [file('citizens-server.ts')], {
    env: { ...process.env, DATABASE_URL: postgres.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const origin = await new Promise<string>((found, failed) => {
      server.stdout.once('data', (text: Buffer) => found(text.toString().trim()));
      server.on('exit', () => failed(new Error('The server did not start.')));
    });
    const load = spawn(process.execPath, [file('citizens-load.ts'), origin, values.citizens, values.pause], {
      stdio: 'inherit',
    });
    await new Promise((done) => load.on('exit', done));
    server.stdout.pipe(process.stdout);
    server.kill();
    await new Promise((done) => server.on('exit', done));
  } finally {
    server.kill();
    postgres.stop();
    postgres.remove();
  }
}
