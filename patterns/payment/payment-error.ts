/** What a programmer did wrong. */
export type PaymentErrorCode =
  /** An amount is not a whole number of the currency's smallest unit, written in digits. */
  | 'amount-not-whole'
  /** An amount has more decimals than its currency. */
  | 'too-many-decimals'
  /** ISO 4217 has no such currency. */
  | 'unknown-currency'
  /** Two currencies in one sum. */
  | 'currencies-differ'
  /** A sum was to be parted in no parts, or in less than its smallest unit. */
  | 'parts-impossible'
  /** What is owed has no lines, or its lines are not its total. */
  | 'lines-differ'
  /** A refund would give back more than there is. */
  | 'refund-too-large';

/** A mistake in a program, with a code that does not change. No answer of a person and no name is in its message. */
export class PaymentError extends Error {
  readonly code: PaymentErrorCode;

  constructor(code: PaymentErrorCode, message: string) {
    super(message);
    this.name = 'PaymentError';
    this.code = code;
  }
}
