import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { repeatedKeys } from './repeated-keys.ts';

export type Group = { [key: string]: unknown };

export type TokenFile = {
  /** As a person would name it: `semantic/color.tokens.json`. */
  name: string;
  tree: Group;
};

/** All that a build starts from. */
export type TokenFiles = {
  primitive: TokenFile[];
  semantic: TokenFile[];
  /** By the name of the theme: `dark`. */
  theme: Map<string, TokenFile>;
};

export type Token = {
  /** As written in a reference, without braces: `color.text._`. */
  path: string;
  file: string;
  definition: Group;
};

/** Reads the three folders; a missing one is empty. */
export async function readTokenFiles(folder: string): Promise<TokenFiles> {
  const [primitive, semantic, theme] = await Promise.all(
    ['primitive', 'semantic', 'theme'].map((tier) => readTier(folder, tier)),
  );
  return {
    primitive: primitive!,
    semantic: semantic!,
    theme: new Map(theme!.map((file) => [basename(file.name, '.tokens.json'), file])),
  };
}

async function readTier(folder: string, tier: string): Promise<TokenFile[]> {
  const names = await readdir(join(folder, tier)).catch(() => []);
  const tokenFiles = names.filter((name) => name.endsWith('.tokens.json')).sort();
  return Promise.all(tokenFiles.map((name) => readTokenFile(folder, `${tier}/${name}`)));
}

async function readTokenFile(folder: string, name: string): Promise<TokenFile> {
  const text = await readFile(join(folder, name), 'utf8');
  try {
    const tree = JSON.parse(text) as Group;
    const [repeated] = repeatedKeys(text);
    if (repeated) throw new Error(`${repeated} is written twice; the first would be lost`);
    return { name, tree };
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** The tokens of a file, in the order a reader meets them. */
export function tokensOf({ name, tree }: TokenFile): Token[] {
  const found: Token[] = [];
  const walk = (group: Group, path: string[]): void => {
    if ('$value' in group) found.push({ path: path.join('.'), file: name, definition: group });
    else for (const [key, child] of childrenOf(group)) walk(child, [...path, key]);
  };
  walk(tree, []);
  return found;
}

function childrenOf(group: Group): [string, Group][] {
  return Object.entries(group).filter((entry): entry is [string, Group] => !entry[0].startsWith('$'));
}

/** One tree of many files. Where two say something of one token, the later file's say holds. */
export function merge(files: TokenFile[]): Group {
  return files.map(({ tree }) => tree).reduce<Group>(mergeGroups, {});
}

function mergeGroups(one: Group, other: Group): Group {
  const merged: Group = { ...one, ...other };
  for (const [key, child] of childrenOf(other)) {
    if (key in one) merged[key] = mergeGroups(one[key] as Group, child);
  }
  return merged;
}

/** What components and people call a token: `color.text` for `color.text._`, which is how a group has a value too. */
export function publicName(path: string): string {
  return path.replace(/\._$/, '');
}

/** `--plaza-color-text-muted` without its `--plaza-`. */
export function kebab(path: string): string {
  return publicName(path)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
