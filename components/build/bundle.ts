import { readFile } from 'node:fs/promises';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserPlugin from '@rollup/plugin-terser';
import { rollup, type ManualChunksOption, type OutputOptions, type Plugin, type RollupOptions } from 'rollup';
import { apart, dist, elements, later, next, root } from './folders.ts';

const terser = terserPlugin as unknown as typeof terserPlugin.default; // its types speak of CommonJS, its code does not

/** What nearly every page with a form uses is one file: compressed together it is a sixth smaller, and it comes at once. */
const together = ['form', 'field', 'error-summary'];

const common: RollupOptions = {
  // package.json says which files of dist/ have side effects; the folder beside it, where this is built, it does not know.
  plugins: [
    nodeResolve({
      browser: true,
      exportConditions: ['production', 'default'],
      rootDir: root,
      ignoreSideEffectsForRoot: true,
    }),
  ],
  onwarn: (warning) => {
    throw new Error(warning.message);
  },
};

const minified: OutputOptions = {
  format: 'es',
  generatedCode: { preset: 'es2015', symbols: false },
  freeze: false, // what is imported as a whole is ours alone
  externalLiveBindings: false,
  plugins: [
    terser({
      module: true,
      ecma: 2020,
      compress: { passes: 3, ecma: 2020, unsafe_arrows: true },
      format: { comments: /^!|@licen[cs]e/ },
    }),
  ],
};

/**
 * dist/cdn: what a page without a build of its own loads.
 *
 * `<name>.js` is one element. What several share is in one file, named by its content: a second request costs a slow
 * phone more than the few bytes that a page may not need. `autoloader.js` loads what the page uses; `plaza.js` is
 * all of it in one file, but for the elements that few pages need (`apart`), what few people need once they act (`later`) and the
 * words of other languages than English and Spanish: they stay files of their own, beside it.
 */
export async function bundle(): Promise<void> {
  const entries = [
    ...elements.map((name) => [name, `${next}/${name}/define.js`]),
    ['autoloader', `${next}/autoloader.js`],
  ];
  const parts = await rollup({ ...common, input: Object.fromEntries(entries) });
  await parts.write({
    ...minified,
    dir: `${next}/cdn`,
    entryFileNames: '[name].js',
    chunkFileNames: ({ facadeModuleId }) => {
      const [, folder] = facadeModuleId?.match(/\/(words\/(?:.*\/)?)[\w-]+\.js$/) ?? [];
      return folder ? `${folder}[name].js` : '[name]-[hash].js';
    },
    manualChunks: shared,
  });
  const whole = await rollup({
    ...common,
    input: `${next}/index.js`,
    plugins: [otherLanguages, besideIt, common.plugins],
  });
  await whole.write({ ...minified, file: `${next}/cdn/plaza.js`, inlineDynamicImports: true, banner: await notice() });
  for (const name of later) {
    const part = await rollup({ ...common, input: `${next}/shared/${name}.js` });
    await part.write({ ...minified, file: `${next}/cdn/plaza/${name}.js` });
  }
}

/** What few people need is not in the one file, but is fetched from beside it, whole: also an element that stands apart. */
const besideIt: Plugin = {
  name: 'beside-it',
  resolveDynamicImport(id) {
    const name = later.find((each) => String(id).endsWith(`/${each}.js`));
    const element = apart.find((each) => String(id).endsWith(`/${each}/define.js`));
    if (element) return { id: `./${element}.js`, external: true };
    return name ? { id: `./plaza/${name}.js`, external: true } : null;
  },
};

/** The languages of the project are in the one file; others stay beside it, for those who read them. */
const otherLanguages: Plugin = {
  name: 'other-languages',
  resolveDynamicImport(id) {
    const [, language] = /\/words\/(\w+)\.js$/.exec(String(id)) ?? [];
    return !language || ['en', 'es'].includes(language) ? null : { id: `./words/${language}.js`, external: true };
  },
};

/** Who finds the file on a server some years later can tell what it is. */
async function notice(): Promise<string> {
  const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { version: string };
  return `/*! Plaza ${version}, MIT licence */`;
}

/**
 * Some elements and one language as one minified file, as an agency's own bundler would make it: what a page loads, without
 * what comes when a person first does something. For measuring.
 */
export async function bundleOf(names: string[], language: string): Promise<string> {
  const entry = '\0entry';
  const imports = [
    ...names.map((name) => `import '${dist}/${name}/define.js';`),
    `import '${dist}/words/${language}.js';`,
  ].join('\n');
  const virtual: Plugin = {
    name: 'entry',
    resolveId: (id) => (id === entry ? id : null),
    resolveDynamicImport: (id) =>
      String(id).includes(`/words/${language}.js`) ? null : { id: String(id), external: true },
    load: (id) => (id === entry ? imports : null),
  };
  const whole = await rollup({ ...common, input: entry, plugins: [virtual, common.plugins] });
  const { output } = await whole.generate({ ...minified, inlineDynamicImports: true });
  return output[0].code;
}

/** What elements that stand apart share, so that each of them stays light. */
const shareApart = /\/shared\/(?:own-words|reading)\.js$/;

const shared: ManualChunksOption = (id, { getModuleInfo }) => {
  const entriesThatNeed = (module: string, seen = new Set<string>()): number => {
    if (seen.has(module)) return 0;
    seen.add(module);
    const info = getModuleInfo(module)!;
    const counts = info.isEntry && !apart.some((name) => module.startsWith(`${next}/${name}/`)); // else all pages bear it
    return (counts ? 1 : 0) + info.importers.reduce((sum, importer) => sum + entriesThatNeed(importer, seen), 0);
  };
  const { isEntry, importers } = getModuleInfo(id)!;
  if (isEntry || !importers.length || id.includes('/words/')) return undefined; // what nothing imports comes when it is needed
  if (shareApart.test(id)) return 'reading';
  const isTogether = together.some((name) => id.startsWith(`${next}/${name}/`));
  return isTogether || entriesThatNeed(id) > 1 ? 'shared' : undefined;
};
