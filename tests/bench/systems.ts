/**
 * What is compared: one application form, written for plain HTML and for each design system in its own documented way
 * (`pages/<system>/`). Their scripts and styles are bundled by the same tools with the same settings.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserPlugin from '@rollup/plugin-terser';
import { browserslistToTargets, bundleAsync } from 'lightningcss';
import { rollup } from 'rollup';
import { compileAsync } from 'sass-embedded';
import definition from '../../examples/energy-grant/definition.json' with { type: 'json' };

export const systemNames = ['plain', 'plaza', 'govuk', 'designsystemet'] as const;
export type SystemName = (typeof systemNames)[number];

export const titles: Record<SystemName, string> = {
  plain: 'plain HTML',
  plaza: 'Plaza',
  govuk: `GOV.UK Frontend ${versionOf('govuk-frontend')}`,
  designsystemet: `Designsystemet ${versionOf('@digdir/designsystemet-web')}`,
};

/** One system's page: its HTML, the files it loads by their path, and what is measured beside it. */
export interface System {
  name: SystemName;
  page: string;
  files: Map<string, string>;
  /** One text field with label and hint; `{number}` makes it one of many. */
  field: string;
  /** Bytes after gzip of all of the system's styles, for pages that do not choose. Nothing for plain HTML. */
  everyStyle: number | undefined;
}

const terser = terserPlugin as unknown as typeof terserPlugin.default; // its types speak of CommonJS, its code does not
const targets = browserslistToTargets(['chrome 111', 'firefox 115', 'safari 16.4']);
const { resolve } = createRequire(import.meta.url);

const inPages = (path: string): string => fileURLToPath(new URL(`pages/${path}`, import.meta.url));

export async function buildSystem(name: SystemName): Promise<System> {
  const read = (file: string) => readFileSync(inPages(`${name}/${file}`), 'utf8');
  const everyStyle = await stylesOf(name, 'everything');
  return {
    name,
    page: read('page.html').replace('{regions}', options()),
    files: new Map([...(await scriptsOf(name)), ['page.css', (await stylesOf(name, 'page'))!]]),
    field: read('field.html'),
    everyStyle: everyStyle === undefined ? undefined : gzipped(everyStyle).length,
  };
}

export const gzipped = (content: string): Buffer => gzipSync(content, { level: 9 });

/** The page's script and what it loads later, such as the words of a language. */
async function scriptsOf(name: SystemName): Promise<[path: string, code: string][]> {
  const input = inPages(`${name}/page.js`);
  if (!existsSync(input)) return [];
  const bundle = await rollup({
    input,
    plugins: [nodeResolve({ browser: true, exportConditions: ['production', 'default'] })],
    onwarn(warning) {
      if (warning.code !== 'THIS_IS_UNDEFINED') throw new Error(warning.message);
    },
  });
  const { output } = await bundle.generate({
    format: 'es',
    plugins: [terser({ module: true, ecma: 2020, compress: { passes: 3 }, format: { comments: false } })],
  });
  await bundle.close();
  return output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : []));
}

async function stylesOf(name: SystemName, file: string): Promise<string | undefined> {
  const [css, sass] = [inPages(`${name}/${file}.css`), inPages(`${name}/${file}.scss`)];
  if (existsSync(sass)) {
    const compiled = await compileAsync(sass, { importers: [{ findFileUrl }], style: 'compressed', quietDeps: true });
    return compiled.css;
  }
  if (!existsSync(css)) return undefined;
  const { code } = await bundleAsync({
    filename: css,
    minify: true,
    targets,
    resolver: { resolve: (specifier) => resolve(specifier) },
  });
  return code.toString();
}

/** A package's Sass file, where Node finds the package. */
function findFileUrl(url: string): URL | null {
  const name = url.split('/')[0]!;
  if (name.startsWith('.')) return null;
  return new URL(url.slice(name.length + 1), pathToFileURL(resolve(`${name}/package.json`)));
}

function versionOf(name: string): string {
  const [, version] = readFileSync(fileOf(name), 'utf8').match(/"version": "([^"]+)"/)!;
  return version!;
}

/** A package's package.json, whether its exports name it or not. */
function fileOf(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name)!;
  return folders.map((folder) => `${folder}/${name}/package.json`).find((file) => existsSync(file))!;
}

function options(): string {
  const all = definition.questions.region.options.map(
    ({ value, label }) => `<option value="${value}">${label.en}</option>`,
  );
  return ['<option value="">Choose a region</option>', ...all].join('');
}
