import type { System, SystemToken, Values } from '../system.ts';

const header = '// Written by the build from the token files.';

/** tokens.js: for code that sets styles (a chart, a map, an e-mail) and for tools. */
export function tokensModule(system: System): string {
  return [
    header,
    constant('tokens', Object.fromEntries(system.tokens.map(({ name }) => [name, `var(--plaza-${name})`]))),
    constant('themes', valuesByName(system, system.themes)),
    constant('densities', valuesByName(system, system.densities)),
  ]
    .join('\n')
    .concat('\n');
}

/** tokens.d.ts: each name with what it is for, so that an editor can say it. */
export function tokensTypes(system: System): string {
  return [
    header,
    "/** References that follow the theme and density in force: `tokens['color-text']` is `var(--plaza-color-text)`. */",
    'export declare const tokens: {',
    ...system.tokens.map((token) => `${doc(token)}\n  readonly '${token.name}': 'var(--plaza-${token.name})';`),
    '};',
    'export type TokenName = keyof typeof tokens;',
    `export type ThemeName = ${union(system.themes)};`,
    `export type DensityName = ${union(system.densities)};`,
    '/** Resolved values of every token in each theme, at the comfortable density. */',
    'export declare const themes: Readonly<Record<ThemeName, Readonly<Record<TokenName, string>>>>;',
    '/** Resolved values of every token at each density, in the light theme. */',
    'export declare const densities: Readonly<Record<DensityName, Readonly<Record<TokenName, string>>>>;',
  ]
    .join('\n')
    .concat('\n');
}

function valuesByName({ tokens }: System, byName: Map<string, Values>): object {
  return Object.fromEntries(
    [...byName].map(([key, values]) => [
      key,
      Object.fromEntries(tokens.map(({ name, path }) => [name, values.get(path)!.css])),
    ]),
  );
}

function constant(name: string, value: object): string {
  return `export const ${name} = ${JSON.stringify(value, undefined, 2)};`;
}

function doc({ description, deprecated }: SystemToken): string {
  const lines = [description, ...(deprecated ? [`@deprecated ${deprecated}`] : [])];
  return `  /** ${lines.join(' ').replaceAll('*/', '* /')} */`;
}

function union(byName: Map<string, Values>): string {
  return [...byName.keys()].map((name) => `'${name}'`).join(' | ');
}
