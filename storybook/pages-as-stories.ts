import type { Indexer } from 'storybook/internal/types';
import type { Plugin } from 'vite';

/** A page as its server made it, in each language that it was asked in. */
export interface DrawnPage {
  name: string;
  /** By BCP 47 tag; the first is what Storybook shows unless its switch says another. */
  html: Readonly<Record<string, string>>;
  /** It stands at the edges of a page, as a header does. */
  fillsWidth?: boolean;
}

/** A set of pages that stands for one file of words. */
export interface PageSet {
  /** The file that stands for them in Storybook. */
  docsFile: RegExp;
  id: string;
  title: string;
  names: readonly string[];
  draw(): Promise<readonly DrawnPage[]>;
}

/** Tells Storybook which pages there are, without making any. */
export function pageIndexer({ docsFile, id, title, names }: PageSet): Indexer {
  return {
    test: docsFile,
    createIndex: (file) =>
      Promise.resolve(
        names.map((name, index) => ({
          type: 'story' as const,
          importPath: file,
          __id: storyId(id, name),
          exportName: `page${index}`,
          name,
          title,
          metaId: id,
          tags: [],
        })),
      ),
  };
}

/** Runs the services once, and keeps each kind of page as its server made it. */
export function pageStories({ docsFile, id: component, title, draw }: PageSet): Plugin {
  return {
    name: `plaza-${component}-as-stories`,
    enforce: 'pre',
    async load(file) {
      if (!docsFile.test(file)) return null;
      const pages = await draw();
      const stories = pages.map(({ name, html: inLanguages, fillsWidth = false }, index) => {
        const [[lang, html]] = Object.entries(inLanguages) as [[string, string]];
        const example = { component, lang, dir: 'ltr', html, inLanguages, fillsWidth };
        const parameters = { __id: storyId(component, name), example, docs: { source: { code: html } } };
        return `export const page${index} = ${JSON.stringify({ name, parameters })};`;
      });
      const meta = `export default ${JSON.stringify({ id: component, title })};`;
      return { code: [meta, ...stories].join('\n'), moduleType: 'js', map: null };
    },
  };
}

const storyId = (set: string, name: string): string => `${set}--${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
