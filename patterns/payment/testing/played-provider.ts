import type { Words } from '@plaza-ds/forms';
import type { Money } from '../money/money.ts';
import type { AttemptStatus } from '../state/attempt-status.ts';
import type { Failure } from '../state/events.ts';
import { ProviderProblem } from '../server/provider.ts';
import type { MadePayment, NewPayment, Observation, PaymentProvider } from '../server/provider.ts';

interface Played {
  asked: NewPayment;
  status: Exclude<AttemptStatus, 'created' | 'unknown'>;
  taken: bigint;
  back: Map<string, bigint>;
}

/** What goes wrong with the next call: before anything was done, or after it was done and before we heard of it. */
export type Fault = 'refuses' | 'silent-before' | 'silent-after' | undefined;

/** A provider with a truth of its own: what was paid there and given back, whatever we heard of it. */
export class PlayedProvider implements PaymentProvider {
  readonly name: string;
  readonly label: Words;
  /** Whether people go there by a form, as to Webpay. */
  byForm = false;
  /** What it says beside the status of a payment that failed. */
  failure: Failure | undefined;
  readonly payments = new Map<string, Played>();
  /** What goes wrong with a call, if anything. */
  fault: (call: 'create' | 'read' | 'refund') => Fault = () => undefined;
  /** Whether the same key makes the same payment; some providers make another. */
  isIdempotent = true;
  #keys = new Map<string, string>();
  readonly #prefix: string;

  /** @param prefix What its references begin with. */
  constructor(prefix = 'ref', name = 'played') {
    this.#prefix = prefix;
    this.name = name;
    this.label = { en: name[0]!.toUpperCase() + name.slice(1) };
  }

  takes(money: Money): boolean {
    return money.currency === 'CLP';
  }

  create(asked: NewPayment): Promise<MadePayment> {
    return this.#doing('create', () => {
      const known = this.isIdempotent ? this.#keys.get(asked.idempotencyKey) : undefined;
      const providerRef = known ?? `${this.#prefix}-${this.payments.size + 1}`;
      if (!known) this.payments.set(providerRef, { asked, status: 'redirected', taken: 0n, back: new Map() });
      this.#keys.set(asked.idempotencyKey, providerRef);
      const url = `https://pay.example/${providerRef}`;
      if (this.byForm) return { providerRef, nextAction: { method: 'POST', url, fields: { token: providerRef } } };
      return { providerRef, nextAction: { method: 'GET', url } };
    });
  }

  read({ providerRef }: { providerRef: string }): Promise<Observation> {
    return this.#doing('read', () => {
      const { status, taken, asked } = this.payments.get(providerRef)!;
      const money = { amount: String(taken), currency: asked.money.currency };
      return { status, ...(taken && { money }), ...(this.failure && { failure: this.failure }) };
    });
  }

  /** Whoever asks with another amount left than there is, is refused: also who asks twice. */
  refunds: NonNullable<PaymentProvider['refunds']> = {
    give: ({ idempotencyKey, money }, { providerRef }, left) =>
      this.#doing('refund', () => {
        const payment = this.payments.get(providerRef)!;
        if (BigInt(left.amount) !== leftAt(payment)) throw new ProviderProblem('refused', 'another-amount');
        payment.back.set(idempotencyKey, BigInt(money.amount));
        return { status: 'done', providerRef: `refund-${idempotencyKey}` };
      }),
    read: ({ idempotencyKey }, { providerRef }) =>
      this.#doing('read', () => {
        const isThere = this.payments.get(providerRef)!.back.has(idempotencyKey);
        return isThere ? { status: 'done', providerRef: `refund-${idempotencyKey}` } : undefined;
      }),
  };

  hear({ body }: { body: Uint8Array }): string | undefined {
    const text = Buffer.from(body).toString();
    return text.startsWith('signed ') ? text.slice('signed '.length) : undefined;
  }

  /** What a person does there. Whoever has paid cannot pay once more. */
  act(providerRef: string, status: Played['status']): void {
    const payment = this.payments.get(providerRef);
    if (!payment || payment.taken) return;
    payment.status = status;
    if (status === 'paid') payment.taken = BigInt(payment.asked.money.amount);
  }

  /** All that was taken and not given back. */
  get kept(): bigint {
    return [...this.payments.values()].reduce((sum, payment) => sum + leftAt(payment), 0n);
  }

  async #doing<Said>(call: 'create' | 'read' | 'refund', work: () => Said): Promise<Said> {
    const fault = this.fault(call);
    if (fault === 'refuses') throw new ProviderProblem('refused', 'no');
    if (fault === 'silent-before') throw new ProviderProblem('silent', 'timeout');
    const said = work();
    if (fault === 'silent-after') throw new ProviderProblem('silent', 'timeout');
    return said;
  }
}

function leftAt({ taken, back }: Played): bigint {
  return [...back.values()].reduce((left, one) => left - one, taken);
}
