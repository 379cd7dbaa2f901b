import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from './build.ts';

/** The contents of token files by name: a tree, or the text where the spelling matters. */
type Contents = Record<string, object | string>;

/** A small set in which nothing is wrong: one colour on another, and a dark theme. */
const soundFiles: Contents = {
  'primitive/color.tokens.json': {
    color: { $type: 'color', white: colour(1, 1, 1), grey: colour(0.5, 0.5, 0.5), black: colour(0, 0, 0) },
  },
  'semantic/color.tokens.json': {
    color: {
      $type: 'color',
      surface: { $value: '{color.white}', $description: 'Behind text.' },
      text: {
        _: {
          $value: '{color.black}',
          $description: 'Body text.',
          $extensions: { 'plaza.contrast': { on: 'color.surface', min: 7 } },
        },
      },
    },
  },
  'theme/dark.tokens.json': {
    color: { $type: 'color', surface: { $value: '{color.black}' }, text: { _: { $value: '{color.white}' } } },
  },
};

export function colour(...components: number[]): object {
  return { $value: { colorSpace: 'srgb', components } };
}

/** Builds the sound set with some files added or replaced. Returns how to read what came out. */
export async function buildWith(contents: Contents): Promise<(name: string) => Promise<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'plaza-tokens-'));
  for (const [name, content] of Object.entries({ ...soundFiles, ...contents })) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  const dist = join(folder, 'dist');
  await build(folder, dist);
  return (name) => readFile(join(dist, name), 'utf8');
}
