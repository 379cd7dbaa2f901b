import { execFileSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of the test's own, on loopback, in a folder of its own. */
export interface PostgresServer {
  url: string;
  start(): void;
  stop(): void;
  remove(): void;
}

/** Folder of the newest PostgreSQL that Debian's package installed, or undefined where there is none. */
export const postgresPrograms = globSync('/usr/lib/postgresql/*/bin')
  .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  .at(-1);

/** Makes a server and starts it. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  if (process.getuid?.() === 0) chownSync(folder, userId('-u'), userId('-g'));
  run(
    'initdb',
    '--pgdata',
    data,
    '--username',
    'plaza',
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--no-locale',
    '--no-sync',
  );
  const settings = `-h 127.0.0.1 -p ${port} -k ${folder} -F`;
  const server: PostgresServer = {
    url: `postgres://plaza@127.0.0.1:${port}/postgres`,
    start: () => run('pg_ctl', 'start', '--wait', '--silent', '-D', data, '-o', settings, '-l', join(folder, 'log')),
    stop: () => run('pg_ctl', 'stop', '--wait', '--silent', '--mode', 'immediate', '-D', data),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  server.start();
  return server;
}

/** PostgreSQL refuses to run as root, so there it runs as the user its package made. */
function run(program: string, ...values: string[]): void {
  const path = join(postgresPrograms!, program);
  const [file, list]: [string, string[]] =
    process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', path, ...values]] : [path, values];
  execFileSync(file, list, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
}

function userId(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
