import parse, { type Node, type Pseudo } from 'postcss-selector-parser';

const { isClassName, isCombinator, isPseudo, isPseudoElement, isTag } = parse;

/** Weighs as much as `ids` ids and is true of every element, so a rule of ours wins against `#content input[type=text]`. */
const weight = (ids: number) => `:not(${'#\\#'.repeat(ids)})`;

/** The selector, heavier by some ids. The weight stands before a pseudo-element, after which nothing may follow. */
export function raise(selector: string, ids: number): string {
  return parse((list) => {
    list.each((complex) => {
      const pseudo = complex.nodes.find((node) => isPseudoElement(node));
      const heavy = parse().astSync(weight(ids)).first.first;
      if (pseudo) complex.insertBefore(pseudo, heavy);
      else complex.append(heavy);
    });
  }).processSync(selector);
}

/** Plaza's own roots that a selector names: `plaza-field`, `.plaza-button`. */
export function rootsIn(selector: string): string[] {
  const found: string[] = [];
  parse((list) => list.walk((node) => void (isRoot(node) && found.push(node.toString().trim())))).processSync(selector);
  return found;
}

/** The root that a selector is about, if its subject is one: of `plaza-form .plaza-button:hover`, the button. */
export function subjectRoot(complex: string): string | undefined {
  const { first } = parse().astSync(complex);
  const subject = first.split((node) => isCombinator(node)).at(-1) ?? [];
  if (subject.some((node) => isPseudoElement(node))) return undefined;
  return subject.flatMap((node) => (isRoot(node) ? [node.toString().trim()] : [...wrapped(node)]))[0];
}

const wrapped = (node: Node): string[] =>
  isPseudo(node) && [':is', ':where'].includes(node.value)
    ? (node as Pseudo).nodes.flatMap((inner) => subjectRoot(inner.toString()) ?? [])
    : [];

const isRoot = (node: Node) => (isTag(node) || isClassName(node)) && node.value.startsWith('plaza-');
