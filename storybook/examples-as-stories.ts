import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Indexer } from 'storybook/internal/types';
import type { Plugin } from 'vite';
import { readExamples, simplestFirst } from '../docs/examples.ts';
import type { Example } from '../docs/examples.ts';
import { hasLandmarks } from '../docs/server/bare-example.ts';
import { titleOfComponent } from '../docs/site/component-title.ts';
import { controlsOf } from './controls.ts';

const docsFile = /[/\\]components[/\\]([\w-]+)[/\\]\1\.md$/;

/** Tells Storybook which stories there are, without running any. */
export const exampleIndexer: Indexer = {
  test: docsFile,
  createIndex: (file) => Promise.resolve(examplesOf(file).map(entryOf)),
};

/** Turns a component's docs file and its examples into the module that Storybook loads. */
export const exampleStories: Plugin = {
  name: 'plaza-examples-as-stories',
  enforce: 'pre',
  load(id) {
    if (!docsFile.test(id)) return null;
    const stories = examplesOf(id).map(
      (example, index) => `export const ${exportName(index)} = ${JSON.stringify(storyOf(example))};`,
    );
    return {
      code: [`export default ${JSON.stringify(metaOf(id))};`, ...stories].join('\n'),
      moduleType: 'js',
      map: null,
    };
  },
};

function examplesOf(file: string): Example[] {
  return readExamples()
    .filter(({ component }) => component === componentOf(file))
    .sort(simplestFirst);
}

function entryOf({ component, name, title }: Example, index: number) {
  return {
    type: 'story' as const,
    __id: storyId(component, name),
    exportName: exportName(index),
    name: title,
    title: titleOfComponent(component),
    metaId: component,
    tags: ['autodocs'],
  };
}

function storyOf({ component, name, title, lang, dir, html }: Example) {
  return {
    name: title,
    parameters: {
      __id: storyId(component, name),
      example: { component, lang, dir, html, fillsWidth: hasLandmarks(html) },
      docs: { source: { code: html } },
    },
  };
}

function metaOf(file: string) {
  const component = componentOf(file);
  // Links between the docs pages of components lead to their docs pages here.
  const words = readFileSync(file, 'utf8').replaceAll(/\]\(\.\.\/([\w-]+)\/\)/g, '](?path=/docs/$1--docs)');
  const [introduction, rest = ''] = words.split(/^(?=## )([\s\S]*)/m);
  return {
    id: component,
    title: titleOfComponent(component),
    tags: ['autodocs'],
    argTypes: controlsOf(component),
    parameters: { words: { introduction, rest } },
  };
}

const componentOf = (file: string): string => basename(file, '.md');
const storyId = (component: string, example: string): string => `${component}--${example}`;
const exportName = (index: number): string => `example${index}`;
