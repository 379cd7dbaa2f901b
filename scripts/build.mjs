/** Builds what changed, in the order in which one needs the other: `npm run build`, or `npm run build -- tokens`. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureInstalled, isTheCommand, npm, root, stop } from './install.mjs';
import { sourcesIn } from './sources.mjs';

/** What each workspace is made from. All of them also depend on the lock file and the compiler's settings. */
const workspaces = {
  tokens: ['tokens'],
  components: ['tokens', 'components'],
  'patterns/pdf': ['patterns/pdf'],
  'patterns/forms': ['components', 'patterns/pdf', 'patterns/forms'],
  'patterns/sandbox': ['components', 'patterns/pdf', 'patterns/forms', 'patterns/sandbox'],
  'patterns/identity': ['components', 'patterns/pdf', 'patterns/forms', 'patterns/identity'],
  'patterns/payment': ['components', 'patterns/pdf', 'patterns/forms', 'patterns/payment'],
  docs: [
    'tokens',
    'components',
    'patterns/pdf',
    'patterns/forms',
    'patterns/identity',
    'docs',
    'examples/README.md',
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
  ],
  storybook: [
    'tokens',
    'components',
    'patterns/forms',
    'patterns/identity',
    'storybook',
    'examples/permiso-circulacion',
    'examples/testing',
    'docs/examples.ts',
    'docs/server/bare-example.ts',
    'docs/site/component-title.ts',
    'docs/plaza.svg',
  ],
};
const settings = ['package-lock.json', 'tsconfig.base.json'];

/** Builds these workspaces, by default all; one whose sources are as they were is left alone. */
export async function build(names = Object.keys(workspaces)) {
  for (const name of names) {
    if (!workspaces[name]) stop(`There is no "${name}" to build; there are ${Object.keys(workspaces).join(', ')}.`);
    if (existsSync(join(root, name, 'package.json'))) await buildOne(name);
  }
}

async function buildOne(name) {
  const mark = join(root, 'node_modules', '.cache', 'plaza', `${name.replaceAll('/', '-')}.sha256`);
  const sources = hashOf([...workspaces[name], ...settings]);
  const isFresh = existsSync(mark) && readFileSync(mark, 'utf8') === sources && existsSync(join(root, name, 'dist'));
  if (isFresh) return;

  rmSync(mark, { force: true });
  console.log(`Building ${name}…`);
  const code = await npm(['run', 'build', '--silent', '--if-present', '-w', name]);
  if (code) stop(`The build of ${name} stopped. The reason is above.`);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, sources);
}

/** One hash for the content of files and folders. Tests are left out, for nothing is built from them. */
export function hashOf(paths, folder = root) {
  const hash = createHash('sha256');
  const sources = paths.flatMap((path) => sourcesIn(path, folder)).filter((path) => !path.endsWith('.test.ts'));
  for (const path of sources)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update('\0');
  return hash.digest('hex');
}

if (isTheCommand(import.meta.url)) {
  await ensureInstalled();
  await build(process.argv.length > 2 ? process.argv.slice(2) : undefined);
}
