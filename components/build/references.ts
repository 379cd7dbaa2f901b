import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import postcss from 'postcss';
import { elements, root } from './folders.ts';
import { stopIf } from './problems.ts';
import type { Source } from './styles.ts';

/**
 * A custom property that nobody declares is an empty value, and nobody notices. So each one that a stylesheet reads must be
 * a token, a hook that a class block documents with `@cssprop`, or one the stylesheet sets itself. What is CSS alone has no
 * class block: there a hook that is named after the folder and has a fallback declares itself.
 */
export async function checkReferences(sources: Source[], hooks?: Set<string>): Promise<void> {
  const tokens = sources.filter(({ name }) => name === 'tokens').flatMap(({ css }) => declared(css));
  const known = new Set([...tokens, ...(hooks ?? (await documentedHooks()))]);
  const problems = sources.flatMap((source) => unknownReferences(source, known));
  stopIf(
    problems,
    'Name a token of tokens/semantic, or document the hook with @cssprop in the class block of its component.',
  );
}

const declared = (css: string) => [...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name!);

async function documentedHooks(): Promise<string[]> {
  const files = globSync('*/*.{ts,css}', { cwd: root, exclude: (path) => /^(dist|node_modules|build)\b/.test(path) });
  const texts = await Promise.all(files.map((file) => readFile(`${root}${file}`, 'utf8')));
  return texts.flatMap((text) => [...text.matchAll(/@cssprop(?:erty)?\s+\[?(--[\w-]+)/g)].map(([, name]) => name!));
}

function unknownReferences({ name: folder, css, file }: Source, known: Set<string>): string[] {
  const own = new Set(declared(css).filter((name) => name.startsWith('--_')));
  const problems: string[] = [];
  postcss.parse(css, { from: file }).walkDecls((declaration) => {
    const { line } = declaration.source!.start!;
    for (const { 1: name = '', 2: fallback, index } of declaration.value.matchAll(/var\(\s*(--[\w-]+)\s*(,)?/g)) {
      const isHook = fallback && name.startsWith(`--plaza-${folder}-`) && !elements.includes(folder);
      if (known.has(name) || own.has(name) || isHook) continue;
      const lines = declaration.value.slice(0, index).split('\n').length - 1;
      problems.push(`${relative(`${root}..`, file)}:${line + lines}: nothing declares ${name}`);
    }
  });
  return problems;
}
