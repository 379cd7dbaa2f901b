import { announce } from '../shared/announce.js';
import { say } from '../shared/words.js';
import type { FileField } from '../file-field/file-field.js';
import type { FormValidateEvent } from '../form/validate-event.js';
import { ArrivedFiles } from './arrived-files.js';
import { identityOf, isRightIn, listOf } from './file-identity.js';
import type { FileUpload } from './file-upload.js';
import { HeldSubmit } from './held-submit.js';
import { sentFrom } from './sent-file.js';
import type { SentFile } from './sent-file.js';
import type { Outcome } from './progress.js';

/** Sends the files that are chosen in a field, one after another. */
export class UploadQueue {
  readonly #host: FileUpload;
  readonly #field: FileField;
  readonly #arrived: ArrivedFiles;
  readonly #held: HeldSubmit;
  readonly #isRequired: boolean;
  /** Those that are not done, by what tells one file from another. */
  readonly #sent = new Map<string, SentFile>();
  /** Those that the form has to send. */
  readonly #left = new Set<string>();
  #refused = '';
  #isSending = false;

  constructor(host: FileUpload, field: FileField) {
    this.#host = host;
    this.#field = field;
    this.#isRequired = field.control!.required;
    this.#arrived = new ArrivedFiles(host, () => this.#tellRequired());
    this.#held = new HeldSubmit(host);
  }

  connect(): void {
    const host = this.#host;
    host.listen('change', this.#addToThose, host, true); // before the field lists them
    host.listen('change', this.#choose);
    const form = host.closest('form');
    if (form) host.listen('submit', this.#hold, form);
    for (const type of ['pageshow', 'reset'] as const) host.listen(type, () => setTimeout(() => this.#begin()), window); // the browser gives back late, and tells of a reset before
    host.listen('plaza-form-validate', this.#report, host.getRootNode());
    const observer = new MutationObserver(() => this.#draw());
    observer.observe(this.#field, { childList: true, subtree: true }); // the field writes its list anew
    host.signal.addEventListener('abort', () => this.#end(observer));
    this.#begin();
  }

  /** Whoever chooses more while some are on their way wants all of them; the browser knows only the last choice. */
  #addToThose = ({ isTrusted }: Event): void => {
    const { control, files } = this.#field;
    if (!control?.multiple) return;
    const chosen = new Set(files.map(identityOf));
    const isRemoval = !isTrusted && [...chosen].every((each) => this.#sent.has(each) || this.#left.has(each));
    if (isRemoval) return;
    const others = [...this.#sent].filter(([each]) => !chosen.has(each)).map(([, { file }]) => file);
    if (others.length) control.files = listOf([...others, ...files]);
  };

  #choose = (): void => {
    this.#refused = '';
    this.#begin();
  };

  /** Begins what is new in the field, and ends what is there no more. */
  #begin(): void {
    const { control, files } = this.#field;
    if (!control?.isConnected) return;
    const there = new Set(files.map(identityOf));
    for (const [name, { upload }] of this.#sent)
      if (!there.has(name)) {
        upload.stop();
        this.#sent.delete(name);
        this.#held.drop();
      }
    for (const file of files) {
      const name = identityOf(file);
      const goesWithForm = !this.#host.hasAttribute('to'); // the page changed its mind
      if (goesWithForm || this.#sent.has(name) || this.#left.has(name) || !isRightIn(this.#field, file)) continue;
      this.#sent.set(name, sentFrom(this.#host, control.name, file));
      this.#hideBegun(file.name);
    }
    this.#tellRequired();
    this.#draw();
    void this.#sendAll();
  }

  /** What the page says of it is not so any more. */
  #hideBegun(name: string): void {
    for (const begun of this.#host.querySelectorAll<HTMLElement>('[slot=unfinished]'))
      if (begun.dataset.name === name) begun.hidden = true;
  }

  async #sendAll(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let next; (next = this.#sent.entries().next().value);) {
      const [name, sent] = next;
      const outcome = await sent.upload.run();
      if (this.#sent.get(name) !== sent) continue; // taken back meanwhile
      this.#sent.delete(name);
      this.#tell(name, sent, outcome);
    }
    this.#isSending = false;
    this.#held.release(!!this.#refused);
  }

  #tell(name: string, { file, row }: SentFile, outcome: Outcome): void {
    const isArrived = outcome.state === 'arrived';
    if (isArrived) {
      const state = say(this.#host, outcome.isUnchecked ? 'uploadUnchecked' : 'uploadAccepted');
      const remove = this.#arrived.add(file.name, row.name ?? file.name, outcome.address, state);
      if (row.isFocused) remove.focus();
      announce(say(this.#host, 'uploadSaid', { name: file.name, state }));
    } else if (outcome.state === 'refused') {
      this.#refused = [this.#refused, outcome.message].filter(Boolean).join('. ');
      if (row.isFocused) this.#field.control!.focus();
      announce(outcome.message);
    } else {
      row.leave();
      this.#left.add(name);
    }
    if (this.#left.has(name)) return this.#tellRequired();
    row.remove();
    const { control, files } = this.#field;
    control!.files = listOf(files.filter((each) => identityOf(each) !== name)); // it is not to be sent twice
    if (this.#refused) this.#field.error = this.#refused;
    this.#tellRequired();
  }

  /** Where it comes back to them, each file on its way is shown in the field's own list. */
  #draw(): void {
    const rows = [...this.#field.querySelectorAll('[slot=files] > li')];
    const { files } = this.#field;
    if (rows.length !== files.length) return;
    for (const [index, file] of files.entries()) this.#sent.get(identityOf(file))?.row.into(rows[index]!);
  }

  #hold = (event: Event): void => {
    const [next] = this.#sent.values();
    if (next && !event.defaultPrevented) this.#held.hold(event as SubmitEvent, next.file.name);
  };

  /** What the server did not take stands in the error summary, too, once. */
  #report = (event: FormValidateEvent): void => {
    const { control } = this.#field;
    if (this.#refused && control) event.report(control.name, this.#refused);
    this.#refused = '';
    setTimeout(() => this.#tellRequired());
  };

  /** A question is answered by a file that has arrived; and one that was refused is named before it is said that one is missing. */
  #tellRequired(): void {
    const { control } = this.#field;
    const isAnswered = this.#arrived.count > 0 || !!this.#refused;
    if (control) control.required = this.#isRequired && !isAnswered;
    for (const add of this.#host.querySelectorAll<HTMLElement>(':scope > [slot=add]')) add.hidden = !this.#left.size;
  }

  #end(observer: MutationObserver): void {
    observer.disconnect();
    this.#held.drop();
    for (const { upload } of this.#sent.values()) upload.pause();
    this.#sent.clear();
  }
}
