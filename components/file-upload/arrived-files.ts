import { announce } from '../shared/announce.js';
import { make } from '../shared/make.js';
import { say } from '../shared/words.js';
import type { FileUpload } from './file-upload.js';
import { forget } from './tus-upload.js';

/** The files that have arrived while the page was open, each with a way to take it back. */
export class ArrivedFiles {
  readonly #host: FileUpload;
  readonly #list = make('ul', { className: 'plaza-file-list' });
  readonly #changed: () => void;

  /** @param changed Is told that there are others now. */
  constructor(host: FileUpload, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#list.setAttribute('role', 'list');
    this.#list.setAttribute('aria-label', say(host, 'uploadsArrived'));
  }

  get count(): number {
    return this.#list.children.length;
  }

  /**
   * @param shown Its name and its size, as they stood in the list of what was chosen.
   * @param address Its upload.
   */
  add(name: string, shown: Node | string, address: string, state: string): HTMLButtonElement {
    const field = this.#host.field!;
    if (!field.control!.multiple) {
      this.#list.replaceChildren();
      for (const kept of this.#host.querySelectorAll<HTMLElement>('[slot=kept]')) kept.hidden = true;
    }
    const words = say(this.#host, 'fileRemove', { name: '' }).trim();
    const hidden = make('span', { className: 'plaza-visually-hidden' }, ' ', make('bdi', {}, name));
    const remove = make('button', { type: 'button', className: 'plaza-button' }, words, hidden);
    remove.dataset.variant = 'quiet';
    const row = make('li', {}, make('div', {}, shown, make('p', {}, state)), remove);
    remove.onclick = () => void this.#remove(name, row, address);
    this.#list.append(row);
    if (!this.#list.isConnected) field.after(this.#list);
    this.#changed();
    return remove;
  }

  async #remove(name: string, row: Element, address: string): Promise<void> {
    const isGone = await forget(address).catch(() => false);
    if (!isGone) return announce(say(this.#host, 'uploadLost'));
    row.remove();
    if (!this.#list.children.length) this.#list.remove();
    this.#changed();
    this.#host.field!.control!.focus();
    announce(say(this.#host, 'fileRemoved', { name }));
  }
}
