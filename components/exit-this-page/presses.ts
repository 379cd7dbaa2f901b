const wanted = 3;
const within = 5000; // ms

/** Counts how often Shift is pressed by itself, within a few seconds. Other keys begin the count again: whoever writes capitals stays. */
export class Presses {
  #count = 0;
  #isAlone = false;
  #timer: number | undefined;
  #heard: (left: number) => void;
  #tooSlow: () => void;

  /**
   * @param heard Told after each press how many are left; none, and it is time to go.
   * @param tooSlow Told where they stopped half way.
   */
  constructor(heard: (left: number) => void, tooSlow: () => void) {
    this.#heard = heard;
    this.#tooSlow = tooSlow;
  }

  down({ key, repeat }: KeyboardEvent): void {
    if (key === 'Shift') this.#isAlone ||= !repeat;
    else this.stop();
  }

  up({ key }: KeyboardEvent): void {
    if (key !== 'Shift' || !this.#isAlone) return;
    this.#isAlone = false;
    this.#count += 1;
    if (this.#count === 1) this.#timer = window.setTimeout(this.#giveUp, within);
    const left = wanted - this.#count;
    if (!left) this.stop();
    this.#heard(left);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#count = 0;
    this.#isAlone = false;
  }

  #giveUp = (): void => {
    this.stop();
    this.#tooSlow();
  };
}
