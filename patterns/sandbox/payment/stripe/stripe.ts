import { createHmac } from 'node:crypto';
import type { PaymentAccident } from '../accidents.ts';
import type { WebhookMessage } from '../deliveries.ts';
import { Desk } from '../desk.ts';
import type { DeskOptions } from '../desk.ts';
import { choiceUnder, endingAfterPaying } from '../endings.ts';
import type { Ending, WayBack } from '../endings.ts';
import { newName } from '../names.ts';
import type { Choice } from '../provider.ts';
import { StripeProblem } from './request.ts';
import type { StripeRequest } from './request.ts';
import { refundAnswer, sessionAnswer } from './session.ts';
import type { Session, StripeRefund } from './session.ts';

const day = 24 * 3_600_000;

/** The parts of Stripe Checkout that a single payment needs, as Stripe’s client for Node reads and sends them. */
export class Stripe extends Desk<Session> {
  readonly profile = 'stripe';
  readonly webhooks = 'one-address';
  /** The origin: Stripe’s client takes a host and no path. */
  readonly baseUrl: string;
  /** What was answered under an idempotency key. */
  readonly answered = new Map<string, { asked: string; answer: object }>();
  readonly credentials = {
    apiKey: 'sk_test_invented_key_of_plaza_stripe',
    signingSecret: 'whsec_invented_secret_of_plaza_stripe',
  };

  constructor(options: DeskOptions) {
    super(options);
    this.baseUrl = options.origin;
  }

  override reset(): void {
    super.reset();
    this.answered.clear();
  }

  create(request: StripeRequest, accident: PaymentAccident | undefined): Session {
    const createdAt = this.clock();
    return this.keep({
      ...request,
      expiresAt: request.expiresAt ?? new Date(createdAt.getTime() + day),
      id: `cs_test_${newName(40)}`,
      paymentIntent: `pi_${newName(24)}`,
      pageKey: newName(26),
      status: 'open',
      paymentStatus: 'unpaid',
      refunds: [],
      createdAt,
      accident,
    });
  }

  answerOf(session: Session): object {
    return sessionAnswer(session, this.#pageOf(session));
  }

  async visit(session: Session): Promise<void> {
    if (this.accidentOf(session) !== 'webhook-forged') return;
    const claimed: Session = { ...session, status: 'complete', paymentStatus: 'paid' };
    const forged = this.#message(
      'checkout.session.completed',
      this.answerOf(claimed),
      'a secret that somebody guessed',
    );
    await this.messages.send([forged], undefined);
  }

  isOpen({ status }: Session): boolean {
    return status === 'open';
  }

  wayBack({ id, status, returnUrl, cancelUrl }: Session): WayBack {
    const url = status === 'complete' ? returnUrl.replaceAll('{CHECKOUT_SESSION_ID}', id) : cancelUrl;
    return { kind: 'return', url };
  }

