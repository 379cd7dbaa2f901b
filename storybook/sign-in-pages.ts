import type { PageSet } from './pages-as-stories.ts';
import { kinds, signInPagesIn } from './sign-in/kinds.ts';

/** Every page and state of sign-in, in the languages that its words are complete in. */
export const signInPages: PageSet = {
  docsFile: /[/\\]patterns[/\\]identity[/\\]pages\.md$/,
  id: 'sign-in-pages',
  title: 'Pages of sign-in',
  names: Object.keys(kinds),
  draw: () => signInPagesIn(['en', 'es', 'ar']),
};
