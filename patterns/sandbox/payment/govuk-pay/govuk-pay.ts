import type { PaymentAccident } from '../accidents.ts';
import { Desk } from '../desk.ts';
import type { DeskOptions } from '../desk.ts';
import { choiceUnder, endingAfterPaying } from '../endings.ts';
import type { Ending, WayBack } from '../endings.ts';
import { newName } from '../names.ts';
import type { Choice } from '../provider.ts';
import { refundAnswer } from './answers.ts';
import { refundable, stateOf, timeToCapture, timeToPay } from './card-payment.ts';
import type { CardPayment, CardRefund, CardStatus, FailureCode } from './card-payment.ts';
import { PayProblem } from './problem.ts';
import type { CardRequest } from './request.ts';
import { webhookOf } from './webhooks.ts';
import type { PayEvent } from './webhooks.ts';

/** GOV.UK Pay, as its public API (OpenAPI, August 2026) and its documentation say. */
export class GovukPay extends Desk<CardPayment> {
  readonly profile = 'govuk-pay';
  readonly webhooks = 'one-address';
  readonly baseUrl: string;
  readonly credentials = {
    apiKey: 'api_test_invented-key-of-plaza-govuk-pay',
    signingSecret: 'invented-signing-secret-of-plaza-govuk-pay',
  };

  constructor(options: DeskOptions) {
    super(options);
    this.baseUrl = `${options.origin}/payment/${this.profile}`;
  }

  /**
   * A key that was used before makes another payment all the same: Pay promises nothing for payments on the web.
   *
   * @param accident What goes wrong with this payment alone.
   * @throws PayProblem P0191 for a used key, where that is asked for.
   */
  create(request: CardRequest, idempotencyKey: string | undefined, accident: PaymentAccident | undefined): CardPayment {
    if ((accident ?? this.accident) === 'key-refused') this.#refuseUsed(idempotencyKey);
    const state = stateOf('created');
    const createdAt = this.clock();
    return this.keep({
      ...request,
      id: newName(26),
      pageKey: newName(26),
      currency: 'GBP',
      status: state.status,
      createdAt,
      accident,
      idempotencyKey,
      state,
      history: [{ state, at: createdAt }],
      refunds: [],
      disputes: [],
    });
  }

  /** What a search finds, the newest first. */
  found(): CardPayment[] {
    return this.all()
      .filter((payment) => this.accidentOf(payment) !== 'search-behind')
      .reverse();
  }

  async visit(payment: CardPayment): Promise<void> {
    if (payment.status === 'created') this.#become(payment, 'started');
    if (this.accidentOf(payment) === 'webhook-forged') await this.#forge(payment);
  }

  isOpen({ status }: CardPayment): boolean {
    return status === 'created' || status === 'started';
  }

  wayBack({ returnUrl }: CardPayment): WayBack {
    return { kind: 'return', url: returnUrl };
  }

