import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const components = fileURLToPath(new URL('../components/', import.meta.url));

/** One file of HTML that the story, the docs page, the bare page and the tests all show. */
export interface Example {
  /** Folder of the component, such as `field`. */
  component: string;
  /** Name of the file without its ending. */
  name: string;
  title: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  /** The HTML as a user would write it, without the line that names it. */
  html: string;
  /** Where it is served alone. */
  path: string;
}

/** All examples, by component and in the order of their names. */
export function readExamples(): Example[] {
  return globSync('*/examples/*.html', { cwd: components })
    .sort()
    .map((file) => {
      const [component, , fileName] = file.split(/[/\\]/) as [string, string, string];
      return parseExample(component, fileName.replace(/\.html$/, ''), readFileSync(`${components}${file}`, 'utf8'));
    });
}

/**
 * Reads an example out of its file. The first line names it and may say its language and direction:
 * `<!-- Arabic, right to left | lang="ar" dir="rtl" -->`.
 */
export function parseExample(component: string, name: string, text: string): Example {
  const [, line] = text.match(/^<!--(.*?)-->[^\S\n]*\n/) ?? [];
  if (!line?.trim())
    throw new Error(`components/${component}/examples/${name}.html: its first line has to be <!-- its title -->.`);
  const [title, attributes = ''] = line.split('|') as [string, string?];
  return {
    component,
    name,
    title: title.trim(),
    lang: attributes.match(/\blang="([^"]+)"/)?.[1] ?? 'en',
    dir: /\bdir="rtl"/.test(attributes) ? 'rtl' : 'ltr',
    html: text.slice(text.indexOf('\n') + 1).trim(),
    path: `/examples/${component}/${name}`,
  };
}

/** The shortest comes first, for it shows what is essential; then special states, errors and other languages. */
export function simplestFirst(one: Example, other: Example): number {
  return weightOf(one) - weightOf(other);
}

/** What a component is mostly for, where its shortest example is something else. */
const shownFirst = ['base/headings-and-text', 'field/text', 'file-field/one-file', 'timeout-warning/save-and-leave'];

function weightOf({ component, name, lang, dir, html }: Example): number {
  if (shownFirst.includes(`${component}/${name}`)) return 0;
  const isSpecial = /error|read-only|disabled|busy/.test(name);
  return html.length + (isSpecial ? 1e5 : 0) + (lang === 'en' ? 0 : 2e5) + (dir === 'rtl' ? 4e5 : 0);
}

/** The elements that HTML uses and that have a script of their own: `field` for `<plaza-field>`. */
export function elementsIn(html: string): string[] {
  const names = new Set([...html.matchAll(/<plaza-([a-z-]+)/g)].map(([, name]) => name!));
  return [...names].filter((name) => existsSync(`${components}dist/cdn/${name}.js`)).sort();
}
