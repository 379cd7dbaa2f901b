import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry } from './registry.ts';

/** An empty project that installs Plaza as the documentation says. */
export async function installPlaza({ folder, npm }: Registry): Promise<{ project: string; installed: string }> {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "name": "an-agency", "private": true, "type": "module" }');
  await npm(['install', '@plaza-ds/components', '@plaza-ds/tokens'], project);
  return { project, installed: join(project, 'node_modules/@plaza-ds/components') };
}

/** Every name the package offers with the file it stands for; a star stands for whatever is installed. */
export function entriesOf(installed: string): Map<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    name: string;
    exports: Record<string, string | { default: string } | null>;
  };
  const found = Object.entries(exports).flatMap(([entry, target]) => {
    if (!target) return [];
    const file = (typeof target === 'string' ? target : target.default).slice(2);
    if (!entry.includes('*')) return [[entry, file]];
    const [before = '', after = ''] = file.split('*');
    const files = globSync(`${before}*${after}`, { cwd: installed }).filter((path) => after || path.includes('.'));
    const names = files.map((path) => [
      entry.replace('*', path.slice(before.length, path.length - after.length)),
      path,
    ]);
    return names.filter(([inner]) => exports[inner!] !== null);
  });
  return new Map(found.map(([entry, file]) => [`${name}${entry!.slice(1)}`, file!]));
}
