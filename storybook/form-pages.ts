import type { Indexer } from 'storybook/internal/types';
import type { Plugin } from 'vite';
import { kinds, pagesOfEachKind } from './pages/kinds.ts';

const docsFile = /[/\\]patterns[/\\]forms[/\\]pages\.md$/;

/** Tells Storybook which pages there are, without making any. */
export const formPageIndexer: Indexer = {
  test: docsFile,
  createIndex: (file) =>
    Promise.resolve(
      Object.keys(kinds).map((name, index) => ({
        type: 'story' as const,
        importPath: file,
        __id: idOf(name),
        exportName: `page${index}`,
        name,
        title: 'Pages of a service',
        metaId: 'form-pages',
        tags: [],
      })),
    ),
};

/** Runs the services once, and keeps each kind of page as its server made it. */
export const formPages: Plugin = {
  name: 'plaza-form-pages-as-stories',
  enforce: 'pre',
  async load(id) {
    if (!docsFile.test(id)) return null;
    const pages = await pagesOfEachKind();
    const stories = pages.map(({ name, html }, index) => {
      const example = { component: 'form-pages', lang: 'en', dir: 'ltr', html, fillsWidth: false };
      const parameters = { __id: idOf(name), example, docs: { source: { code: html } } };
      return `export const page${index} = ${JSON.stringify({ name, parameters })};`;
    });
    const meta = { id: 'form-pages', title: 'Pages of a service' };
    return { code: [`export default ${JSON.stringify(meta)};`, ...stories].join('\n'), moduleType: 'js', map: null };
  },
};

const idOf = (name: string): string => `form-pages--${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
