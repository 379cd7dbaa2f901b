import { announce } from '../shared/announce.js';
import { Enhancer } from '../shared/enhancer.js';
import { make } from '../shared/make.js';
import { warn } from '../shared/warn.js';
import { addWords, languageOf, say } from '../shared/words.js';
import { Presses } from './presses.js';

const words = {
  ar: () => import('../words/exit-this-page/ar.js'),
  en: () => import('../words/exit-this-page/en.js'),
  es: () => import('../words/exit-this-page/es.js'),
};

/** Of the cover, which a page has for a moment: pages that are not left at once do not load it. */
const look =
  'visibility: visible; position: fixed; z-index: var(--plaza-layer-skip-link); inset: 0; padding: var(--plaza-space-5);' +
  'background: var(--plaza-color-surface); color: var(--plaza-color-text)';

/**
 * Takes somebody away from a page at once, whom another must not see reading it.
 *
 * The page's own link leads to a place that anybody may have open. With a script the page is covered in the same moment, its title is
 * gone, what was typed leaves the tab, and the other place takes this page's entry in the history. Pressing Shift three times within
 * five seconds does the same.
 *
 * ```html
 * <plaza-exit-this-page>
 *   <a class="plaza-button" data-variant="danger" href="https://www.example.org/" rel="nofollow noreferrer">Exit this page</a>
 * </plaza-exit-this-page>
 * ```
 *
 * A link with `data-plaza-exit` elsewhere on the page, such as a first skip link, leaves in the same way.
 *
 * @summary A way out of a page at once, for people in danger.
 * @tagname plaza-exit-this-page
 *
 * @slot - One `<a href>` to a place that anybody may have open.
 */
export class ExitThisPage extends Enhancer {
  #cover: HTMLElement | undefined;
  #title = '';
  #presses = new Presses(
    (left) => (left ? announce(say(this, 'exitPresses', { count: left }), 'assertive') : this.leave()),
    () => announce(say(this, 'exitTooSlow')),
  );

  /** The way out, or null until there is one. */
  get link(): HTMLAnchorElement | null {
    return this.querySelector('a[href]');
  }

  /** Covers the page and goes. */
  leave(link = this.link): void {
    if (!link) return;
    this.#hide();
    forgetTyping();
    location.replace(link.href);
  }

  protected override connect(): void {
    void this.#loadWords();
    this.listen('click', this.#follow, window);
    this.listen('keydown', (event) => this.#presses.down(event), window);
    this.listen('keyup', (event) => this.#presses.up(event), window);
    this.listen('pageshow', this.#show, window); // whoever comes back by Back finds a page, not a cover
    this.signal.addEventListener('abort', () => {
      this.#presses.stop();
      this.#show();
    });
  }

  protected override update(): void {
    if (!this.link) warn('exit-this-page-without-link', this);
  }

  /** By itself: with what other elements load theirs by, those would come in one file more. */
  async #loadWords(): Promise<void> {
    const language = languageOf(this).split('-')[0]!;
    const { default: own } = await (
      Object.hasOwn(words, language) ? words[language as keyof typeof words] : words.en
    )();
    if (!say(this, 'exitLeaving')) addWords(language, own);
  }

  /** A new tab or window is asked for with other keys: the browser opens it, and this page goes all the same. */
  #follow = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
    if (!link || (link !== this.link && !link.hasAttribute('data-plaza-exit'))) return;
    event.preventDefault();
    this.leave(link);
  };

  #hide(): void {
    if (this.#cover) return;
    const text = say(this, 'exitLeaving') || this.link!.text; // the words may still be on their way
    this.#title = document.title;
    this.#cover = make('div', { className: 'plaza-exit-cover', role: 'alert' }, make('p', {}, text));
    this.#cover.style.cssText = look;
    document.body.append(this.#cover);
    document.body.style.visibility = 'hidden'; // nothing of the page is left to see or to hear
    document.title = text || location.host;
  }

  #show = (): void => {
    if (!this.#cover) return;
    this.#cover.remove();
    this.#cover = undefined;
    document.body.style.visibility = '';
    document.title = this.#title;
  };
}

/** What `<plaza-form keep>` has in the storage of this tab. */
function forgetTyping(): void {
  try {
    sessionStorage.removeItem('plaza-form');
  } catch {
    // storage is forbidden: nothing is in it
  }
}
