import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const notSources = new Set(['.git', 'dist', 'node_modules', '.data', 'test-results']);

/** The files in a folder that people write, sorted: nothing installed, built or left by a run. */
export function sourcesIn(path, folder = root) {
  const place = join(folder, path);
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [path];
  const names = readdirSync(place).filter((name) => !notSources.has(name));
  return names.sort().flatMap((name) => sourcesIn(path === '.' ? name : `${path}/${name}`, folder));
}
