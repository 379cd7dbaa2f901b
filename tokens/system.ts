import { problemsIn } from './check.ts';
import { brokenPromises, measurePromises, type Measured } from './promises.ts';
import { resolve, type ResolvedToken } from './resolve.ts';
import { densities, reducedMotion, themes } from './themes.ts';
import { kebab, tokensOf, type TokenFiles } from './token-files.ts';

/** One semantic token, with all that the outputs say of it. */
export type SystemToken = {
  path: string;
  /** `color-text-muted` */
  name: string;
  type: string;
  description: string;
  /** What replaces it, for a token on its way out. */
  deprecated?: string;
};

/** Resolved values by path, of one theme or density. */
export type Values = Map<string, ResolvedToken>;

/** Checked and resolved: what every output is written from. */
export type System = {
  tokens: SystemToken[];
  /** By the theme's name; light comes first. */
  themes: Map<string, Values>;
  /** By the density's name; comfortable comes first. */
  densities: Map<string, Values>;
  /** What a person who asks for less motion gets. */
  reducedMotion: Values;
  /** The contrast promises as measured, by the theme's name. */
  promises: Map<string, Measured[]>;
};

/** Makes a system of the files, or throws with everything that is wrong, each with its file and token. */
export async function makeSystem(files: TokenFiles): Promise<System> {
  stopAt(problemsIn(files));
  const usual = await resolve(files);
  const valuesIn = async (name: string): Promise<Values> => {
    const replacement = files.theme.get(name);
    return replacement ? resolve(files, replacement) : usual;
  };
  const all = async (names: string[]) =>
    new Map(await Promise.all(names.map(async (name) => [name, await valuesIn(name)] as const)));

  const themeValues = await all(themes.map(({ name }) => name));
  const promises = new Map(
    themes.map((theme) => [theme.name, measurePromises(files, theme, themeValues.get(theme.name)!)]),
  );
  stopAt(themes.flatMap((theme) => brokenPromises(theme, promises.get(theme.name)!)));
  return {
    tokens: describeTokens(files, usual),
    themes: themeValues,
    densities: await all(densities),
    reducedMotion: await valuesIn(reducedMotion),
    promises,
  };
}

function stopAt(problems: string[]): void {
  if (problems.length > 0)
    throw new Error(`The tokens cannot be built.\n${problems.map((line) => `  ${line}`).join('\n')}`);
}

function describeTokens(files: TokenFiles, values: Values): SystemToken[] {
  return files.semantic.flatMap(tokensOf).map(({ path, definition }) => ({
    path,
    name: kebab(path),
    type: values.get(path)!.type,
    description: definition.$description as string,
    ...(definition.$deprecated ? { deprecated: String(definition.$deprecated) } : {}),
  }));
}

/** The tokens that some of these values replace, so that each block can restore what another changed. */
export function replacedTokens({ tokens }: System, byName: Map<string, Values>): SystemToken[] {
  return tokens.filter(({ path }) => new Set([...byName.values()].map((values) => values.get(path)!.css)).size > 1);
}
