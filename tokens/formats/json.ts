import { floor } from '../promises.ts';
import { replacedTokens, type System, type SystemToken, type Values } from '../system.ts';

/** tokens.json: every token with what it is for and its value everywhere; the docs' page of tokens is made of it. */
export function tokensJson(system: System): string {
  const themed = replacedTokens(system, system.themes);
  const dense = replacedTokens(system, system.densities);
  const tokens = system.tokens.map((token) => ({
    name: token.name,
    property: `--plaza-${token.name}`,
    type: token.type,
    description: token.description,
    ...(token.deprecated ? { deprecated: token.deprecated } : {}),
    value: system.themes.get('light')!.get(token.path)!.css,
    ...(themed.includes(token) ? { themes: valuesOf(token, system.themes) } : {}),
    ...(dense.includes(token) ? { densities: valuesOf(token, system.densities) } : {}),
    ...contrastOf(token, system),
  }));
  return json({ themes: [...system.themes.keys()], densities: [...system.densities.keys()], tokens });
}

/** names.json: the custom properties a style sheet may read; Stylelint fails on any other. */
export function namesJson(system: System): string {
  return json(system.tokens.map(({ name }) => `--plaza-${name}`));
}

function valuesOf({ path }: SystemToken, byName: Map<string, Values>): object {
  return Object.fromEntries([...byName].map(([key, values]) => [key, values.get(path)!.css]));
}

/** What it promises and what is measured, for a page that shows both. */
function contrastOf({ path }: SystemToken, { promises }: System): object {
  const measured = [...promises].flatMap(([theme, all]) =>
    all
      .filter((promise) => promise.path === path)
      .map(({ on, min, ratio }) => ({ theme, on, min, ratio: Number(floor(ratio)) })),
  );
  return measured.length > 0 ? { contrast: measured } : {};
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
