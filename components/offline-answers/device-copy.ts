import type { Kept, Tab } from '../shared/tab.js';
import { askForKey } from './ask-for-key.js';
import type { KeyAnswer } from './ask-for-key.js';
import { DeviceNotice } from './device-notice.js';
import { draftOf, forgetDraft } from './letting-go.js';
import type { OfflineAnswers } from './offline-answers.js';
import { forgetRecord, readRecord, writeRecord } from './records.js';
import { open, placeOf, seal } from './sealing.js';

/** ms. What was typed is in the tab at once; encrypting each letter would only make an old phone slow. */
const pause = 250;

/** The copy on the device of what is typed on a page: of what its form keeps in the tab, and for as long as that. */
export class DeviceCopy {
  #host: OfflineAnswers;
  #form: HTMLElement;
  #tab: Tab;
  #notice: DeviceNotice;
  #key: CryptoKey | undefined;
  #isOpen = false;
  #timer: number | undefined;
  #written = '';
  #work: Promise<unknown> = Promise.resolve();

  constructor(host: OfflineAnswers, form: HTMLElement, tab: Tab) {
    this.#host = host;
    this.#form = form;
    this.#tab = tab;
    this.#notice = new DeviceNotice(host);
  }

  async connect(): Promise<void> {
    for (const type of ['input', 'change', 'reset', 'click'] as const)
      this.#host.listen(type, () => this.#wait(), this.#form);
    this.#host.listen('pagehide', () => void this.#copy(), window);
    this.#host.listen('offline', () => this.#notice.tellAway(), window);
    this.#host.listen('online', () => this.#return(), window);
    await this.#begin();
  }

  /** Whether it can be seen at all if the server can be reached: who got the key from it once has reached it. */
  get canReach(): boolean {
    return !!this.#key;
  }

  /** Whether the server can be reached; then what was typed is on the device as what was sent. */
  async reach(): Promise<boolean> {
    const answer = await this.#ask();
    if (answer === 'away') {
      await this.#copy();
      this.#notice.tellAway();
      return false;
    }
    await this.#take(answer);
    await this.#copy(true);
    return true;
  }

  async forget(): Promise<void> {
    await this.#work;
    await forgetDraft(this.#host);
    this.#written = '';
    this.#notice.tellSaved(undefined);
  }

  get #name(): string {
    return this.#form.getAttribute('keep') ?? '';
  }

  /** The key, and what was kept with it before. Without it nothing is kept here. */
  async #begin(): Promise<void> {
    await this.#take(await this.#ask());
    if (!this.#key || this.#isOpen) return;
    const place = await placeOf(this.#name);
    const record = await readRecord(place);
    const kept = record && (await open(this.#key, this.#name, record).catch(() => forgetRecord(place)));
    if (kept) this.#giveBack({ ...kept, sent: record.sent });
    this.#isOpen = true;
    this.#wait();
  }

  #ask(): Promise<KeyAnswer> {
    return askForKey(this.#host.getAttribute('key-from')!, this.#form.querySelector('form')!);
  }

  async #take(answer: KeyAnswer): Promise<void> {
    if (typeof answer !== 'string') this.#key = answer;
    if (answer !== 'gone') return;
    this.#key = undefined; // nothing can be sent any more either: the server says what happened
    await this.forget();
  }

  /** What is kept comes into the tab, whose keeper gives it back as it does after the page was thrown away. */
  #giveBack(kept: Kept): void {
    const now = this.#tab.read(this.#name);
    const known = now?.answers ?? {};
    this.#written = JSON.stringify(kept.answers);
    this.#notice.tellSaved(kept.time);
    if (Object.keys(kept.answers).every((name) => name in known)) return;
    const revision = Math.min(kept.revision, now?.revision ?? Infinity);
    const answers = { ...kept.answers, ...known };
    this.#tab.keep(this.#name, { ...kept, answers, revision, time: Date.now() });
    this.#form.dispatchEvent(new Event('input'));
  }

  #wait(): void {
    this.#timer ??= window.setTimeout(() => void this.#copy(), pause);
  }

  /** One after the other, so that an older letter never comes last. */
  #copy(isSent = false): Promise<unknown> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#work = this.#work.then(() => this.#write(isSent)).catch(() => {})); // full: it is in the tab still
  }

  async #write(isSent: boolean): Promise<void> {
    const key = this.#key;
    if (!key || !this.#isOpen) return;
    const kept = this.#tab.read(this.#name);
    const text = kept ? JSON.stringify(kept.answers) : '';
    if (text === this.#written && !isSent) return;
    const place = await placeOf(this.#name);
    if (kept) {
      const until = Date.parse(this.#host.getAttribute('until') ?? '') || Date.now();
      const about = { draft: await draftOf(this.#host), until, sent: isSent };
      await writeRecord(place, { ...about, ...(await seal(key, this.#name, kept)) });
    } else await forgetRecord(place);
    this.#written = text;
    this.#notice.tellSaved(kept?.time);
  }

  #return(): void {
    this.#notice.tellBack();
    if (!this.#key) void this.#begin().catch(() => {});
  }
}

/** Keeps what is typed from now on, and gives back what was. */
export async function keepOn(host: OfflineAnswers, form: HTMLElement): Promise<DeviceCopy> {
  const { Tab } = await import('../shared/draft-keeper.js');
  await customElements.whenDefined('plaza-form'); // it hears of what is given back
  return new DeviceCopy(host, form, new Tab());
}
