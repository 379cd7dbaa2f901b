import { isOnThisMachine } from '../identity/loopback.ts';
import { paymentAccidentsOf } from './accidents.ts';
import type { PaymentAccident } from './accidents.ts';
import { Deliveries } from './deliveries.ts';
import type { Ending, WayBack } from './endings.ts';
import { KeptPayments } from './kept-payments.ts';
import { Ledger } from './ledger.ts';
import type { Entry, Moved } from './ledger.ts';
import type { Choice, Clock, PaymentLeg, PaymentProfile, PaymentProvider, PlayedPayment } from './provider.ts';

/** A payment as the provider itself keeps it. */
export interface DeskPayment extends PlayedPayment {
  description: string;
  /** Names its page, and cannot be guessed. */
  pageKey: string;
  /** What goes wrong with this one alone. */
  accident: PaymentAccident | undefined;
}

export interface DeskOptions {
  origin: string;
  clock: Clock;
  /** Lets somebody wait, where the provider is slow. */
  pause(): Promise<void>;
}

/** What every provider has: its payments, what goes wrong, what was moved and what was told. */
export abstract class Desk<Payment extends DeskPayment = DeskPayment> implements PaymentProvider {
  abstract readonly profile: PaymentProfile;
  abstract readonly baseUrl: string;
  abstract readonly credentials: Readonly<Record<string, string>>;
  abstract readonly webhooks: PaymentProvider['webhooks'];
  readonly clock: Clock;
  readonly pause: () => Promise<void>;
  protected readonly ledger = new Ledger();
  protected readonly messages = new Deliveries();
  readonly #kept = new KeptPayments<Payment>();
  readonly #next: PaymentAccident[] = [];
  readonly #asked = { create: 0, commit: 0, status: 0, refund: 0 };
  #standing: PaymentAccident | undefined;
  #later: (() => Promise<void> | void)[] = [];

  constructor({ clock, pause }: DeskOptions) {
    this.clock = clock;
    this.pause = () => pause();
  }

  /** Somebody opened the page. */
  abstract visit(payment: Payment): Promise<void>;
  /** Whether something can still happen on the page. */
  abstract isOpen(payment: Payment): boolean;
  abstract wayBack(payment: Payment): WayBack;
  /** Something happened on the page. */
  abstract choose(payment: Payment, choice: Choice): Promise<Ending>;
  abstract chargeBack(id: string): void;

  get accidents(): readonly PaymentAccident[] {
    return paymentAccidentsOf(this.profile);
  }

  get accident(): PaymentAccident | undefined {
    return this.#standing;
  }

  get webhookUrl(): string | undefined {
    return this.messages.url;
  }

  set webhookUrl(url: string | undefined) {
    if (url !== undefined && this.webhooks !== 'one-address') throw impossible('A webhook', this.profile);
    if (url !== undefined && !isOnThisMachine(url))
      throw Object.assign(new Error(`Webhooks go to this machine alone, not to "${url}".`), {
        code: 'not-on-this-machine',
      });
    this.messages.url = url;
  }

  get held(): number {
    return this.messages.held + this.#later.length;
  }

  behave(accident: PaymentAccident | undefined, { next = false }: { next?: boolean } = {}): void {
    if (accident && !this.accidents.includes(accident)) throw impossible(`"${accident}"`, this.profile);
    if (!next) this.#standing = accident;
    else if (accident) this.#next.push(accident);
  }

  payments(): readonly PlayedPayment[] {
    return this.all().map(({ id, reference, amount, currency, status, createdAt, returnUrl }) => ({
      id,
      reference,
      amount,
      currency,
      status,
      createdAt,
      returnUrl,
    }));
  }

  entries(): readonly Entry[] {
    return this.ledger.entries;
  }

  sums() {
    return this.ledger.sums();
  }

  asked(): Readonly<Record<PaymentLeg, number>> {
    return { ...this.#asked };
  }

  deliveries() {
    return this.messages.log;
  }

  async release(): Promise<void> {
    const waiting = this.#later;
    this.#later = [];
    for (const each of waiting) await each();
    await this.messages.release();
  }

  settled(): Promise<void> {
    return this.messages.settled();
  }

  reset(): void {
    for (const each of [this.#kept, this.ledger, this.messages]) each.clear();
    this.#next.length = 0;
    this.#later = [];
    this.#standing = undefined;
    Object.assign(this.#asked, { create: 0, commit: 0, status: 0, refund: 0 });
  }

  /** Every payment as it stands now. */
  all(): Payment[] {
    return this.#kept.all.map((payment) => this.#now(payment));
  }

  find(id: string): Payment | undefined {
    const payment = this.#kept.byId(id);
    return payment && this.#now(payment);
  }

  findPage(key: string): Payment | undefined {
    const payment = this.#kept.byPage(key);
    return payment && this.#now(payment);
  }

  count(leg: PaymentLeg): void {
    this.#asked[leg] += 1;
  }

  /** What goes wrong with the payment that is about to be created, and with no other. */
  takeNext(): PaymentAccident | undefined {
    return this.#next.shift();
  }

  /** What goes wrong with a payment now. */
  accidentOf(payment: DeskPayment | undefined): PaymentAccident | undefined {
    return payment?.accident ?? this.#standing;
  }

  /** What really moved of one payment. */
  movedOf(id: string): Moved {
    return {
      captured: this.ledger.of(id, 'captured'),
      refunded: this.ledger.of(id, 'refunded'),
      chargedBack: this.ledger.of(id, 'charged-back'),
    };
  }

  /** What was taken of a payment, and not given back or taken back. */
  left({ id }: PlayedPayment): number {
    const { captured, refunded, chargedBack } = this.movedOf(id);
    return captured - refunded - chargedBack;
  }

  /** Ends what the time has ended. */
  protected abstract expire(payment: Payment, now: Date): void;

  protected keep(payment: Payment): Payment {
    this.#kept.add(payment);
    return payment;
  }

  /** Money moves. */
  protected move(kind: Entry['kind'], { id, reference, currency }: DeskPayment, amount: number): void {
    this.ledger.add({ at: this.clock(), kind, payment: id, reference, amount, currency });
  }

  /** Happens once what waits is released. */
  protected later(act: () => Promise<void> | void): void {
    this.#later.push(act);
  }

  /** The money to take back from a payment. */
  protected toChargeBack(payment: Payment | undefined): number {
    const amount = payment ? this.left(payment) : 0;
    if (amount > 0) return amount;
    throw Object.assign(new Error('There is no money to take back.'), { code: 'nothing-captured' });
  }

  #now(payment: Payment): Payment {
    this.expire(payment, this.clock());
    return payment;
  }
}

function impossible(what: string, profile: PaymentProfile): Error {
  return Object.assign(new Error(`${what} cannot be had at ${profile}.`), { code: 'impossible-here' });
}
