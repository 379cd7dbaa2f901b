import { existsSync } from 'node:fs';
import { run } from '../install.mjs';
import { engines, isThere } from './find.mjs';

/** Installs the engines that are missing, where that needs nobody's leave: as root on Debian and its like. */
export async function installEngines(names) {
  const missing = names.filter((name) => !isThere(name));
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!missing.length || !mayInstall) return;

  console.log(`Installing ${missing.map((name) => engines[name].title).join(', ')}…`);
  const packages = missing.flatMap((name) => engines[name].packages);
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['-qq', 'update'], options);
  await run('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...packages], options);
}

/** How a person gets an engine that is missing. */
export function howToGet(name) {
  const { title, packages } = engines[name];
  const elsewhere = name === 'webkit' ? 'It is tested on Linux only.' : `Elsewhere: install ${title}.`;
  return `${title} is missing. On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}. ${elsewhere}`;
}
