import { contrast, promisesOf, type Colour } from './contrast.ts';
import type { ResolvedToken } from './resolve.ts';
import type { Theme } from './themes.ts';
import { replacements } from './themes.ts';
import { kebab, publicName, tokensOf, type Token, type TokenFiles } from './token-files.ts';

/** What is wrong with the files themselves, each with its file and token. Empty when all is well. */
export function problemsIn(files: TokenFiles): string[] {
  const semantic = files.semantic.flatMap(tokensOf);
  const primitive = files.primitive.flatMap(tokensOf);
  const themed = [...files.theme.values()].flatMap(tokensOf);
  const known = new Set([...primitive, ...semantic].map(({ path }) => path));
  return [
    ...unknownThemes(files),
    ...[...primitive, ...semantic, ...themed].flatMap((token) => unknownReferences(token, known)),
    ...declaredTwice(primitive, ({ path }) => path),
    ...declaredTwice(semantic, ({ path }) => `--plaza-${kebab(path)}`),
    ...inBothTiers(primitive, semantic),
    ...themed.flatMap((token) => replacesNothing(token, semantic)),
    ...semantic.flatMap(withoutDescription),
    ...semantic.flatMap((token) => promisesOnNothing(token, semantic)),
  ];
}

function say({ file, path }: Token, problem: string): string {
  return `${file}: ${path} ${problem}`;
}

function unknownThemes({ theme }: TokenFiles): string[] {
  return [...theme]
    .filter(([name]) => !replacements.includes(name))
    .map(([name, { name: file }]) => `${file}: "${name}" is no theme or density (themes.ts lists them)`);
}

function unknownReferences(token: Token, known: Set<string>): string[] {
  return referencesIn(token.definition.$value)
    .filter((reference) => !known.has(reference))
    .map((reference) => say(token, `refers to {${reference}}, which no file declares`));
}

/** The paths in braces anywhere in a value. */
export function referencesIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(/\{([^}]+)\}/g)].map(([, path]) => path!);
  if (typeof value === 'object' && value) return Object.values(value).flatMap(referencesIn);
  return [];
}

/** Two tokens a reader could not tell apart: `color.text.muted` and `color.text-muted` are one custom property. */
function declaredTwice(tokens: Token[], nameOf: (token: Token) => string): string[] {
  const first = new Map<string, Token>();
  return tokens.flatMap((token) => {
    const name = nameOf(token);
    const other = first.get(name);
    if (!other) first.set(name, token);
    return other ? [say(token, `declares ${name} again; ${other.file} has it as ${other.path}`)] : [];
  });
}

function inBothTiers(primitive: Token[], semantic: Token[]): string[] {
  const paths = new Map(primitive.map((token) => [token.path, token]));
  return semantic
    .filter(({ path }) => paths.has(path))
    .map((token) => say(token, `has the name of a primitive token in ${paths.get(token.path)!.file}`));
}

function replacesNothing(token: Token, semantic: Token[]): string[] {
  const exists = semantic.some(({ path }) => path === token.path);
  return exists ? [] : [say(token, 'replaces a name that no semantic file declares')];
}

function withoutDescription(token: Token): string[] {
  const description = token.definition.$description;
  const said = typeof description === 'string' && description.trim() !== '';
  return said ? [] : [say(token, 'has no $description that says what it is for')];
}

function promisesOnNothing(token: Token, semantic: Token[]): string[] {
  return promisesOf(token.definition)
    .flatMap(({ on }) => on)
    .filter((ground) => !semantic.some(({ path }) => publicName(path) === ground))
    .map((ground) => say(token, `promises contrast on ${ground}, which no semantic file declares`));
}

export type Measured = { path: string; on: string; min: number; ratio: number };

/** Every contrast promise as it stands in one theme. Throws where a colour cannot be measured. */
export function measurePromises(files: TokenFiles, theme: Theme, resolved: Map<string, ResolvedToken>): Measured[] {
  const byPublicName = new Map([...resolved.values()].map((token) => [publicName(token.path), token]));
  return files.semantic.flatMap(tokensOf).flatMap(({ path, definition }) =>
    promisesOf(definition).flatMap(({ on, min, minInHighContrast }) =>
      on.map((ground) => ({
        path,
        on: ground,
        min: theme.highContrast ? minInHighContrast : min,
        ratio: contrast(measurable(resolved.get(path)!), measurable(byPublicName.get(ground)!)),
      })),
    ),
  );
}

function measurable({ path, value }: ResolvedToken): Colour {
  const colour = value as Colour;
  if (colour.colorSpace !== 'srgb') throw new Error(`${path} is in ${colour.colorSpace}; contrast is measured in srgb`);
  if ((colour.alpha ?? 1) < 1) throw new Error(`${path} can be seen through, so its contrast depends on what is behind`);
  return colour;
}

/** The promises that do not hold, each with its file, token and theme. */
export function brokenPromises(files: TokenFiles, theme: Theme, measured: Measured[]): string[] {
  const fileOf = new Map(files.semantic.flatMap(tokensOf).map(({ path, file }) => [path, file]));
  const replaced = files.theme.get(theme.name);
  for (const { path, file } of replaced ? tokensOf(replaced) : []) fileOf.set(path, file);
  return measured
    .filter(({ ratio, min }) => ratio < min)
    .map(
      ({ path, on, min, ratio }) =>
        `${fileOf.get(path)}: ${path} promises ${min}:1 on ${on}, but in the theme ${theme.name} it is ${floor(ratio)}:1`,
    );
}

/** Two decimals, never rounded up to a promise that is not kept. */
export function floor(ratio: number): string {
  return (Math.floor(ratio * 100) / 100).toFixed(2);
}
