import type { PaymentAccident } from '../accidents.ts';
import { Desk } from '../desk.ts';
import type { DeskOptions } from '../desk.ts';
import { choiceUnder, endingAfterPaying } from '../endings.ts';
import type { Ending, WayBack } from '../endings.ts';
import { newName } from '../names.ts';
import type { Choice } from '../provider.ts';
import type { FlowOrder, FlowRefund, OrderStatus } from './order.ts';
import { FlowProblem } from './request.ts';
import type { FlowRequest } from './request.ts';

const usedBefore = 1605;

/** Flow, as its documentation for developers and its examples say. */
export class Flow extends Desk<FlowOrder> {
  readonly profile = 'flow';
  readonly webhooks = 'each-payment';
  readonly baseUrl: string;
  /** Where a person is sent with the token. */
  readonly entrance: string;
  readonly credentials = {
    apiKey: 'invented-key-of-plaza-flow',
    secretKey: 'invented-secret-of-plaza-flow',
  };
  #number = 100_000;

  constructor(options: DeskOptions) {
    super(options);
    this.entrance = `${options.origin}/payment/${this.profile}/pay`;
    this.baseUrl = `${options.origin}/payment/${this.profile}/api`;
  }

  /** @throws FlowProblem 1605 for an order that was paid before. */
  create(request: FlowRequest, accident: PaymentAccident | undefined): FlowOrder {
    const { commerceOrder, subject, ...others } = request;
    const isPaid = this.all().some(({ reference, status }) => reference === commerceOrder && status === '2');
    if (isPaid) throw new FlowProblem(`The order ${commerceOrder} was paid before`, 400, usedBefore);
    return this.keep({
      ...others,
      id: newName(40),
      pageKey: newName(26),
      number: (this.#number += 1),
      reference: commerceOrder,
      description: subject,
      status: '1',
      createdAt: this.clock(),
      refunds: [],
      accident,
    });
  }

  /** The newest order of that name. A service that was not answered finds it so. */
  byReference(wanted: string): FlowOrder | undefined {
    return this.all()
      .filter((order) => order.reference === wanted && this.accidentOf(order) !== 'search-behind')
      .at(-1);
  }

  async visit(order: FlowOrder): Promise<void> {
    if (this.accidentOf(order) === 'webhook-forged') await this.#confirm(order, undefined);
  }

  isOpen({ status }: FlowOrder): boolean {
    return status === '1';
  }

  wayBack({ returnUrl, id }: FlowOrder): WayBack {
    return { kind: 'post', url: returnUrl, fields: { token: id } };
  }

  async choose(order: FlowOrder, wanted: Choice): Promise<Ending> {
    const accident = this.accidentOf(order);
    const choice = choiceUnder(accident, wanted);
    if (choice === 'leave') return { kind: 'stay' };
    const back = this.wayBack(order);
    if (choice !== 'pay') {
      order.status = endOf[choice];
      if (choice === 'decline') void this.#confirm(order, accident);
      if (accident === 'late-success') this.later(() => this.#take(order));
      return back;
    }
    const told = this.#take(order);
    if (accident === 'webhook-first') await told;
    return endingAfterPaying(accident, back);
  }

  /** @throws FlowProblem where there is not so much to give back. */
  refund(order: FlowOrder, amount: number, callbackUrl: string): FlowRefund {
    const accident = this.accidentOf(order);
    const waiting = order.refunds.filter(({ status }) => status === 'created');
    const left = this.left(order) - waiting.reduce((total, refund) => total + refund.amount, 0);
    if (amount > left || accident === 'refund-refused') throw new FlowProblem('There is not so much to give back');
    const number = (this.#number += 1);
    const refund: FlowRefund = {
      id: newName(40),
      number,
      amount,
      status: 'created',
      createdAt: this.clock(),
      callbackUrl,
    };
    order.refunds.push(refund);
    if (accident === 'refund-pending') this.later(() => this.#giveBack(order, refund));
    return refund;
  }

  /** What becomes of a refund once its service was answered. */
  async afterRefund(order: FlowOrder, refund: FlowRefund): Promise<void> {
    const accident = this.accidentOf(order);
    if (accident === 'refund-pending') return;
    if (accident !== 'refund-fails') return this.#giveBack(order, refund);
    refund.status = 'rejected';
    await this.#tell('refund', refund.callbackUrl, refund.id, accident);
  }

  chargeBack(id: string): void {
    const order = this.find(id);
    this.move('charged-back', order!, this.toChargeBack(order));
  }

  protected expire(order: FlowOrder, now: Date): void {
    const age = now.getTime() - order.createdAt.getTime();
    if (order.status === '1' && order.timeout && age > order.timeout * 1000) order.status = '4';
  }

  #take(order: FlowOrder): Promise<void> {
    const accident = this.accidentOf(order);
    if (accident === 'wrong-amount') order.amount += 1;
    if (accident === 'wrong-currency') order.currency = 'PEN';
    order.status = '2';
    order.paidAt = this.clock();
    this.move('captured', order, order.amount);
    if (accident === 'charged-back') this.chargeBack(order.id);
    return this.#confirm(order, accident);
  }

  #giveBack(order: FlowOrder, refund: FlowRefund): Promise<void> {
    refund.status = 'refunded';
    this.move('refunded', order, refund.amount);
    return this.#tell('refund', refund.callbackUrl, refund.id, this.accidentOf(order));
  }

  #confirm({ confirmationUrl, id }: FlowOrder, accident: PaymentAccident | undefined): Promise<void> {
    return this.#tell('confirmation', confirmationUrl, id, accident);
  }

  /** Says that something happened to a token, and not what: whoever hears it asks. */
  #tell(event: string, to: string, token: string, accident: PaymentAccident | undefined): Promise<void> {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return this.messages.send([{ event, to, headers, body: String(new URLSearchParams({ token })) }], accident);
  }
}

const endOf: Readonly<Record<Exclude<Choice, 'pay' | 'leave'>, OrderStatus>> = {
  decline: '3',
  cancel: '4',
  expire: '4',
  fail: '3',
};
