import { promisesOf } from './promises.ts';
import { namesOfReplacements } from './themes.ts';
import { kebab, publicName, tokensOf, type Group, type Token, type TokenFiles } from './token-files.ts';

/** What is wrong with the files themselves, each with its file and token. Empty when all is well. */
export function problemsIn(files: TokenFiles): string[] {
  const semantic = files.semantic.flatMap(tokensOf);
  const primitive = files.primitive.flatMap(tokensOf);
  const replacements = [...files.theme.values()];
  const themed = replacements.flatMap(tokensOf);
  const usual = [...primitive, ...semantic];
  const known = new Set(usual.map(({ path }) => path));
  return [
    ...unknownThemes(files),
    ...[...usual, ...themed].flatMap((token) => [...unknownReferences(token, known), ...unusableColours(token)]),
    ...new Set([[], ...replacements.map(tokensOf)].flatMap((replaced) => circles([...usual, ...replaced]))),
    ...declaredTwice(primitive, ({ path }) => path),
    ...declaredTwice(semantic, ({ path }) => `--plaza-${kebab(path)}`),
    ...inBothTiers(primitive, semantic),
    ...themed.flatMap((token) => replacesNothing(token, semantic)),
    ...themed.flatMap(replacesMoreThanValue),
    ...semantic.flatMap(withoutDescription),
    ...semantic.flatMap(unclearPromises),
    ...semantic.flatMap((token) => promisesOnNothing(token, semantic)),
  ];
}

function say({ file, path }: Token, problem: string): string {
  return `${file}: ${path} ${problem}`;
}

function unknownThemes({ theme }: TokenFiles): string[] {
  return [...theme]
    .filter(([name]) => !namesOfReplacements.includes(name))
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

/** References that lead back to where they began. A later token of the same path takes the place of an earlier one. */
function circles(tokens: Token[]): string[] {
  const byPath = new Map(tokens.map((token) => [token.path, token]));
  const leadsTo = (path: string, seen: Set<string>): Set<string> => {
    for (const next of referencesIn(byPath.get(path)?.definition.$value)) {
      if (!seen.has(next)) leadsTo(next, seen.add(next));
    }
    return seen;
  };
  return [...byPath.values()]
    .filter(({ path }) => leadsTo(path, new Set()).has(path))
    .map((token) => say(token, `refers to itself, by way of ${referencesIn(token.definition.$value).join(', ')}`));
}

/** Every output is written in sRGB, from components alone: with a hex beside them a colour would have two truths. */
function unusableColours(token: Token): string[] {
  const reasons = coloursIn(token.definition.$value).flatMap((colour) => {
    if (typeof colour === 'string') return [`gives ${colour}; write its components`];
    const { colorSpace, components, hex } = colour;
    if (colorSpace !== 'srgb') return [`is in ${String(colorSpace)}; write it in srgb, as every output is`];
    const parts = [components].flat();
    const fits = parts.length === 3 && parts.every((part) => typeof part === 'number' && part >= 0 && part <= 1);
    if (!fits) return ['needs three components from 0 to 1'];
    return hex === undefined ? [] : ['gives a hex beside its components; keep the components'];
  });
  return reasons.map((reason) => say(token, reason));
}

function coloursIn(value: unknown): (Group | string)[] {
  if (typeof value === 'string') return value.startsWith('#') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return 'colorSpace' in value ? [value as Group] : Object.values(value).flatMap(coloursIn);
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

/** What a token is for, and what it promises, holds in every theme: it is said once, in the semantic file. */
function replacesMoreThanValue(token: Token): string[] {
  const more = Object.keys(token.definition).filter((key) => !['$value', '$type'].includes(key));
  return more.length > 0 ? [say(token, `has ${more.join(' and ')}; a theme replaces $value alone`)] : [];
}

function withoutDescription(token: Token): string[] {
  const description = token.definition.$description;
  const said = typeof description === 'string' && description.trim() !== '';
  return said ? [] : [say(token, 'has no $description that says what it is for')];
}

function unclearPromises(token: Token): string[] {
  return promisesOf(token.definition).flatMap(({ on, min, minInHighContrast, ...other }) => {
    const isRatio = (ratio: unknown) => typeof ratio === 'number' && ratio >= 1 && ratio <= 21;
    const clear = on.length > 0 && isRatio(min) && isRatio(minInHighContrast) && Object.keys(other).length === 0;
    return clear ? [] : [say(token, 'has a plaza.contrast that is not { on, min, minInHighContrast? }')];
  });
}

function promisesOnNothing(token: Token, semantic: Token[]): string[] {
  return promisesOf(token.definition)
    .flatMap(({ on }) => on)
    .filter((ground) => !semantic.some(({ path }) => publicName(path) === ground))
    .map((ground) => say(token, `promises contrast on ${ground}, which no semantic file declares`));
}
