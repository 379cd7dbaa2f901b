import { announce } from '../shared/announce.js';
import { languageOf } from '../shared/words.js';

/** What the page says of the device and the network. */
export class DeviceNotice {
  #host: HTMLElement;
  #isAway = false;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** @param time When it was last saved on this device; undefined where nothing is. */
  tellSaved(time: number | undefined): void {
    const place = this.#host.querySelector<HTMLTimeElement>('time[slot=saved-at]');
    if (time !== undefined && place) {
      const moment = new Date(time);
      const isToday = moment.toDateString() === new Date().toDateString();
      place.dateTime = moment.toISOString();
      place.textContent = moment.toLocaleString(languageOf(this.#host), {
        ...(!isToday && { dateStyle: 'long' }),
        timeStyle: 'short',
      });
    }
    this.#show('saved', time !== undefined);
  }

  /** Says that nobody can be reached: aloud, each time that it is asked for. */
  tellAway(): void {
    this.#isAway = true;
    this.#show('online', false);
    this.#show('offline', true);
    announce(this.#part('offline')?.textContent ?? '');
  }

  tellBack(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#show('offline', false);
    this.#show('online', true);
    announce(this.#part('online')?.textContent ?? '');
  }

  #part(slot: string): HTMLElement | null {
    return this.#host.querySelector(`[slot=${slot}]`);
  }

  #show(slot: 'saved' | 'offline' | 'online', isShown: boolean): void {
    const part = this.#part(slot);
    if (part) part.hidden = !isShown;
    const box = this.#host.firstElementChild as HTMLElement | null;
    const parts = ['saved', 'offline', 'online'].map((each) => this.#part(each));
    if (box) box.hidden = parts.every((each) => !each || each.hidden);
  }
}
