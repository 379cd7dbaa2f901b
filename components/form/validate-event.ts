/**
 * The form is about to be sent, or was asked what is wrong. A listener adds what only the service knows:
 * `event.report('end/date', 'The end has to be after the beginning')`. Nothing is sent while anything is reported.
 * It carries no answers: read them from the form.
 */
export class FormValidateEvent extends Event {
  /** What was reported, by the name of the control. */
  readonly reported = new Map<string, string>();

  constructor() {
    super('plaza-form-validate', { bubbles: true });
  }

  /** @param name The control's `name`. @param message What to mend, in the person's words. */
  report(name: string, message: string): void {
    this.reported.set(name, message);
  }
}

declare global {
  interface HTMLElementEventMap {
    'plaza-form-validate': FormValidateEvent;
  }
}
