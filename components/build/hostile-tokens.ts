import postcss, { type AtRule, type Rule } from 'postcss';
import { BuildError } from './problems.ts';

/** Sizes that CSS has a word for, the only way to say "by the reader's own font size" below a page's `html { font-size: 10px }`. */
const words = new Map([
  [1, 'medium'],
  [1.125, 'large'],
  [1.5, 'x-large'],
]);

export type HostileTokens = {
  /** The token rules, at the page's root and at whatever carries a theme or a density. */
  css: string;
  /** What every root of Plaza sets from them, in units of its own. */
  atRoots: string;
};

/**
 * Tokens for a page whose own `rem` cannot be trusted. A length is written as a number, which is inherited as it is,
 * and becomes a length again on Plaza's own roots. Whatever would change the page itself is set on the roots instead.
 */
export function tokensForHostilePages(css: string): HostileTokens {
  const root = postcss.parse(css);
  const lengths = new Set<string>();
  root.walkComments((comment) => void comment.remove());
  root.walkRules((rule) => {
    rule.selectors = rule.selectors.filter((selector) => !selector.includes(':host'));
    if (followsDarkSetting(rule)) rule.selector = plazaPages;
  });
  root.walkDecls((declaration) => {
    const { prop, value } = declaration;
    if (prop === 'color-scheme') declaration.prop = '--_plaza-color-scheme';
    if (!/\drem\b/.test(value)) return;
    const multiple = value.match(/^([\d.]+)rem$/)?.[1];
    if (!multiple)
      throw new BuildError(
        `  ${prop}: ${value}\n\nA token is a plain number of rem, or has none in it: plaza.css counts in units of its own.`,
      );
    if (prop === '--plaza-font-size-body')
      declaration.cloneBefore({ prop: '--_plaza-body-size', value: wordFor(Number(multiple)) });
    lengths.add(prop);
    declaration.prop = prop.replace('--', '--_');
    declaration.value = multiple;
  });
  root.prepend(':root { --plaza-unit: 16px; }');
  root.prepend("@property --plaza-unit { syntax: '<length>'; inherits: true; initial-value: 16px; }");
  const atRoots = [...lengths].map((name) => `${name}: calc(var(--plaza-unit) * var(${name.replace('--', '--_')}));`);
  return { css: root.toString(), atRoots: atRoots.join('\n') };
}

function wordFor(multiple: number): string {
  const word = words.get(multiple);
  if (word) return word;
  throw new BuildError(
    `  --plaza-font-size-body: ${multiple}rem\n\nIn every density the body's size is one CSS has a word for: 1, 1.125 or 1.5rem.`,
  );
}

function followsDarkSetting(rule: Rule): boolean {
  const query = rule.parent as AtRule;
  return query.type === 'atrule' && query.params.includes('prefers-color-scheme: dark');
}

/** Light words on somebody's white page cannot be read: the dark setting is followed where Plaza paints the ground as well. */
const plazaPages = ':where(.plaza-page:not([data-plaza-theme], [data-plaza-theme] *))';
