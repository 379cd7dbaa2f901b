import type { PageSet } from './pages-as-stories.ts';
import { kinds, pagesOfEachKind } from './pages/kinds.ts';

/** Every kind of page that a definition makes. */
export const formPages: PageSet = {
  docsFile: /[/\\]patterns[/\\]forms[/\\]pages\.md$/,
  id: 'form-pages',
  title: 'Pages of a service',
  names: Object.keys(kinds),
  draw: async () => (await pagesOfEachKind()).map(({ name, html }) => ({ name, html: { en: html } })),
};
