import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runServer } from 'verdaccio';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Npm = (args: string[], folder: string) => Promise<string>;

export type Registry = {
  /** A folder for the test, gone when the registry closes. */
  folder: string;
  /** What would be sent to everyone, by package. */
  tarballs: Record<string, string>;
  /** npm, asking this registry. */
  npm: Npm;
  close: () => void;
};

/**
 * A registry on this machine with our packages in it, packed and published as they would be for everyone.
 * What they depend on comes through it from the registry that this machine uses.
 */
export async function openRegistry(packages: string[]): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-packages-'));
  const { stdout: uplink } = await promisify(execFile)('npm', ['config', 'get', 'registry'], { cwd: root });
  const server = (await runServer(configuration(folder, uplink.trim()) as never)) as Server;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const npm = npmFor(`127.0.0.1:${(server.address() as AddressInfo).port}/`, folder);
  const tarballs: Record<string, string> = {};
  for (const name of packages) {
    const packed = JSON.parse(await npm(['pack', '--json', '--pack-destination', folder], join(root, name))) as Packed;
    tarballs[name] = join(folder, Object.values(packed)[0]!.filename);
    await npm(['publish', tarballs[name]], folder);
  }
  const close = () => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, tarballs, npm, close };
}

type Packed = Record<string, { filename: string }>; // an array, or by name in newer versions of npm

function configuration(folder: string, uplink: string): object {
  const anybody = { access: '$all', publish: '$all', unpublish: '$all' };
  return {
    storage: join(folder, 'storage'),
    self_path: folder,
    uplinks: { outside: { url: uplink } },
    packages: { '@plaza-ds/*': anybody, '**': { ...anybody, proxy: 'outside' } },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
    web: { enable: false },
  };
}

/** The person's own settings, and what npm tells its children, stay outside: a user of ours has neither. */
function npmFor(host: string, folder: string): Npm {
  const userconfig = join(folder, 'npmrc');
  writeFileSync(userconfig, `registry=http://${host}\n//${host}:_authToken=nobody\nfund=false\naudit=false\n`);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return async (args, cwd) => {
    const settings = ['--userconfig', userconfig, '--cache', join(folder, 'cache'), '--registry', `http://${host}`];
    const { stdout } = await promisify(execFile)('npm', [...args, ...settings], { cwd, env, maxBuffer: 1e8 });
    return stdout;
  };
}
