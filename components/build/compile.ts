import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { apart, elements, next, root } from './folders.ts';
import { BuildError } from './problems.ts';

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript')), 'tsc.js');

/** TypeScript to JavaScript with types, file by file, and the entries that follow from the folders. */
export async function compile(): Promise<void> {
  await promisify(execFile)(process.execPath, [compiler, '-p', root, '--outDir', next]).catch(
    (error: { stdout: string }) => {
      throw new BuildError(error.stdout);
    },
  );
  const classes = [...elements.map(classOf), ...offered(shared)];
  const common = elements.filter((name) => !apart.includes(name));
  const all = [...common.map((name) => `import './${name}/define.js';`), ...common.map(classOf), ...offered(shared)];
  await Promise.all([
    entry('classes', classes, [...classes, ...offered(types)]),
    entry('index', all, [...all, ...offered(types)]),
    entry('autoloader', autoloader(), ['export {};']),
  ]);
}

const classOf = (name: string) => `export * from './${name}/${name}.js';`;

/** What a page's own script may use beside the elements: their words, their events, the one voice of the page. */
const shared = {
  addWords: 'shared/words',
  announce: 'shared/announce',
  QuestionErrorEvent: 'shared/question-error-event',
  FormValidateEvent: 'form/validate-event',
};

/** What its types may name. */
const types = {
  Words: 'shared/words',
  ProblemDetails: 'form/problem-details',
  AnswerProblem: 'form/problem-details',
};

/** Lines that offer each name, as far as its file is there: the tests of this build have only some. */
function offered(names: Record<string, string>): string[] {
  const keyword = names === types ? 'export type' : 'export';
  return Object.entries(names)
    .filter(([, file]) => existsSync(`${next}/${file}.js`))
    .map(([name, file]) => `${keyword} { ${name} } from './${file}.js';`);
}

function autoloader(): string[] {
  const loaders = elements.map((name) => `  'plaza-${name}': () => import('./${name}/define.js'),`);
  return [`import { autoload } from './autoloader/autoload.js';`, 'autoload({', ...loaders, '});'];
}

async function entry(name: string, lines: string[], declared = lines): Promise<void> {
  await writeFile(`${next}/${name}.js`, `${lines.join('\n')}\n`);
  await writeFile(`${next}/${name}.d.ts`, `${declared.join('\n')}\n`);
}
