import { announce } from '../shared/announce.js';
import { make } from '../shared/make.js';
import { loadWords, say } from '../shared/words.js';
import type { FileField } from './file-field.js';

/**
 * What a file field does once a person comes with files: says and lists what was chosen, takes a file back, and takes files
 * that are dropped on any part of the field. Until then no page has to load it.
 */
export class ChosenFiles {
  #field: FileField;
  #list: HTMLElement;

  constructor(field: FileField) {
    this.#field = field;
    this.#list = field.querySelector<HTMLElement>('[slot=files]') ?? make('ul', { slot: 'files' }); // made before the element was moved
  }

  /** @param event What the person did before this could hear it. */
  connect(event: Event): void {
    const field = this.#field;
    for (const type of ['change', 'cancel'] as const) field.listen(type, this.#choose);
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) field.listen(type, this.#drag);
    for (const type of ['pageshow', 'reset'] as const) field.listen(type, () => setTimeout(this.#showFiles), window); // of a reset it tells before
    if (event.type === 'change') void this.#choose(event);
    else if (event.type === 'dragenter') this.#drag(event as DragEvent);
    else void this.#showFiles();
  }

  /** The browser says `cancel`, too, when the same file is chosen again: it may have been mended meanwhile. */
  #choose = async ({ type }: Event): Promise<void> => {
    const field = this.#field;
    const { files } = field;
    if (type === 'cancel' && !files[0]) return;
    await this.#showFiles();
    field.error = files[0] ? field.validate() : '';
    const listed = files.map(({ name, size }) => `${name}, ${field.sized(size)}`);
    if (files[0]) announce(field.error || say(field, 'filesChosen', { files: listed.join(', '), count: files.length }));
  };

  #showFiles = async (): Promise<void> => {
    const field = this.#field;
    if (!field.files[0] && !this.#list.isConnected) return;
    await loadWords(field);
    this.#list.replaceChildren(...field.files.map((file) => this.#row(file)));
    field.append(this.#list);
  };

  #row(file: File): HTMLElement {
    const { name, size } = file;
    // A name written from right to left would turn round the words beside it.
    const isolate = (words: string) => {
      const [before, after = ''] = words.split('\n');
      return [before!, make('bdi', {}, name), after];
    };
    const onclick = () => this.#remove(file);
    const remove = make(
      'button',
      { type: 'button', className: 'plaza-button', onclick },
      ...isolate(say(this.#field, 'fileRemove', { name: '\n' })),
    );
    remove.dataset.variant = 'quiet';
    return make('li', {}, make('span', {}, ...isolate(`\n, ${this.#field.sized(size)}`)), remove);
  }

  #remove(file: File): void {
    const rest = new DataTransfer();
    for (const other of this.#field.files) if (other !== file) rest.items.add(other);
    this.#field.control!.focus();
    announce(say(this.#field, 'fileRemoved', { name: file.name }));
    this.#take(rest.files);
  }

  /** Puts files into the input as if they had been chosen there. */
  #take(files: FileList): void {
    const control = this.#field.control!;
    control.files = files;
    for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
  }

  /** Shows that files are over the field, and takes them when they are dropped on any part of it. */
  #drag = (event: DragEvent): void => {
    const field = this.#field;
    const { type, dataTransfer, relatedTarget } = event;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault(); // else the browser shows the file in place of the page
    const enabled = field.control?.matches(':enabled');
    const over = type === 'dragleave' ? field.contains(relatedTarget as Node | null) : type !== 'drop';
    if (!enabled) dataTransfer.dropEffect = 'none';
    else if (type === 'drop' && dataTransfer.files[0]) this.#take(dataTransfer.files);
    else if (field.hasAttribute('data-dragging') !== over)
      void loadWords(field).then(() => announce(say(field, over ? 'dropEntered' : 'dropLeft'), 'assertive'));
    field.toggleAttribute('data-dragging', !!enabled && over);
  };
}

/** Shows what is chosen in a field from now on. */
export function helpWith(field: FileField, event: Event): void {
  new ChosenFiles(field).connect(event);
  if (field.closest('plaza-file-upload')) void import('../file-upload/define.js').catch(() => {});
}