  async choose(payment: CardPayment, wanted: Choice): Promise<Ending> {
    const accident = this.accidentOf(payment);
    const choice = choiceUnder(accident, wanted);
    if (choice === 'leave') return { kind: 'stay' };
    const back = this.wayBack(payment);
    if (choice !== 'pay') {
      this.#end(payment, choice);
      if (accident === 'late-success') this.later(() => this.#pay(payment));
      return back;
    }
    const told = this.#pay(payment);
    if (accident === 'webhook-first') await told;
    return endingAfterPaying(accident, back);
  }

  /** @throws PayProblem P1003 where there is nothing to capture. */
  capture(payment: CardPayment): void {
    if (payment.status !== 'capturable') throw new PayProblem('P1003', 409, 'Only a capturable payment is captured');
    void this.#take(payment);
  }

  /** @throws PayProblem P0501 where it is over. */
  cancel(payment: CardPayment): void {
    if (payment.state.finished) throw new PayProblem('P0501', 400, 'A payment that is over cannot be cancelled');
    this.#become(payment, 'cancelled', 'P0040');
    void this.#tell(payment, 'card_payment_failed');
  }

  /** @throws PayProblem P0603 where so much cannot be given back, P0604 where the service does not know how much can. */
  refund(payment: CardPayment, amount: number, thoughtAvailable: number | undefined): CardRefund {
    const available = refundable(payment);
    const accident = this.accidentOf(payment);
    if (available === 0 || accident === 'refund-refused')
      throw new PayProblem('P0603', 400, 'This payment cannot be refunded');
    if (thoughtAvailable !== undefined && thoughtAvailable !== available)
      throw new PayProblem('P0604', 412, 'refund_amount_available is not what is available');
    if (amount > available) throw new PayProblem('P0603', 400, 'There is less to refund');
    const refund: CardRefund = { id: newName(26), amount, status: 'submitted', createdAt: this.clock() };
    payment.refunds.push(refund);
    if (accident === 'refund-pending') this.later(() => this.#giveBack(payment, refund));
    return refund;
  }

  /** What becomes of a refund once its service was answered. */
  afterRefund(payment: CardPayment, refund: CardRefund): void {
    const accident = this.accidentOf(payment);
    if (accident === 'refund-fails') refund.status = 'error';
    else if (accident !== 'refund-pending') void this.#giveBack(payment, refund);
  }

  chargeBack(id: string): void {
    const payment = this.find(id);
    const amount = this.toChargeBack(payment);
    this.move('charged-back', payment!, amount);
    payment!.disputes.push({ id: newName(26), amount, createdAt: this.clock() });
  }

  protected expire(payment: CardPayment, now: Date): void {
    const age = now.getTime() - payment.createdAt.getTime();
    const isLate = payment.status === 'capturable' ? age > timeToCapture : age > timeToPay;
    if (isLate && !payment.state.finished) this.#end(payment, 'expire');
  }

  #refuseUsed(key: string | undefined): void {
    if (key && this.all().some(({ idempotencyKey }) => idempotencyKey === key))
      throw new PayProblem('P0191', 409, 'This key was used before', { header: 'Idempotency-Key' });
  }

  #become(payment: CardPayment, status: CardStatus, code?: FailureCode): void {
    payment.state = stateOf(status, code);
    payment.status = status;
    payment.history.push({ state: payment.state, at: this.clock() });
  }

  #end(payment: CardPayment, choice: Exclude<Choice, 'pay' | 'leave'>): void {
    const ends = { decline: 'P0010', cancel: 'P0030', expire: 'P0020', fail: 'P0050' } as const;
    this.#become(payment, choice === 'fail' ? 'error' : 'failed', ends[choice]);
    void this.#tell(payment, choice === 'expire' ? 'card_payment_expired' : 'card_payment_failed');
  }

  /** The person confirmed: the money is taken, or set aside where the service takes it later. */
  async #pay(payment: CardPayment): Promise<void> {
    payment.submittedAt = this.clock();
    this.#become(payment, 'submitted');
    if (!payment.delayedCapture) return this.#take(payment, 'card_payment_succeeded');
    this.#become(payment, 'capturable');
    return this.#tell(payment, 'card_payment_succeeded');
  }

  #take(payment: CardPayment, ...before: PayEvent[]): Promise<void> {
    const accident = this.accidentOf(payment);
    if (accident === 'wrong-amount') payment.amount += 1;
    payment.capturedAt = this.clock();
    this.move('captured', payment, payment.amount);
    this.#become(payment, 'success');
    if (accident === 'charged-back') this.chargeBack(payment.id);
    return this.#tell(payment, ...before, 'card_payment_captured');
  }

  #giveBack(payment: CardPayment, refund: CardRefund): Promise<void> {
    refund.status = 'success';
    this.move('refunded', payment, refund.amount);
    const { credentials, baseUrl } = this;
    const resource = refundAnswer(baseUrl, payment, refund);
    const message = webhookOf('card_payment_refunded', payment, this.clock(), credentials.signingSecret, resource);
    return this.messages.send([message], this.accidentOf(payment));
  }

  #tell(payment: CardPayment, ...events: PayEvent[]): Promise<void> {
    const { signingSecret } = this.credentials;
    const messages = events.map((event) => webhookOf(event, payment, this.clock(), signingSecret));
    return this.messages.send(messages, this.accidentOf(payment));
  }

  /** Somebody else says that it was paid, and does not know the secret. */
  #forge(payment: CardPayment): Promise<void> {
    const claimed: CardPayment = { ...payment, status: 'success', state: stateOf('success') };
    const forged = webhookOf('card_payment_captured', claimed, this.clock(), 'a secret that somebody guessed');
    return this.messages.send([forged], undefined);
  }
}
