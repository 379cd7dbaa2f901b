import { replacedTokens, type System, type SystemToken, type Values } from '../system.ts';

/**
 * tokens.scss: values to reckon with while Sass runs (media queries, old style sheets).
 * A style sheet that follows the themes reads the custom properties instead.
 */
export function tokensScss(system: System): string {
  const usual = system.themes.get('light')!;
  return [
    '// Plaza design tokens as Sass values: the light theme, the comfortable density.',
    "// They do not follow a person's settings; var(--plaza-...) does.",
    ...system.tokens.flatMap((token) => [
      `/// ${token.description}`,
      ...(token.deprecated ? [`/// @deprecated ${token.deprecated}`] : []),
      `$plaza-${token.name}: ${usual.get(token.path)!.css};`,
    ]),
    map('themes', system.themes, replacedTokens(system, system.themes)),
    map('densities', system.densities, replacedTokens(system, system.densities)),
  ]
    .join('\n')
    .concat('\n');
}

function map(name: string, byName: Map<string, Values>, tokens: SystemToken[]): string {
  const maps = [...byName].map(([key, values]) => {
    const entries = tokens.map((token) => `    '${token.name}': (${values.get(token.path)!.css}),`);
    return `  '${key}': (\n${entries.join('\n')}\n  ),`;
  });
  return `$plaza-${name}: (\n${maps.join('\n')}\n);`;
}
