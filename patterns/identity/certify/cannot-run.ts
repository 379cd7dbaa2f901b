import type { Values } from '@plaza-ds/forms';

/** Why nothing could be tried, as a word of the catalogue (`cannot.…`). */
export type CannotReason = 'noSandbox' | 'noSite' | 'notHere' | 'noProvider' | 'noSign' | 'everybodyIn' | 'tooMany';

/** The checks cannot be run at all; the command says what to do. */
export class CannotRun extends Error {
  readonly reason: CannotReason;
  readonly values: Values;

  constructor(reason: CannotReason, values: Values = {}) {
    super(reason);
    this.name = 'CannotRun';
    this.reason = reason;
    this.values = values;
  }
}
