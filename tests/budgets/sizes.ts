/**
 * What the files weigh that a page loads, in bytes after gzip. The application form page of the budgets has: skip link, header,
 * breadcrumbs, text, email, date of birth, select, radios, checkboxes, counted textarea, file, error summary, button, footer.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleOf } from '../../components/build/bundle.ts';

const dist = fileURLToPath(new URL('../../components/dist', import.meta.url));

export const formPageElements = ['form', 'field', 'choices', 'date-field', 'file-field', 'error-summary'];
export const formPageStyles = [
  'tokens',
  'base',
  'skip-link',
  'header',
  'breadcrumbs',
  'footer',
  'button',
  ...formPageElements,
];

export const gzipped = (content: string | Buffer): number => gzipSync(content, { level: 9 }).length;

/** The files a browser asks for when a page loads these elements, in English: entries, what they share, the words. */
export function filesLoadedBy(elements: string[], words = 'words/en.js'): string[] {
  const files = new Set<string>();
  const follow = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const code = readFileSync(join(dist, 'cdn', file), 'utf8');
    for (const [, imported] of code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g))
      follow(join(dirname(file), imported!));
  };
  for (const name of elements) follow(`${name}.js`);
  if (words) follow(words);
  return [...files].sort();
}

/** The files that come when a person acts: files of dist that no entry names. */
export function filesNeededLater(): string[] {
  return readdirSync(join(dist, 'cdn'))
    .filter((file) => /^(character-count|chosen-files)-/.test(file))
    .map((file) => `cdn/${file}`);
}

const weigh = (files: string[]): number => files.reduce((sum, file) => sum + weightOf(`cdn/${file}`), 0);

/** What an element that few pages need adds to a page with a form, before anybody acts. */
export const weightBeside = (name: string): number => {
  const there = filesLoadedBy(formPageElements);
  return weigh(filesLoadedBy([name], '').filter((file) => !there.includes(file)));
};

/** What comes when a person comes to it: its reader, one library, its English words, and what these share. */
export function weightWhenNeeded(name: string, library: string): number {
  const isNeeded = (file: string) => file.startsWith(`read-${name}-`) || file.startsWith(`${library}-`);
  const parts = readdirSync(join(dist, 'cdn')).filter(isNeeded);
  const there = filesLoadedBy([...formPageElements, name]);
  const files = filesLoadedBy(
    parts.map((file) => file.replace(/\.js$/, '')),
    `words/${name}/en.js`,
  );
  return weigh(files.filter((file) => !there.includes(file)));
}

/** The form page's JavaScript as it is loaded: each file is compressed alone. */
export const formPageScripts = (): number =>
  filesLoadedBy(formPageElements).reduce((sum, file) => sum + gzipped(readFileSync(join(dist, 'cdn', file))), 0);

/** The same in one file, as a bundler would make it. */
export const formPageBundle = async (): Promise<number> => gzipped(await bundleOf(formPageElements, 'en'));

/** The form page's CSS in one file: tokens, the page's own, and its components. */
export function formPageCss(): number {
  const files = formPageStyles.map((name) => join(dist, 'css', `${name}.css`));
  return gzipped(
    files
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join(''),
  );
}

/** One file of dist, for example `cdn/plaza.js`. */
export const weightOf = (file: string): number => gzipped(readFileSync(join(dist, file)));

export const textOf = (file: string): string => readFileSync(join(dist, file), 'utf8');
