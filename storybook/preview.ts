/// <reference types="vite/client" />
import type { Preview } from '@storybook/web-components-vite';
import '@plaza-ds/components';
import '@plaza-ds/components/autoloader'; // for the elements that few pages need
import '@plaza-ds/components/plaza.layered.css';
import { notForFragments } from './accessibility.ts';
import { apart } from './apart.ts';
import page from './page.mdx';
import { applySettings, globalTypes, initialGlobals } from './settings.ts';
import { brand } from './theme.ts';

interface Example {
  component: string;
  lang: string;
  dir: string;
  html: string;
  /** The same in other languages, by BCP 47 tag, where a server wrote it. */
  inLanguages?: Record<string, string>;
  /** It stands at the edges of a page, as a header does. */
  fillsWidth: boolean;
}

document.body.classList.add('plaza-page');
document.querySelector('base')?.remove(); // it would open the links of an example around Storybook

const preview: Preview = {
  globalTypes,
  initialGlobals,
  render(args, { globals, parameters, viewMode }) {
    const example = parameters.example as Example;
    const part = document.createElement('div');
    part.className = 'plaza-page';
    part.style.padding = example.fillsWidth ? '0' : 'var(--plaza-space-5) var(--plaza-space-4)';
    const around = viewMode === 'story' ? document.documentElement : document.createElement('div');
    applySettings(globals, example, around);
    part.append(withAttributes({ ...example, html: example.inLanguages?.[around.lang] ?? example.html }, args));
    keepHere(part);
    return viewMode === 'story' ? part : apart(around, part);
  },
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true, sort: 'none' },
    options: { storySort: { order: ['Text and headings'] } },
    a11y: { options: { rules: notForFragments } },
    docs: { page, theme: brand(), toc: { headingSelector: 'h2, h3' }, canvas: { layout: 'fullscreen' } },
  },
};

export default preview;

/** The example as it is written, and on its main element the attributes chosen in the controls. */
function withAttributes({ component, html }: Example, args: Record<string, unknown>): DocumentFragment {
  const fragment = document.createRange().createContextualFragment(html);
  for (const [name, value] of Object.entries(args)) {
    const main = fragment.querySelector(name.startsWith('data-') ? `.plaza-${component}` : `plaza-${component}`);
    if (value === undefined || value === '') continue;
    if (value === false) main?.removeAttribute(name);
    else main?.setAttribute(name, value === true ? '' : String(value));
  }
  return fragment;
}

/** Where the links and forms of an example lead, there is nothing: only links within the example lead somewhere. */
function keepHere(part: HTMLElement): void {
  part.addEventListener('submit', (event) => event.preventDefault());
  part.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a[href]');
    if (link && !link.getAttribute('href')!.startsWith('#')) event.preventDefault();
  });
}
