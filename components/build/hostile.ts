import postcss, { type ChildNode, type Declaration, type Root, type Rule } from 'postcss';
import { raise, rootsIn, subjectRoot } from './hostile-selectors.ts';
import { tokensForHostilePages } from './hostile-tokens.ts';

/** These hold whatever the page puts into them, so what is inside neither inherits from us nor is ours to reset. */
const wrappers = ['plaza-form', '.plaza-page', '.plaza-main', '.plaza-container'];

/** Browsers that know registered properties; of Firefox, those from 128 on. The others count in units of 16 px. */
const registered = '(not (-moz-appearance: none)) or (color: rgb(from red r g b))';

/**
 * What a page's own rules put on an ancestor reaches us by inheritance. This stops it, where Plaza begins. `font` resets what has
 * no line of its own; the size is not in it, for then Chromium would measure the unit before it knows the size.
 */
const text = `
  color-scheme: var(--_plaza-color-scheme);
  color: var(--plaza-color-text);
  font: 1em sans-serif;
  font-family: var(--plaza-font-family); font-size: var(--plaza-font-size-body);
  font-weight: var(--plaza-font-weight-regular); line-height: var(--plaza-font-line-height-body);
  letter-spacing: normal; word-spacing: normal; white-space: normal; word-break: normal; overflow-wrap: normal; hyphens: manual; line-break: auto;
  text-align: start; text-indent: 0; text-transform: none; text-shadow: none; text-rendering: auto;
  -webkit-font-smoothing: auto; -moz-osx-font-smoothing: auto;
  quotes: auto; list-style: disc; cursor: auto; caret-color: auto; accent-color: auto;
  border-collapse: separate; border-spacing: 0;
`;

/**
 * The same look for pages whose own styles cannot be trusted (docs/decisions: how plaza.css holds its look).
 * It takes lowered CSS: no nesting, one layer around each part.
 */
export function forHostilePages({
  tokens,
  base,
  components,
}: {
  tokens: string;
  base: string;
  components: string;
}): string {
  const ground = flatten(base);
  const looks = flatten(components);
  const roots = unique([...selectorsOf(ground), ...selectorsOf(looks)].flatMap(rootsIn));
  const closed = roots.filter((name) => !wrappers.includes(name));
  const inside = `:where(${closed.join(', ')}) *`;
  const { css, atRoots } = tokensForHostilePages(tokens);

  const sized = new Set([...sizedRoots(ground), ...sizedRoots(looks)]);
  const outermost = (names: string[]) => `:where(${names.join(', ')}):not(${inside})`;
  for (const part of [ground, looks]) {
    part.walkRules((rule) => void inheritInside(rule, inside));
    countInUnits(part);
  }
  raiseAll(ground, 2);
  raiseAll(looks, 3);

  return [
    css,
    `${outermost(roots)} { ${atRoots} }`,
    reset(roots, closed),
    `${raise(outermost(roots), 2)} { ${text} }`,
    `@supports ${registered} { ${raise(outermost(roots.filter((name) => !sized.has(name))), 2)} {
      font-size: var(--_plaza-body-size);
      --plaza-unit: calc(1em / var(--_plaza-font-size-body));
    } }`,
    ground.toString(),
    looks.toString(),
  ].join('\n');
}

const unique = (list: string[]) => [...new Set(list)].sort();

function flatten(css: string): Root {
  const root = postcss.parse(css);
  root.walkAtRules('layer', (layer) => void (layer.nodes ? layer.replaceWith(layer.nodes) : layer.remove()));
  root.walkComments((comment) => void comment.remove());
  return root;
}

const isLook = (rule: Rule) =>
  !(rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as postcss.AtRule).name));

function selectorsOf(root: Root): string[] {
  const found: string[] = [];
  root.walkRules((rule) => void (isLook(rule) && found.push(...rule.selectors)));
  return found;
}

/**
 * Whatever is inside Plaza begins as the browser would show it, whatever the page says of such elements. Drawings and
 * frames keep the sizes and colours that their own attributes give them, which a revert would take away; and so would it take
 * away `hidden`, which Chromium holds for such an attribute.
 */
function reset(roots: string[], closed: string[]): string {
  const inner = `:where(${closed.join(', ')}) :not(:where(svg, svg *, img, video, canvas, iframe, object))`;
  const all = raise(`:where(${roots.join(', ')}, plaza-form > form, ${inner})`, 2);
  const generated = ['::before', '::after', '::marker', '::placeholder', '::file-selector-button'];
  return `${all}, ${generated.map((pseudo) => all + pseudo).join(', ')} { all: revert; } ${raise(`:where(${[...roots, inner].join(', ')})[hidden]`, 2)} { display: none; }`;
}

/** Roots with a font size of their own: they count in the units around them, not in their own. */
function sizedRoots(root: Root): string[] {
  const found: string[] = [];
  root.walkDecls(/^font(-size)?$/, (declaration) => {
    if (dependsOnPlace(declaration)) return;
    found.push(...(declaration.parent as Rule).selectors.flatMap((selector) => subjectRoot(selector) ?? []));
  });
  return found;
}

const dependsOnPlace = ({ prop, value }: Declaration) =>
  value === 'inherit' || (prop === 'font-size' && value === 'var(--plaza-font-size-body)');

/** A root inherits from another root, never from the page: where it is the outermost, `inherit` is left to the rule for text. */
function inheritInside(rule: Rule, inside: string): void {
  const dependent = rule.nodes.filter((node): node is Declaration => node.type === 'decl' && dependsOnPlace(node));
  if (!dependent.length || !isLook(rule)) return;
  const about = rule.selectors.filter((selector) => subjectRoot(selector));
  const others = rule.selectors.filter((selector) => !subjectRoot(selector));
  if (!about.length) return;
  const copy = (choice: string[], nodes: ChildNode[]) =>
    choice.length && rule.cloneBefore({ selectors: choice, nodes: nodes.map((node) => node.clone()) });
  copy(others, rule.nodes);
  copy(
    about.map((selector) => insert(selector, `:is(${inside})`)),
    dependent,
  );
  rule.selectors = about;
  for (const declaration of dependent) declaration.remove();
  if (!rule.nodes.length) rule.remove();
}

const insert = (selector: string, condition: string) => `${selector}${condition}`;

/** `rem` is the page's to change. Media queries are not: there it is the reader's own font size, and stays. */
function countInUnits(root: Root): void {
  root.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/(-?[\d.]+)rem\b/g, 'calc(var(--plaza-unit) * $1)');
  });
}

function raiseAll(root: Root, ids: number): void {
  root.walkRules((rule) => {
    if (isLook(rule)) rule.selectors = rule.selectors.map((selector) => raise(selector, ids));
  });
}
