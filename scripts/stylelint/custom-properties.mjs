/**
 * A custom property in our CSS is one of three things that a reader tells apart at a glance:
 *
 * - a semantic token, `--plaza-color-text`: what `tokens/semantic` says, whoever reads it;
 * - a component's hook, `--plaza-field-border-color`: documented by `@cssprop` in the class block or, where there is
 *   no class, in a comment of the CSS; always read with a fallback, for nobody has to set it;
 * - private, `--_border-color`: declared in the same file.
 *
 * Anything else is a typing mistake, or a value that no theme can reach, and CSS would not say a word about it.
 */
import { globSync, readFileSync } from 'node:fs';
import stylelint from 'stylelint';
import { kebab, readTokenFiles, tokensOf } from '../../tokens/token-files.ts';
import { root } from '../install.mjs';

export const ruleName = 'plaza/custom-properties';
export const messages = stylelint.utils.ruleMessages(ruleName, {
  unknown: (name) => `${name} is no token, no documented hook (@cssprop) and not private to this file (--_…)`,
  withoutFallback: (name) => `${name} is a hook that a page may set: read it with a fallback, var(${name}, …)`,
  bareFallback: (name, fallback) => `the fallback of ${name} lacks its var(): write var(${name}, var(${fallback}))`,
  deprecated: (name, advice) => `${name} is leaving: ${advice}`,
});

const reads = /var\(\s*(?<name>--[\w-]+)\s*(?:(?<comma>,)\s*(?<bare>--[\w-]+)?)?/gi;
const documented = /@cssprop(?:erty)?\s+\[?(--plaza-[\w-]+)/g;

const tokens = await readTokens();
const hooks = readHooks();

/** Every semantic token by its name in CSS, with what it says of its leaving, if it does. */
async function readTokens() {
  const { semantic } = await readTokenFiles(`${root}tokens`);
  return new Map(
    semantic.flatMap(tokensOf).map(({ path, definition }) => [`--plaza-${kebab(path)}`, definition.$deprecated]),
  );
}

function readHooks() {
  const files = globSync('components/*/*.{ts,css}', {
    cwd: root,
    exclude: ['components/{dist,build,node_modules}/**'],
  });
  return new Set(files.flatMap((file) => hooksIn(readFileSync(root + file, 'utf8'))));
}

function hooksIn(text) {
  return [...text.matchAll(documented)].map(([, name]) => name);
}

/** The stylelint rule. It is `true` or left out. */
function rule(enabled) {
  return (sheet, result) => {
    if (!enabled) return;
    const own = new Set();
    sheet.walkDecls(/^--_/, ({ prop }) => void own.add(prop));
    sheet.walkAtRules('property', ({ params }) => void own.add(params));
    sheet.walkComments(({ text }) => hooksIn(text).forEach((name) => own.add(name)));

    const isKnown = (name) => tokens.has(name) || hooks.has(name) || own.has(name);
    sheet.walkDecls((node) => {
      const report = (message, word) => stylelint.utils.report({ result, ruleName, node, message, word });
      if (node.prop.startsWith('--') && !isKnown(node.prop)) report(messages.unknown(node.prop), node.prop);
      for (const { groups } of node.value.matchAll(reads)) reportRead(groups, isKnown, report);
    });
  };
}

function reportRead({ name, comma, bare }, isKnown, report) {
  const advice = tokens.get(name);
  const isHook = !tokens.has(name) && !name.startsWith('--_');
  if (!isKnown(name)) report(messages.unknown(name), name);
  else if (advice) report(messages.deprecated(name, advice), name);
  else if (isHook && !comma) report(messages.withoutFallback(name), name);
  if (bare) report(messages.bareFallback(name, bare), bare);
}

export default stylelint.createPlugin(ruleName, Object.assign(rule, { ruleName, messages }));
