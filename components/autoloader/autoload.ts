import { warn } from '../shared/warn.js';

type Loaders = Record<string, () => Promise<unknown>>;

/**
 * Loads the elements that the page uses, now and when more are added.
 *
 * It knows the names there are, so a misspelt tag is told to the author and not asked of the server.
 * It looks at the document, not into shadow roots: who writes those imports what is inside.
 */
export function autoload(loaders: Loaders): void {
  if (typeof document === 'undefined') return; // imported on a server
  const load = (root: ParentNode) => {
    for (const { localName } of root.querySelectorAll(':not(:defined)')) loadElement(localName, loaders);
  };
  new MutationObserver((records) => {
    for (const parent of new Set(records.map(({ target }) => target as Element))) load(parent);
  }).observe(document, { childList: true, subtree: true });
  load(document);
}

const asked = new Set<string>();

function loadElement(name: string, loaders: Loaders): void {
  if (!name.startsWith('plaza-') || asked.has(name)) return;
  asked.add(name);
  const loader = Object.hasOwn(loaders, name) && loaders[name];
  if (!loader) return warn('unknown-element', name);
  loader().then(
    () => tellWhatWasTyped(name),
    () => {
      asked.delete(name); // the next one added asks again: a train leaves its tunnel
      warn('element-not-loaded', name);
    },
  );
}

/** People may write before an element comes, and the page may be shown by then: it hears of it as if they wrote it now. */
function tellWhatWasTyped(name: string): void {
  for (const control of document.querySelectorAll<HTMLInputElement>(`${name} :is(input, textarea)`))
    if (control.value !== control.defaultValue) control.dispatchEvent(new Event('input', { bubbles: true }));
}
