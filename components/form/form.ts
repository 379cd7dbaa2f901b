import type { ErrorSummary } from '../error-summary/error-summary.js';
import type { Problem } from '../error-summary/error-summary.js';
import { Enhancer } from '../shared/enhancer.js';
import { ensureId } from '../shared/id-references.js';
import { make } from '../shared/make.js';
import type { Question } from '../shared/question.js';
import { warn } from '../shared/warn.js';
import { whenNeeded } from '../shared/when-needed.js';
import { hasWords, loadWords, say } from '../shared/words.js';
import { Mending } from './mending.js';
import { nameOf } from './problem-details.js';
import type { AnswerProblem, ProblemDetails } from './problem-details.js';
import { Sending } from './sending.js';
import { FormValidateEvent } from './validate-event.js';

/**
 * Makes a native form say everything that is wrong at once, in plain words, and send its answers only once.
 *
 * On submit it asks each question what is wrong with its answer, writes that beside the answer and in the error
 * summary, puts "Error:" before the title and moves people to the summary. An error leaves when its answer is mended
 * and left, never while typing. Errors sent by the server are the same HTML and are taken over as they are.
 * Nothing is decided here: the server checks everything again, and alone where there is no script.
 *
 * ```html
 * <plaza-error-summary></plaza-error-summary>
 * <plaza-form>
 *   <form method="post" novalidate>
 *     …questions…
 *     <button class="plaza-button">Send</button>
 *   </form>
 * </plaza-form>
 * ```
 *
 * A button with `formnovalidate` (save and come back) sends without asking. While the words for the page's language are
 * not here yet, the form is sent as it is and the server answers.
 *
 * @summary A native form that names all its errors at once and is sent once.
 * @tagname plaza-form
 *
 * @attr {string} keep - What the answers of this page are called. With it, what is typed is kept in the tab until it is sent, but
 *   never what is `data-plaza-sensitive`, a password or a file. Leave it out where others use the same device.
 * @attr {number} keep-revision - How often the page had been saved. What was typed before another saving is offered, not put back.
 * @attr {boolean} keep-sent - The page answers a form, and shows what was sent: nothing older is put back.
 *
 * @slot - One `<form>` with `novalidate`: else, without script, the browser's bubbles hide the server's errors.
 * @slot kept - With `keep`, a hidden notice that what was typed was put back, with a button to take it out again.
 * @slot offer - With `keep`, a hidden notice that something was typed before, with a button to put it back.
 *
 * @fires {FormValidateEvent} plaza-form-validate - The answers are being checked; a listener may `report` more.
 *   It has no words of the person in it. A native `submit` reaches the page only when nothing is wrong.
 */
export class Form extends Enhancer {
  #sending = new Sending(this);
  #mending = new Mending(this);

  /** The page's own form, or null until there is one. */
  get form(): HTMLFormElement | null {
    return this.querySelector('form');
  }

  /** The questions that a person can see, in page order. */
  get questions(): Question[] {
    const all = [...this.querySelectorAll<Question>('*')];
    return all.filter((each) => 'validate' in each && each.getClientRects().length > 0);
  }

  /** Shows everything that is wrong, and moves people to it. Returns whether nothing is. */
  check(): boolean {
    const event = new FormValidateEvent();
    this.dispatchEvent(event);
    return this.#show((question) => {
      const reported = question.controls.map(({ name }) => event.reported.get(name)).find(Boolean);
      return question.validate() || reported;
    });
  }

  /** Shows the errors of a server that answers with problem details instead of a page. */
  async showProblem({ errors = [], detail, title }: ProblemDetails): Promise<void> {
    await loadWords(this);
    this.#sending.end();
    const { questions } = this;
    const elsewhere = errors.filter((error) => !questions.some((question) => isAbout(question, error)));
    if (!errors.length) elsewhere.push({ detail: detail ?? title ?? say(this, 'thereIsAProblem') });
    const problems = elsewhere.map(({ detail: message }) => ({ message }));
    this.#show((question) => errors.find((error) => isAbout(question, error))?.detail, problems);
  }

  protected override connect(): void {
    this.listen('submit', this.#refuse, this, true); // so the page hears of good forms only
    this.listen('reset', () => this.#show(() => ''));
    this.#sending.connect();
    this.#mending.connect();
    void loadWords(this);
    if (this.hasAttribute('keep')) whenNeeded(this, ['input'], () => import('../shared/draft-keeper.js'), hasKept);
  }

  protected override update(): void {
    const { form } = this;
    if (!form) return warn('form-without-form', this);
    if (form.noValidate) return;
    warn('form-without-novalidate', form);
    form.noValidate = true; // else the browser's bubble shows one error, and hides ours
  }

  #refuse = (event: SubmitEvent): void => {
    const skips = (event.submitter as HTMLButtonElement | null)?.formNoValidate;
    if (!this.#sending.active && (skips || !hasWords(this) || this.check())) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #show(errorOf: (question: Question) => string | undefined, problems: Problem[] = []): boolean {
    for (const question of this.questions) {
      const message = (question.error = errorOf(question) ?? '');
      const { target } = question;
      this.#mending.begin(question);
      if (message) problems.push({ message, target: target && ensureId(target, 'target') });
    }
    this.#tellTitle(problems.length > 0);
    if (problems.length) this.#summary.show(problems);
    else this.#summary.clear();
    return !problems.length;
  }

  #tellTitle(wrong: boolean): void {
    const prefix = `${say(this, 'errorPrefix')} `;
    const { title } = document;
    if (title.startsWith(prefix) !== wrong) document.title = wrong ? prefix + title : title.slice(prefix.length);
  }

  get #summary(): ErrorSummary {
    const root = this.getRootNode() as ParentNode;
    const found =
      this.querySelector('plaza-error-summary') ?? root.querySelector('plaza-error-summary:not(plaza-form *)');
    if (found) return found;
    const made = make('plaza-error-summary');
    this.prepend(made);
    return made;
  }
}

/** Whether something that was typed before is kept in this tab. */
function hasKept(): unknown {
  try {
    return sessionStorage['plaza-form'];
  } catch {
    return; // storage is forbidden
  }
}

/** Whether a pointer leads to a question, or to the whole of which it asks a part: `/birth` is where `birth/day` is asked. */
function isAbout({ controls }: Question, { pointer }: AnswerProblem): boolean {
  return !!pointer && controls.some(({ name }) => `${name}/`.startsWith(`${nameOf(pointer)}/`));
}
