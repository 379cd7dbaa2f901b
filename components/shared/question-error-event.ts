/**
 * The error shown by a question has changed. It bubbles, so that one listener serves a whole form.
 * It carries no words, for an error may repeat what the person typed: ask the question for its `message`.
 */
export class QuestionErrorEvent extends Event {
  constructor() {
    super('plaza-question-error', { bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'plaza-question-error': QuestionErrorEvent;
  }
}
