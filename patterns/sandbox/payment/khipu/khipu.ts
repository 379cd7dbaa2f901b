import { createHmac } from 'node:crypto';
import type { PaymentAccident } from '../accidents.ts';
import { Desk } from '../desk.ts';
import type { DeskOptions } from '../desk.ts';
import { choiceUnder, endingAfterPaying } from '../endings.ts';
import type { Ending, WayBack } from '../endings.ts';
import { newName } from '../names.ts';
import type { Choice } from '../provider.ts';
import { KhipuProblem } from './request.ts';
import type { KhipuRequest } from './request.ts';
import { transferAnswer } from './transfer.ts';
import type { Transfer } from './transfer.ts';

/** Khipu’s instant payments, API 3.0 and notifications 3.0, as its documentation and those who use it say. */
export class Khipu extends Desk<Transfer> {
  readonly profile = 'khipu';
  readonly webhooks = 'each-payment';
  readonly baseUrl: string;
  readonly credentials = {
    apiKey: 'invented-key-of-plaza-khipu',
    secret: 'invented-secret-of-plaza-khipu',
  };

  constructor(options: DeskOptions) {
    super(options);
    this.baseUrl = `${options.origin}/payment/${this.profile}`;
  }

  create(request: KhipuRequest, accident: PaymentAccident | undefined): Transfer {
    return this.keep({
      ...request,
      id: newName(12),
      pageKey: newName(26),
      status: 'pending',
      statusDetail: 'pending',
      isExpired: false,
      createdAt: this.clock(),
      accident,
    });
  }

  answerOf(transfer: Transfer): object {
    return transferAnswer(transfer, `${this.baseUrl}/secure/${transfer.pageKey}`);
  }

  async visit(transfer: Transfer): Promise<void> {
    if (this.accidentOf(transfer) !== 'webhook-forged') return;
    const claimed: Transfer = { ...transfer, status: 'done', statusDetail: 'normal', paidAt: this.clock() };
    await this.#notify(claimed, undefined, 'a secret that somebody guessed');
  }

  isOpen({ status, isExpired }: Transfer): boolean {
    return status === 'pending' && !isExpired;
  }

  wayBack({ status, returnUrl, cancelUrl }: Transfer): WayBack {
    return { kind: 'return', url: status === 'pending' ? cancelUrl : returnUrl };
  }

  /** Who gives up or is refused has not ended anything: they can still come again and pay. */
  async choose(transfer: Transfer, wanted: Choice): Promise<Ending> {
    const accident = this.accidentOf(transfer);
    const choice = choiceUnder(accident, wanted);
    if (choice === 'leave') return { kind: 'stay' };
    if (choice === 'expire') transfer.isExpired = true;
    if (choice !== 'pay') {
      if (accident === 'late-success') this.later(() => this.#take(transfer));
      return this.wayBack(transfer);
    }
    const told = accident === 'verifying' ? this.#verify(transfer) : this.#take(transfer);
    if (accident === 'webhook-first') await told;
    return endingAfterPaying(accident, this.wayBack(transfer));
  }

  /** @throws KhipuProblem where it was paid, or is about to be. */
  remove(transfer: Transfer): void {
    if (transfer.status !== 'pending') throw new KhipuProblem('A payment that was made cannot be deleted');
    transfer.isExpired = true;
  }

  /** @throws KhipuProblem where there is not so much to give back. */
  refund(transfer: Transfer, wanted: number | undefined): void {
    const left = this.left(transfer);
    const amount = wanted ?? left;
    if (left === 0 || amount > left || this.accidentOf(transfer) === 'refund-refused')
      throw new KhipuProblem('There is not so much to give back', 400, 'amount');
    if (this.accidentOf(transfer) === 'refund-fails') return;
    const giveBack = () => this.#giveBack(transfer, amount);
    if (this.accidentOf(transfer) === 'refund-pending') this.later(giveBack);
    else giveBack();
  }

  chargeBack(id: string): void {
    const transfer = this.find(id);
    this.move('charged-back', transfer!, this.toChargeBack(transfer));
  }

  protected expire(transfer: Transfer, now: Date): void {
    if (transfer.status === 'pending' && transfer.expiresAt && now > transfer.expiresAt) transfer.isExpired = true;
  }

  async #verify(transfer: Transfer): Promise<void> {
    transfer.status = 'verifying';
    this.later(() => this.#take(transfer));
  }

  #take(transfer: Transfer): Promise<void> {
    const accident = this.accidentOf(transfer);
    if (accident === 'wrong-amount') transfer.amount += 1;
    if (accident === 'wrong-currency') transfer.currency = 'ARS';
    Object.assign(transfer, { status: 'done', statusDetail: 'normal', paidAt: this.clock() });
    this.move('captured', transfer, transfer.amount);
    if (accident === 'charged-back') this.chargeBack(transfer.id);
    return this.#notify(transfer, accident, this.credentials.secret);
  }

  #giveBack(transfer: Transfer, amount: number): void {
    const given = Math.min(amount, this.left(transfer));
    if (given > 0) this.move('refunded', transfer, given);
    if (this.left(transfer) === 0) transfer.statusDetail = 'reversed';
  }

  #notify(transfer: Transfer, accident: PaymentAccident | undefined, secret: string): Promise<void> {
    if (!transfer.notifyUrl) return Promise.resolve();
    const body = JSON.stringify(this.answerOf(transfer));
    const signature = signatureOf(body, this.clock(), secret);
    const headers = { 'Content-Type': 'application/json', 'x-khipu-signature': signature };
    return this.messages.send([{ event: 'payment', to: transfer.notifyUrl, headers, body }], accident);
  }
}

/** `t=` milliseconds, `s=` base64 of HMAC-SHA256 over the time, a point and the body. */
function signatureOf(body: string, at: Date, secret: string): string {
  const time = at.getTime();
  return `t=${time},s=${createHmac('sha256', secret).update(`${time}.${body}`, 'utf8').digest('base64')}`;
}
