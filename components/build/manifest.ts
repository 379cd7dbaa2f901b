import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { elements, next, root } from './folders.ts';
import { stopIf } from './problems.ts';

type Described = { name: string; description?: string };
type Declaration = {
  kind: string;
  name: string;
  tagName?: string;
  summary?: string;
  description?: string;
  attributes?: Described[];
  slots?: Described[];
  events?: Described[];
  cssProperties?: Described[];
};
type Manifest = { modules: { path: string; declarations: Declaration[] }[] };

const analyzer = join(dirname(createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer')), 'cem.js');

/**
 * The contract of every element as data, made from its class block: dist/custom-elements.json for tools and docs,
 * dist/html-custom-data.json for Visual Studio Code and dist/web-types.json for JetBrains.
 */
export async function writeManifest(): Promise<void> {
  // From inside dist, or the analyzer rewrites package.json. What several inherit is in shared.
  const inherited = globSync('shared/*.ts', { cwd: root }).filter((file) => !/\btest/.test(file));
  const globs = [...inherited, ...elements.map((name) => `${name}/${name}.ts`)].map((file) => `../${file}`);
  if (!elements.length) return;
  await promisify(execFile)(
    process.execPath,
    [analyzer, 'analyze', '--litelement', '--quiet', '--outdir', '.', '--globs', ...globs],
    { cwd: next },
  );
  const text = await readFile(`${next}/custom-elements.json`, 'utf8');
  const manifest = JSON.parse(text.replace(/"(?:\.\.)?\/([\w-]+\/[\w-]+)\.[jt]s"/g, '"dist/$1.js"')) as Manifest;
  for (const element of declared(manifest)) element.events = element.events?.filter(({ name }) => name) ?? []; // others are code, not contract
  manifest.modules = manifest.modules.filter(({ declarations }) => declarations.some(({ kind }) => kind === 'class'));
  checkContracts(manifest);
  await write('custom-elements', manifest);
  await write('html-custom-data', htmlCustomData(declared(manifest)));
  await write('web-types', await webTypes(declared(manifest)));
}

const write = (name: string, content: unknown) =>
  writeFile(`${next}/${name}.json`, `${JSON.stringify(content, null, 2)}\n`);

const declared = (manifest: Manifest) =>
  manifest.modules.flatMap((module) => module.declarations).filter((declaration) => declaration.tagName);

/** The class block is the contract: what it does not say, nobody can know. */
export function checkContracts(manifest: Manifest, names = elements): void {
  const problems = names.flatMap((name) => {
    const file = `${name}/${name}.ts`;
    const module = manifest.modules.find(({ path }) => path === `dist/${name}/${name}.js`);
    const element = module?.declarations.find(({ tagName }) => tagName === `plaza-${name}`);
    if (!element) return [`${file}: no class with @tagname plaza-${name}`];
    return [
      ...(element.summary ? [] : [`${file}: ${element.name} has no @summary`]),
      ...(element.slots?.length ? [] : [`${file}: ${element.name} says no @slot`]),
      ...undescribed('attribute', element.attributes),
      ...undescribed('slot', element.slots),
      ...undescribed('event', element.events),
      ...undescribed('custom property', element.cssProperties),
    ].map((problem) => (problem.startsWith(file) ? problem : `${file}: ${problem}`));
  });
  stopIf(problems, 'The block above a class is its contract: docs, editors and tests read it.');
}

const undescribed = (kind: string, things: Described[] = []) =>
  things
    .filter(({ description }) => !description?.trim())
    .map(({ name }) => `the ${kind} "${name}" has no description`);

function htmlCustomData(declarations: Declaration[]) {
  return {
    version: 1.1,
    tags: declarations.map(({ tagName, summary, description, attributes = [] }) => ({
      name: tagName,
      description: { kind: 'markdown', value: description ?? summary },
      attributes: attributes.map(({ name, description }) => ({ name, description })),
    })),
  };
}

async function webTypes(declarations: Declaration[]) {
  const { name, version } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as {
    name: string;
    version: string;
  };
  const elements = declarations.map(
    ({ tagName, summary, attributes = [], slots = [], events = [], cssProperties = [] }) => ({
      name: tagName,
      description: summary,
      attributes: attributes.map(named),
      slots: slots.map(named),
      js: { events: events.map(named) },
      css: { properties: cssProperties.map(named) },
    }),
  );
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name,
    version,
    'description-markup': 'markdown',
    contributions: { html: { elements } },
  };
}

const named = ({ name, description }: Described) => ({ name: name || 'default', description });
