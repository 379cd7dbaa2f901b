import { html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';

/** The tasks that are waiting: the observer of the page, then the element's update. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Markup as a page would write it, for `fixture`. */
export const page = (markup: string) => html`${unsafeHTML(markup)}`;

/** The markup of a documented example, `field/email`. */
export async function example(name: string): Promise<string> {
  const [component, file] = name.split('/');
  const response = await fetch(`/components/${component}/examples/${file}.html`);
  if (!response.ok) throw new Error(`There is no example ${name}.`);
  return response.text();
}

/** What assistive technology hears with a control: the words of all that describes it, in order. */
export function descriptionOf(element: Element): string {
  const root = element.getRootNode() as Document;
  const ids = element.getAttribute('aria-describedby')?.match(/\S+/g) ?? [];
  return ids.map((id) => root.getElementById(id)?.textContent.replace(/\s+/g, ' ').trim()).join(' | ');
}

/** The control with this label, or the group with this legend. */
export function byLabel<T extends HTMLElement = HTMLInputElement>(within: Element, name: string): T {
  for (const label of within.querySelectorAll('label'))
    if (label.textContent.trim() === name) return label.control as unknown as T;
  for (const legend of within.querySelectorAll('legend'))
    if (legend.textContent.trim() === name) return legend.parentElement as unknown as T;
  throw new Error(`Nothing is labelled "${name}".`);
}

/** Types a text, key by key: WebKit's driver loses the second of two keys that are the same and sent at once. */
export async function typeKeys(text: string): Promise<void> {
  for (const key of text) await sendKeys({ type: key });
}

/** A person has acted once, so that what the element brings only then is here. */
export async function begin(element: Element, act: string, help: Promise<unknown>): Promise<void> {
  element.dispatchEvent(new Event(act, { bubbles: true }));
  await help;
  await settled();
}

/** Runs something and returns what was warned about meanwhile. */
export async function warningsOf(action: () => Promise<unknown>): Promise<string[]> {
  const warnings: string[] = [];
  const original = console.warn;
  console.warn = (text: string) => warnings.push(text);
  try {
    await action();
  } finally {
    console.warn = original;
  }
  return warnings;
}

/** Resolves when the announcer has spoken, with what it said. */
export function nextAnnouncement(): Promise<string> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const said = document.querySelector('[aria-live="polite"]')?.textContent;
      if (!said) return;
      observer.disconnect();
      resolve(said);
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}
