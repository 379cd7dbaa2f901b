import { light, otherDensities, otherThemes, type Theme } from '../themes.ts';
import { replacedTokens, type System, type SystemToken, type Values } from '../system.ts';

/**
 * tokens.css. Values are written out, without var(): a composite that held one would be settled at the root,
 * and an area in another theme would inherit the root's colours in it.
 */
export function tokensCss(system: System): string {
  const themed = replacedTokens(system, system.themes);
  const steady = system.tokens.filter((token) => !themed.includes(token));
  const usual = system.themes.get(light.name)!;
  const calmed = steady.filter(({ path }) => system.reducedMotion.get(path)!.css !== usual.get(path)!.css);
  return [
    '/* Plaza design tokens. Written by the build: change the files in tokens/, not this one. */',
    block(':root, :host', described(steady, usual)),
    block(":root, :host, [data-plaza-theme='light']", [scheme(light), ...described(themed, usual)]),
    '/* On paper every theme is light. On screen the person’s settings decide, unless the page does. */',
    ...otherThemes.map((theme) =>
      media(
        `screen and ${theme.asks}`,
        block(':root:not([data-plaza-theme]), :host(:not([data-plaza-theme]))', declarationsOf(theme, themed, system)),
      ),
    ),
    ...otherThemes.map((theme) =>
      media(
        'screen',
        block(
          `[data-plaza-theme='${theme.name}'], :host([data-plaza-theme='${theme.name}'])`,
          declarationsOf(theme, themed, system),
        ),
      ),
    ),
    '/* For a person made ill by movement. */',
    media('(prefers-reduced-motion: reduce)', block(':root, :host', plain(calmed, system.reducedMotion))),
  ]
    .join('\n\n')
    .concat('\n');
}

/** density.css, apart because most pages have one density. */
export function densityCss(system: System): string {
  const replaced = replacedTokens(system, system.densities);
  const of = (density: string) => plain(replaced, system.densities.get(density)!);
  return [
    '/* Plaza densities. Load after tokens.css. Written by the build: change the files in tokens/, not this one. */',
    // The root has these already; this is for a comfortable area inside a denser page.
    block("[data-plaza-density='comfortable']", of('comfortable')),
    ...otherDensities.map((density) =>
      block(`[data-plaza-density='${density}'], :host([data-plaza-density='${density}'])`, of(density)),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function declarationsOf(theme: Theme, themed: SystemToken[], { themes }: System): string[] {
  return [scheme(theme), ...plain(themed, themes.get(theme.name)!)];
}

function scheme(theme: Theme): string {
  return `color-scheme: ${theme.scheme};`;
}

function plain(tokens: SystemToken[], values: Values): string[] {
  return tokens.map(({ name, path }) => `--plaza-${name}: ${values.get(path)!.css};`);
}

function described(tokens: SystemToken[], values: Values): string[] {
  return tokens.map((token) => `/* ${comment(token)} */\n${plain([token], values).join('')}`);
}

function comment({ description, deprecated }: SystemToken): string {
  const words = deprecated ? `Deprecated: ${deprecated} ${description}` : description;
  return words.replaceAll('*/', '* /');
}

function block(selector: string, declarations: string[]): string {
  return `${selector.split(', ').join(',\n')} {\n${indent(declarations.join('\n'))}\n}`;
}

function media(query: string, content: string): string {
  return `@media ${query} {\n${indent(content)}\n}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