  /** A card that is refused ends nothing: the page stays, for another card. */
  async choose(session: Session, wanted: Choice): Promise<Ending> {
    const accident = this.accidentOf(session);
    const choice = choiceUnder(accident, wanted);
    if (choice === 'leave') return { kind: 'stay' };
    if (choice === 'decline' || choice === 'fail') {
      if (accident === 'late-success') this.later(() => this.#take(session, 'checkout.session.completed'));
      return { kind: 'return', url: this.#pageOf(session) };
    }
    if (choice === 'expire') this.end(session);
    if (choice !== 'pay') return this.wayBack(session);
    const told = accident === 'verifying' ? this.#verify(session) : this.#take(session, 'checkout.session.completed');
    if (accident === 'webhook-first') await told;
    return endingAfterPaying(accident, this.wayBack(session));
  }

  /** Nobody can pay it any more. @throws StripeProblem where it is over. */
  end(session: Session): void {
    if (session.status !== 'open') throw new StripeProblem('Only an open session expires');
    session.status = 'expired';
    void this.#tell(session, 'checkout.session.expired', this.answerOf(session));
  }

  byIntent(intent: string): Session | undefined {
    return this.all().find(({ paymentIntent, status }) => paymentIntent === intent && status === 'complete');
  }

  /** @throws StripeProblem where there is not so much to give back. */
  refund(session: Session, wanted: number | undefined): StripeRefund {
    const accident = this.accidentOf(session);
    const waiting = session.refunds.filter(({ status }) => status === 'pending');
    const left = this.left(session) - waiting.reduce((total, { amount }) => total + amount, 0);
    const amount = wanted ?? left;
    if (left === 0 || amount > left || accident === 'refund-refused')
      throw new StripeProblem('There is not so much to give back', 400, 'invalid_request_error', 'amount');
    const isLater = accident === 'refund-pending' || accident === 'refund-fails';
    const refund: StripeRefund = {
      id: `re_${newName(24)}`,
      amount,
      status: isLater ? 'pending' : 'succeeded',
      createdAt: this.clock(),
    };
    session.refunds.push(refund);
    if (accident === 'refund-fails') this.later(() => void (refund.status = 'failed'));
    else if (isLater) this.later(() => this.#giveBack(session, refund));
    else void this.#giveBack(session, refund);
    return refund;
  }

  chargeBack(id: string): void {
    const session = this.find(id);
    const amount = this.toChargeBack(session);
    this.move('charged-back', session!, amount);
    const dispute = { id: `dp_${newName(24)}`, object: 'dispute', amount, payment_intent: session!.paymentIntent };
    void this.#tell(session!, 'charge.dispute.created', { ...dispute, reason: 'fraudulent', status: 'needs_response' });
  }

  protected expire(session: Session, now: Date): void {
    if (session.status === 'open' && now > session.expiresAt) this.end(session);
  }

  #pageOf({ pageKey }: Session): string {
    return `${this.baseUrl}/payment/${this.profile}/secure/${pageKey}`;
  }

  /** A way to pay that takes its time: the session is complete, and not paid. */
  #verify(session: Session): Promise<void> {
    session.status = 'complete';
    this.later(() => this.#take(session, 'checkout.session.async_payment_succeeded'));
    return this.#tell(session, 'checkout.session.completed', this.answerOf(session));
  }

  #take(session: Session, event: string): Promise<void> {
    const accident = this.accidentOf(session);
    if (accident === 'wrong-amount') session.amount += 1;
    if (accident === 'wrong-currency') session.currency = session.currency === 'EUR' ? 'USD' : 'EUR';
    session.status = 'complete';
    session.paymentStatus = 'paid';
    this.move('captured', session, session.amount);
    const told = this.#tell(session, event, this.answerOf(session));
    if (accident === 'charged-back') this.chargeBack(session.id);
    return told;
  }

  #giveBack(session: Session, refund: StripeRefund): Promise<void> {
    refund.status = 'succeeded';
    this.move('refunded', session, refund.amount);
    return this.#tell(session, 'refund.updated', refundAnswer(refund, session));
  }

  #tell(session: Session, event: string, object: object): Promise<void> {
    const message = this.#message(event, object, this.credentials.signingSecret);
    return this.messages.send([message], this.accidentOf(session));
  }

  /** `Stripe-Signature`: `t=` seconds, `v1=` hex of HMAC-SHA256 over the time, a point and the body. */
  #message(event: string, object: object, secret: string): WebhookMessage {
    const time = Math.floor(this.clock().getTime() / 1000);
    const id = `evt_${newName(24)}`;
    const body = JSON.stringify({ id, object: 'event', created: time, livemode: false, type: event, data: { object } });
    const signature = createHmac('sha256', secret).update(`${time}.${body}`, 'utf8').digest('hex');
    const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': `t=${time},v1=${signature}` };
    return { event, body, headers };
  }
}
