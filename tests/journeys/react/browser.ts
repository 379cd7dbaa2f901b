import { createElement, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Application } from './application.ts';

/** The test says when: it looks at the page before. */
Object.assign(window, {
  hydrate: () =>
    void hydrateRoot(
      document.querySelector('#application')!,
      createElement(StrictMode, null, createElement(Application)),
    ),
});
