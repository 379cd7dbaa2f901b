/**
 * What the files weigh that a page loads, in bytes after gzip. The application form page of the budgets has: skip link, header,
 * breadcrumbs, text, email, date of birth, select, radios, checkboxes, counted textarea, file, error summary, button, footer.
 */
import { existsSync, readFileSync } from 'node:fs';
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
