import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { androidFiles } from './formats/android.ts';
import { densityCss, tokensCss } from './formats/css.ts';
import { dtcgFiles } from './formats/dtcg.ts';
import { iosFiles } from './formats/ios.ts';
import { namesJson, tokensJson } from './formats/json.ts';
import { tokensModule, tokensTypes } from './formats/module.ts';
import { tokensScss } from './formats/scss.ts';
import { makeSystem } from './system.ts';
import { readTokenFiles } from './token-files.ts';

/** Builds the token files of a folder into another. Writes nothing unless every check passes. */
export async function build(sources: string, dist: string): Promise<void> {
  const files = await readTokenFiles(sources);
  const system = await makeSystem(files);
  const outputs: Record<string, string> = {
    'tokens.css': tokensCss(system),
    'density.css': densityCss(system),
    'tokens.scss': tokensScss(system),
    'tokens.js': tokensModule(system),
    'tokens.d.ts': tokensTypes(system),
    'tokens.json': tokensJson(system),
    'names.json': namesJson(system),
    ...inFolder('dtcg', dtcgFiles(files)),
    ...inFolder('android', androidFiles(system)),
    ...inFolder('ios', iosFiles(system)),
  };
  await rm(dist, { recursive: true, force: true });
  for (const [name, text] of Object.entries(outputs)) {
    const file = join(dist, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

function inFolder(folder: string, outputs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(outputs).map(([name, text]) => [`${folder}/${name}`, text]));
}

if (import.meta.main) {
  try {
    await build(import.meta.dirname, join(import.meta.dirname, 'dist'));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
