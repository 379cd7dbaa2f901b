import { Single } from '../shared/single.js';
import { whenNeeded } from '../shared/when-needed.js';
import { languageOf } from '../shared/words.js';

/**
 * Asks for a file, or several, in a native file input.
 *
 * The element checks size and type as soon as a file is chosen, says what was chosen, and lists it with a button
 * to take it back. Files can be dropped on any part of it. The native input stays the one that is sent.
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
 * @attr {string} error-range-overflow - Words for several files where one is asked for.
 *
 * @fires {QuestionErrorEvent} plaza-question-error - The error shown has changed.
 *
 * @cssprop [--plaza-file-field-border-color=--plaza-color-border-strong] - Edge of the area files can be dropped on.
 */
export class FileField extends Single {
  /** The page's own input, or null until there is one. */
  override get control(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('[type=file]');
  }

  /** The files in the input. */
  get files(): File[] {
    return [...(this.control?.files ?? [])];
  }

  override validate(): string {
    const { control, files } = this;
    if (control?.required && !files[0]) return this.errorWords('valueMissing', 'fileMissing');
    if (files[1] && !control!.multiple) return this.errorWords('rangeOverflow', 'filesTooMany');
    return [...new Set(files.map((file) => this.#wrongWith(file)))].filter(Boolean).join('. ');
  }

  /** A size as people say it, in the language of the element: 5 MB, 5,2 MB. */
  sized(bytes: number): string {
    const isSmall = bytes < 1_000_000;
    const format = { style: 'unit', unit: isSmall ? 'kilobyte' : 'megabyte', maximumFractionDigits: 1 } as const;
    return (isSmall ? Math.ceil(bytes / 1000) : bytes / 1_000_000).toLocaleString(languageOf(this), format);
  }

  protected override connect(): void {
    super.connect();
    whenNeeded(
      this,
      ['change', 'dragenter'],
      () => import('./chosen-files.js'),
      () => this.files[0],
    );
    for (const type of ['dragover', 'drop'] as const) this.listen(type, this.#keepPage);
  }

  /** Else the browser shows a file that misses the input in place of the page. */
  #keepPage = (event: DragEvent): void => {
    if (event.target !== this.control && event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };

  #wrongWith({ name, size, type }: File): string {
    const limit = Number(this.getAttribute('max-size') ?? Infinity);
    const values = { name, size: this.sized(size), max: this.sized(limit) };
    if (!size) return this.errorWords('badInput', 'fileEmpty', values);
    if (size > limit) return this.errorWords('tooLong', 'fileTooLarge', values);
    return accepts(this.control!.accept, name, type) ? '' : this.errorWords('typeMismatch', 'fileType', values);
  }
}

/** Whether `accept` (HTML, "file upload state") lets a file through: by its ending, its type, or the family of its type. */
function accepts(accept: string, name: string, type: string): boolean {
  const allowed = accept.toLowerCase().match(/[^\s,]+/g) ?? ['*'];
  return allowed.some((each) =>
    each.includes('*') ? type.startsWith(each.split('*')[0]!) : type === each || name.toLowerCase().endsWith(each),
  );
}
