import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/web-components-vite';
import { exampleIndexer, exampleStories } from './examples-as-stories.ts';
import { formPages } from './form-pages.ts';
import { pageIndexer, pageStories } from './pages-as-stories.ts';
import { signInPages } from './sign-in-pages.ts';

const pageSets = [formPages, signInPages];

/** Storybook of every example. Nothing in it calls another host. */
const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  // A component's docs file stands for it; its stories are the files in examples/ beside it.
  stories: [
    { directory: fileURLToPath(new URL('../components', import.meta.url)), files: '*/*.md' },
    { directory: fileURLToPath(new URL('../patterns', import.meta.url)), files: '{forms,identity}/pages.md' },
  ],
  experimental_indexers: (indexers) => [exampleIndexer, ...pageSets.map(pageIndexer), ...(indexers ?? [])],
  viteFinal: (vite) => ({
    ...vite,
    plugins: [exampleStories, ...pageSets.map(pageStories), ...(vite.plugins ?? [])],
    build: { ...vite.build, chunkSizeWarningLimit: 2000 }, // Storybook's own preview
  }),
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  features: { backgrounds: false, measure: false, outline: false, interactions: false, actions: false },
  staticDirs: [{ from: '../docs/plaza.svg', to: '/plaza.svg' }],
  previewHead: (head) => `${head ?? ''}<link rel="icon" href="plaza.svg">`,
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
};

export default config;
