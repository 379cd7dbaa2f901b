import { announce } from '../shared/announce.js';
import { make } from '../shared/make.js';
import { Single } from '../shared/single.js';
import { languageOf, loadWords, say } from '../shared/words.js';

/**
 * Asks for a file, or several, in a native file input that people can also drop files on.
 *
 * The element checks size and type as soon as a file is chosen, says what was chosen, and lists it with a button
 * to take it back. The native input stays the one that is sent.
 *
 * ```html
 * <plaza-file-field max-size="5000000">
 *   <label for="proof">Proof of address</label>
 *   <p slot="hint" id="proof-hint">A PDF or a photo, up to 5 MB</p>
 *   <input type="file" id="proof" name="proof" accept=".pdf,image/*" aria-describedby="proof-hint">
 * </plaza-file-field>
 * ```
 *
 * The server checks again, by what is in the file and not by its name.
 *
 * @summary A native file input with size, type, and the files chosen.
 * @tagname plaza-file-field
 *
 * @slot - A `<label>` and one `<input type="file">`.
 * @slot hint - Which files, and how large, in words.
 * @slot error - The error, when the server sends one.
 *
 * @attr {string} error - What a script says of this answer, shown as the error. The empty string means nothing is wrong.
 * @attr {number} max-size - Largest size of one file, in bytes.
 * @attr {string} error-value-missing - Words for a required file that was not chosen.
 * @attr {string} error-too-long - Words for a file that is too large.
 * @attr {string} error-type-mismatch - Words for a file of another type.
 * @attr {string} error-bad-input - Words for an empty file.
 *
 * @fires {QuestionErrorEvent} plaza-question-error - The error shown has changed.
 *
 * @cssprop [--plaza-file-field-border-color=--plaza-color-border-strong] - Edge of the area files can be dropped on.
 */
export class FileField extends Single {
  #list: HTMLElement | undefined;

  /** The page's own input, or null until there is one. */
  override get control(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('[type=file]');
  }

  override validate(): string {
    const { control } = this;
    const files = [...(control?.files ?? [])];
    if (control?.required && !files.length) return this.errorWords('valueMissing', 'fileMissing');
    return files.map((file) => this.#wrongWith(file)).find(Boolean) ?? '';
  }

  protected override connect(signal: AbortSignal): void {
    super.connect(signal);
    this.addEventListener('change', this.#choose, { signal });
    window.addEventListener('pageshow', this.#showFiles, { signal });
  }

  get #maxSize(): number {
    return Number(this.getAttribute('max-size') ?? Infinity);
  }

  #wrongWith(file: File): string {
    const { name, size } = file;
    if (!size) return this.errorWords('badInput', 'fileEmpty', { name });
    if (size > this.#maxSize)
      return this.errorWords('tooLong', 'fileTooLarge', {
        name,
        size: this.#sized(size),
        max: this.#sized(this.#maxSize),
      });
    const types = this.control!.accept;
    return accepts(types, file) ? '' : this.errorWords('typeMismatch', 'fileType', { name, types });
  }

  #choose = async (event: Event): Promise<void> => {
    if (event.target !== this.control) return;
    await loadWords(this);
    const { files } = this.control!;
    this.error = files?.length ? this.validate() : '';
    this.#showFiles();
    const chosen = [...(files ?? [])].map(({ name, size }) =>
      say(this, 'fileChosen', { name, size: this.#sized(size) }),
    );
    if (chosen.length) announce(this.error || chosen.join('. '));
  };

  #showFiles = (): void => {
    const files = [...(this.control?.files ?? [])];
    if (!files.length && !this.#list) return;
    void loadWords(this).then(() => {
      this.#list ??= make('ul', { slot: 'files' });
      this.#list.replaceChildren(...files.map((file) => this.#row(file)));
      this.#list.hidden = !files.length;
      if (!this.#list.isConnected) this.append(this.#list);
    });
  };

  #row(file: File): HTMLElement {
    const { name, size } = file;
    const onclick = () => this.#remove(file);
    const remove = make(
      'button',
      { type: 'button', className: 'plaza-button', onclick },
      say(this, 'fileRemove', { name }),
    );
    remove.dataset.variant = 'quiet';
    return make('li', {}, make('span', {}, `${name}, ${this.#sized(size)}`), remove);
  }

  #remove(file: File): void {
    const control = this.control!;
    const rest = new DataTransfer();
    for (const other of control.files!) if (other !== file) rest.items.add(other);
    control.files = rest.files;
    control.focus();
    announce(say(this, 'fileRemoved', { name: file.name }));
    this.error = rest.files.length ? this.validate() : '';
    this.#showFiles();
  }

  /** A size as people say it: 5 MB, 5,2 MB. */
  #sized(bytes: number): string {
    const [unit, value] = bytes < 1_000_000 ? ['kilobyte', Math.ceil(bytes / 1000)] : ['megabyte', bytes / 1_000_000];
    const format = { style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: 1 } as const;
    return Number(value).toLocaleString(languageOf(this), format);
  }
}

/** Whether `accept` (HTML, "file upload state") lets a file through: by its ending, its type, or the family of its type. */
function accepts(accept: string, { name, type }: File): boolean {
  const allowed = accept.toLowerCase().match(/[^\s,]+/g) ?? [];
  return (
    !allowed.length ||
    allowed.some((each) =>
      each.startsWith('.')
        ? name.toLowerCase().endsWith(each)
        : type === each || (each.endsWith('/*') && type.startsWith(each.slice(0, -1))),
    )
  );
}
