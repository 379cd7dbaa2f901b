import { randomBytes, randomInt } from 'node:crypto';
import type { PaymentAccident } from '../accidents.ts';
import { Desk } from '../desk.ts';
import type { DeskOptions } from '../desk.ts';
import { choiceUnder, endingAfterPaying } from '../endings.ts';
import type { Ending, WayBack } from '../endings.ts';
import { newName } from '../names.ts';
import type { Choice } from '../provider.ts';
import { WebpayProblem } from './problem.ts';
import type { WebpayRequest } from './request.ts';
import { wayBackOf } from './returns.ts';
import { reversalWindow, tokenLife } from './transaction.ts';
import type { FormState, WebpayTransaction } from './transaction.ts';

/**
 * Transbank’s Webpay Plus, REST v1.2, as its client (`transbank-sdk`), its documentation of 2022 and reports of those who use it
 * say. It tells nobody anything by itself: the service commits, and asks for the status.
 */
export class Webpay extends Desk<WebpayTransaction> {
  readonly profile = 'webpay';
  readonly webhooks = 'none';
  readonly baseUrl: string;
  readonly credentials = {
    commerceCode: '597000000001',
    apiKey: 'invented-key-of-plaza-webpay',
  };

  constructor(options: DeskOptions) {
    super(options);
    this.baseUrl = `${options.origin}/payment/${this.profile}`;
  }

  create(
    { buyOrder, sessionId, amount, returnUrl }: WebpayRequest,
    accident: PaymentAccident | undefined,
  ): WebpayTransaction {
    return this.keep({
      id: randomBytes(32).toString('hex'),
      pageKey: newName(26),
      reference: buyOrder,
      description: buyOrder,
      sessionId,
      amount,
      currency: 'CLP',
      status: 'INITIALIZED',
      form: 'waiting',
      createdAt: this.clock(),
      returnUrl,
      accident,
    });
  }

  async visit(): Promise<void> {}

  isOpen({ form }: WebpayTransaction): boolean {
    return form === 'waiting';
  }

  wayBack(transaction: WebpayTransaction): WayBack {
    return wayBackOf(transaction, this.accidentOf(transaction));
  }

  async choose(transaction: WebpayTransaction, wanted: Choice): Promise<Ending> {
    const accident = this.accidentOf(transaction);
    const choice = choiceUnder(accident, wanted);
    if (choice === 'leave') return { kind: 'stay' };
    transaction.form = formAfter[choice];
    const back = wayBackOf(transaction, accident);
    return choice === 'pay' ? endingAfterPaying(accident, back) : back;
  }

  /**
   * The service takes the money that a person agreed to pay: once.
   *
   * @throws WebpayProblem where nobody agreed, they gave up, it took too long, or it was done.
   */
  commit(transaction: WebpayTransaction): WebpayTransaction {
    const { form, status } = transaction;
    const accident = this.accidentOf(transaction);
    if (status !== 'INITIALIZED') throw new WebpayProblem('Transaction already locked: it was committed');
    if (accident === 'approved-and-refused') {
      Object.assign(transaction, { vci: 'ABO', responseCode: 0 });
      throw new WebpayProblem("Invalid status '19' for transaction while authorizing");
    }
    if (form === 'waiting' || form === 'failed')
      throw new WebpayProblem("Invalid status '10' for transaction while authorizing");
    if (form === 'aborted' || form === 'timed-out')
      throw new WebpayProblem('Transaction has an invalid finished state: aborted');
    transaction.committedAt = this.clock();
    if (form === 'paid') this.#take(transaction);
    else this.#decline(transaction);
    return transaction;
  }

  /** @throws WebpayProblem where there is not so much to give back. */
  refund(transaction: WebpayTransaction, amount: number): object {
    const { committedAt, amount: whole } = transaction;
    const left = this.left(transaction);
    const accident = this.accidentOf(transaction);
    if (!committedAt || !['AUTHORIZED', 'PARTIALLY_NULLIFIED'].includes(transaction.status))
      throw new WebpayProblem('The transaction is not authorized: 292');
    if (accident === 'refund-refused') throw new WebpayProblem('The transaction cannot be nullified: 16');
    if (amount > left) throw new WebpayProblem('The amount is more than what is left: 311');
    this.move('refunded', transaction, amount);
    const isSoon = this.clock().getTime() - committedAt.getTime() <= reversalWindow;
    if (amount === whole && isSoon) {
      transaction.status = 'REVERSED';
      return { type: 'REVERSED' };
    }
    transaction.status = amount === left ? 'NULLIFIED' : 'PARTIALLY_NULLIFIED';
    return {
      type: 'NULLIFIED',
      authorization_code: newAuthorization(),
      authorization_date: this.clock().toISOString(),
      nullified_amount: amount,
      balance: left - amount,
      response_code: 0,
    };
  }

  chargeBack(id: string): void {
    const transaction = this.find(id);
    this.move('charged-back', transaction!, this.toChargeBack(transaction));
  }

  protected expire(transaction: WebpayTransaction, now: Date): void {
    const { status, form, createdAt } = transaction;
    const isOver = now.getTime() - createdAt.getTime() > tokenLife;
    if (isOver && status === 'INITIALIZED' && (form === 'waiting' || form === 'paid')) transaction.form = 'timed-out';
  }

  #take(transaction: WebpayTransaction): void {
    const accident = this.accidentOf(transaction);
    if (accident === 'wrong-amount') transaction.amount += 1;
    const authorizationCode = newAuthorization();
    Object.assign(transaction, { status: 'AUTHORIZED', vci: 'TSY', responseCode: 0, authorizationCode });
    this.move('captured', transaction, transaction.amount);
    if (accident === 'charged-back') this.chargeBack(transaction.id);
  }

  #decline(transaction: WebpayTransaction): void {
    Object.assign(transaction, { status: 'FAILED', vci: 'TSN', responseCode: -1 });
    if (this.accidentOf(transaction) === 'late-success') this.later(() => this.#take(transaction));
  }
}

const formAfter: Readonly<Record<Exclude<Choice, 'leave'>, FormState>> = {
  pay: 'paid',
  decline: 'declined',
  cancel: 'aborted',
  expire: 'timed-out',
  fail: 'failed',
};

function newAuthorization(): string {
  return String(randomInt(100_000, 1_000_000));
}
