import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { browserslistToTargets, Features, transform } from 'lightningcss';
import { next, root, styled, tokens } from './folders.ts';
import { forHostilePages } from './hostile.ts';
import { checkReferences } from './references.ts';
import { BuildError } from './problems.ts';

/** What the sources say, before it is lowered: one text, its file for messages, and the layer it belongs to. */
export type Source = { name: string; file: string; css: string; layer: string };

const targets = browserslistToTargets(['chrome 111', 'firefox 115', 'safari 16.4', 'ios_saf 16.4']);
const layers = '@layer plaza.tokens, plaza.base, plaza.components;\n';

/** dist/css/*.css, dist/plaza.layered.css for pages one controls, dist/plaza.css for pages one does not, dist/styles.js for shadow roots. */
export async function buildStyles(): Promise<void> {
  const sources = await readSources();
  const always = sources.filter(({ name }) => name !== 'density'); // a page that one controls adds it after the rest
  await checkReferences(sources);
  await mkdir(`${next}/css`, { recursive: true });
  for (const source of sources)
    await writeFile(`${next}/css/${source.name}.css`, minify(source.file, layers + layered(source)));
  await writeFile(`${next}/plaza.layered.css`, minify('plaza.layered.css', layers + always.map(layered).join('\n')));
  await writeFile(`${next}/plaza.css`, minify('plaza.css', forHostilePages(lowered(sources))));
  await writeStylesModule(always);
}

/** The three parts that plaza.css is made from, without nesting. */
function lowered(sources: Source[]): { tokens: string; base: string; components: string } {
  const part = (layer: string) =>
    sources
      .filter((source) => source.layer === layer)
      .map((source) => lower(source.file, source.css))
      .join('\n');
  return { tokens: part('plaza.tokens'), base: part('plaza.base'), components: part('plaza.components') };
}

/** dist/styles.js: the look as text, for `adoptStyles`. Loaded by nobody else. */
async function writeStylesModule(sources: Source[]): Promise<void> {
  const text = (name: string, chosen: Source[]) =>
    `const ${name} = ${JSON.stringify(minify(name, layers + chosen.map(layered).join('\n')))};`;
  const isTokens = ({ name }: Source) => name === 'tokens';
  const lines = [
    `import { adopt } from './styles/adopt.js';`,
    text('tokens', sources.filter(isTokens)),
    text(
      'look',
      sources.filter((source) => !isTokens(source)),
    ),
    'export const adoptStyles = (root) => adopt(root, tokens, look);',
  ];
  await writeFile(`${next}/styles.js`, `${lines.join('\n')}\n`);
  await writeFile(`${next}/styles.d.ts`, `${types}\n`);
}

const types = `/**
 * Gives Plaza's look to what is inside somebody else's shadow root, where the page's styles do not reach.
 * The tokens come along only if the page around has none: themes and densities of the page go on inside.
 */
export declare function adoptStyles(root: ShadowRoot | Document): void;`;

async function readSources(): Promise<Source[]> {
  if (!existsSync(`${tokens}/tokens.css`))
    throw new BuildError('tokens/dist/tokens.css is not there: run `npm run build -w tokens` first.');
  const files = [
    ...['tokens', 'density'].map((name) => ({ name, file: `${tokens}/${name}.css`, layer: 'plaza.tokens' })),
    ...['base', ...styled].map((name) => ({
      name,
      file: `${root}${name}/${name}.css`,
      layer: name === 'base' ? 'plaza.base' : 'plaza.components',
    })),
  ];
  return Promise.all(
    files
      .filter(({ file }) => existsSync(file))
      .map(async (source) => ({ ...source, css: await readFile(source.file, 'utf8') })),
  );
}

/** A source within its layer; one that names a layer itself is left as it is. */
const layered = ({ css, layer }: Source) => (/@layer\s/.test(css) ? css : `@layer ${layer} {\n${css}\n}`);

/** Nesting and whatever else is too new is written as the oldest supported browsers know it. */
export const lower = (file: string, css: string) => lightning(file, css, false);

export const minify = (file: string, css: string) => lightning(file, css, true);

function lightning(file: string, css: string, smaller: boolean): string {
  const { code } = transform({
    filename: basename(file),
    code: Buffer.from(css),
    minify: smaller,
    targets,
    include: Features.Nesting,
    exclude: Features.LightDark,
  });
  return code.toString();
}
