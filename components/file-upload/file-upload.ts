import type { FileField } from '../file-field/file-field.js';
import { Enhancer } from '../shared/enhancer.js';
import { warn } from '../shared/warn.js';

/**
 * Sends files as soon as they are chosen, in pieces, so that little is lost when the network fails.
 *
 * It stands around a file field and speaks tus 1.0.0 with the server. Each file has its state in words and a bar; where the
 * connection is lost, sending goes on by itself from what the server has. A file stays in the native input until it has
 * arrived: whatever happens to the script, the form still sends it. Who presses “Continue” meanwhile goes on once all is sent.
 *
 * ```html
 * <plaza-file-upload to="/permit/uploads">
 *   <plaza-file-field max-size="5000000">
 *     <label for="proof">Proof of address</label>
 *     <input type="file" id="proof" name="proof" accept=".pdf,image/*">
 *   </plaza-file-field>
 * </plaza-file-upload>
 * ```
 *
 * Write it inside the form. The file field fetches it when a person first comes with a file, so that no page has to load it.
 *
 * @summary Files that are sent at once, in pieces, and survive a lost connection.
 * @tagname plaza-file-upload
 *
 * @slot - One `<plaza-file-field>`.
 * @slot add - What sends the form to add files, where there is no script: hidden once files are sent by themselves.
 * @slot kept - The file that was sent before, where the question takes one: hidden once another has taken its place.
 * @slot unfinished - What the page says of a file that has begun to come before, with its name in `data-name`: hidden once it goes on.
 *
 * @attr {string} to - Where an upload begins: the address of a tus server with the extensions creation and termination.
 */
export class FileUpload extends Enhancer {
  #isBegun = false;

  /** The file field inside, or null until there is one. */
  get field(): FileField | null {
    return this.querySelector('plaza-file-field');
  }

  protected override connect(): void {
    this.#isBegun = false;
    this.listen('change', this.#begin);
    this.listen('pageshow', () => setTimeout(this.#begin), window); // browsers give back late
    this.#begin(); // something may have been chosen before this was here
  }

  protected override update(): void {
    if (!this.field || !this.hasAttribute('to')) warn('file-upload-incomplete', this);
  }

  /** What sends comes with the first file. Where it cannot come, the form sends it, and the next choice asks again. */
  #begin = (): void => {
    if (this.#isBegun || !this.querySelector<HTMLInputElement>('[type=file]')?.files?.[0]) return;
    this.#isBegun = true;
    import('./uploads.js').then(({ begin }) => begin(this)).catch(() => (this.#isBegun = false));
  };
}
