import type { Enhancer } from './enhancer.js';

const hosts = new WeakSet<Node>();
const roots = new WeakSet<Node>();
let observer: MutationObserver | undefined;

/**
 * Asks the element to update whenever something inside it is added, removed, reworded or hidden.
 * One observer serves all elements of a page: five hundred of their own cost five times as much when five hundred fields arrive.
 */
export function watchSubtree(host: Enhancer): void {
  hosts.add(host);
  const root = host.getRootNode();
  if (roots.has(root)) return;
  roots.add(root);
  observer ??= new MutationObserver(updateHosts);
  observer.observe(root, { childList: true, characterData: true, subtree: true, attributeFilter: ['hidden'] });
}

function updateHosts(records: MutationRecord[]): void {
  for (const target of new Set(records.map((record) => record.target)))
    for (let node: Node | null = target; node; node = node.parentNode)
      if (hosts.has(node)) (node as Enhancer).requestUpdate();
}
