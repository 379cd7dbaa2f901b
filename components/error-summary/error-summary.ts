import { Enhancer } from '../shared/enhancer.js';
import { make } from '../shared/make.js';
import { say } from '../shared/words.js';

/** One line of the summary: what to mend, and the id of where. Without an id it is text, not a link. */
export interface Problem {
  message: string;
  target?: string | null | undefined;
}

/**
 * Lists what has to be mended before the form can be sent, with a link to each answer.
 *
 * The server writes it when it refuses a form; then it works as plain links, and `autofocus` moves people to it.
 * Left empty it takes no room, and the form around the questions fills it when it finds errors itself.
 *
 * ```html
 * <plaza-error-summary tabindex="-1" autofocus>
 *   <div role="alert">
 *     <h2>There is a problem</h2>
 *     <ul><li><a href="#email">Enter an email address</a></li></ul>
 *   </div>
 * </plaza-error-summary>
 * ```
 *
 * @summary What has to be mended, each with a link to its answer.
 * @tagname plaza-error-summary
 *
 * @slot - What the server sent: a `<div role="alert">` with a heading and a list of links in page order; or nothing.
 *   The words of a link are the words beside the answer. The link leads to the control, or to the first part in error.
 *
 * @cssprop [--plaza-error-summary-border-color=--plaza-color-border-error] - Border around the summary.
 */
export class ErrorSummary extends Enhancer {
  #written: HTMLElement | undefined;

  /** Shows these problems in place of what was there, and moves people to them. */
  show(problems: Problem[]): void {
    this.clear();
    this.#written = this.#write(problems);
    this.append(this.#written);
    this.#takeFocus();
  }

  /** Takes the problems away, whoever wrote them. */
  clear(): void {
    this.#written?.remove();
    for (const child of this.children) (child as HTMLElement).hidden = true;
  }

  protected override connect(): void {
    this.listen('click', this.#follow);
  }

  protected override update(): void {
    if (this.childElementCount && document.activeElement === document.body) this.#takeFocus();
  }

  #takeFocus(): void {
    if (!this.hasAttribute('tabindex')) this.tabIndex = -1;
    this.focus();
  }

  #write(problems: Problem[]): HTMLElement {
    const lines = problems.map(({ message, target }) =>
      make('li', {}, target ? make('a', { href: `#${target}` }, message) : message),
    );
    const box = make('div', {}, make('h2', {}, say(this, 'thereIsAProblem')), make('ul', {}, ...lines));
    box.setAttribute('role', 'alert');
    return box;
  }

  /** Brings the question into view, not only its control: a person has to see what is asked. */
  #follow = (event: Event): void => {
    const [mark, ...id] = (event.target as Element).closest('a')?.getAttribute('href') ?? '';
    const target = mark === '#' && (this.getRootNode() as Document).getElementById(id.join(''));
    if (!target) return;
    event.preventDefault();
    questionOf(target).scrollIntoView();
    target.focus({ preventScroll: true, focusVisible: true } as FocusOptions); // also after a press with the mouse
  };
}

/** The legend, or else the label, unless it is so far above that the control would leave the screen. */
function questionOf(target: HTMLElement): Element {
  const { bottom } = target.getBoundingClientRect();
  const asked = [target.closest('fieldset')?.querySelector('legend'), (target as HTMLInputElement).labels?.[0]];
  return asked.find((words) => words && bottom - words.getBoundingClientRect().top < innerHeight / 2) ?? target;
}
