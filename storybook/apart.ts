import { adoptStyles } from '@plaza-ds/components/styles';

/**
 * A docs page shows many examples, whose ids would meet in one document: a label would point at another example's
 * field. So each stands in a shadow root, as a page with shadow roots of its own would hold it.
 *
 * @param around Carries the language, the direction and the theme.
 */
export function apart(around: HTMLElement, part: HTMLElement): HTMLElement {
  const root = around.attachShadow({ mode: 'open' });
  root.append(part);
  // Whether the tokens are there already can only be seen on the page, where Storybook is about to put it.
  queueMicrotask(() => adoptStyles(root));
  return around;
}
