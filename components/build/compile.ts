import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { elements, next, root } from './folders.ts';
import { BuildError } from './problems.ts';

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript')), 'tsc.js');

/** TypeScript to JavaScript with types, file by file, and the entries that follow from the folders. */
export async function compile(): Promise<void> {
  await promisify(execFile)(process.execPath, [compiler, '-p', root, '--outDir', next]).catch(
    (error: { stdout: string }) => {
      throw new BuildError(error.stdout);
    },
  );
  await Promise.all([
    entry('classes', [...elements.map((name) => `export * from './${name}/${name}.js';`), ...words()]),
    entry('index', [...elements.map((name) => `import './${name}/define.js';`), `export * from './classes.js';`]),
    entry('autoloader', autoloader(), ['export {};']),
  ]);
}

/** What a page needs to speak another language. */
function words(): string[] {
  return existsSync(`${next}/shared/words.js`) ? [`export { addWords } from './shared/words.js';`] : [];
}

function autoloader(): string[] {
  const loaders = elements.map((name) => `  'plaza-${name}': () => import('./${name}/define.js'),`);
  return [`import { autoload } from './autoloader/autoload.js';`, 'autoload({', ...loaders, '});'];
}

async function entry(name: string, lines: string[], types = lines): Promise<void> {
  await writeFile(`${next}/${name}.js`, `${lines.join('\n')}\n`);
  await writeFile(`${next}/${name}.d.ts`, `${types.join('\n')}\n`);
}
