/**
 * What every command begins with: the packages of the lock file, and the Node that our tools need.
 * It runs on Node 20.19 with nothing installed, so it uses only what Node itself has.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const programs = join(root, 'node_modules', '.bin');
const onWindows = process.platform === 'win32';

/** Whether a script is what the person asked for, not what another script imports. */
export function isTheCommand(address) {
  return Boolean(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(address);
}

/** Stops the command with words for a person, and no stack trace. */
export function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

/** Installs what the lock file says, unless it is all there, and makes sure of a Node that reads TypeScript. */
export async function ensureInstalled() {
  if (!isInstalled()) {
    console.log('Installing the packages of package-lock.json…');
    // No install scripts: nothing here needs one, and some would fetch a browser of their own.
    const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code) stop('npm could not install the packages. Its words are above; most often the registry was not reached.');
  }
  const ours = existsSync(join(programs, 'node')); // on Linux a package brings Node 24
  if (!ours && !isNewEnough(process.versions.node))
    stop(`Plaza's tools need Node 22.18 or newer and this is ${process.versions.node}.
Install Node 24 from https://nodejs.org, or with a version manager ("nvm install 24"), and try again.`);
}

/** Whether all that the lock file asks for is there. npm keeps its own note of what it has installed. */
export function isInstalled(folder = root) {
  const [wanted, there] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    packagesOf(join(folder, file)),
  );
  // Its note does not notice when a workspace's own node_modules is taken away.
  const isKept = (path) => path.startsWith('node_modules/') || existsSync(join(folder, path));
  return Object.entries(wanted)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.optional) // the optional ones are for other systems
    .every(([path, { version }]) => there[path] && there[path].version === version && isKept(path));
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** Runs npm, the one that runs this script where there is one. Gives back its exit code. */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  return own ? run(process.execPath, [own, ...args], options) : run('npm', args, { shell: onWindows, ...options });
}

/** Runs a program with our packages' programs, and so with our Node, found first. Gives back its exit code. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(program, args, options).once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? `stopped by ${signal}`));
  });
}

/** Starts a program as `run` does, and leaves it running. */
export function start(program, args, { cwd = root, env, ...options } = {}) {
  return spawn(program, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, PATH: [programs, process.env.PATH].join(delimiter), ...env },
    ...options,
  });
}
