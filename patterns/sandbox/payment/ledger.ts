/** Money that moved. */
export interface Entry {
  at: Date;
  kind: 'captured' | 'refunded' | 'charged-back';
  /** The provider’s own name for the payment. */
  payment: string;
  /** The service’s own name for it. */
  reference: string;
  /** In the minor unit of the currency. */
  amount: number;
  currency: string;
}

/** What moved in all. */
export interface Moved {
  captured: number;
  refunded: number;
  chargedBack: number;
}

/** All that moved in one currency. */
export interface Sums extends Moved {
  currency: string;
}

/** What really happened to the money, by which a service can be judged. */
export class Ledger {
  readonly #entries: Entry[] = [];
  readonly #byPayment = new Map<string, Entry[]>();

  get entries(): readonly Entry[] {
    return [...this.#entries];
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    this.#byPayment.set(entry.payment, [...(this.#byPayment.get(entry.payment) ?? []), entry]);
  }

  /** How much of one payment moved so. */
  of(payment: string, kind: Entry['kind']): number {
    return sum((this.#byPayment.get(payment) ?? []).filter((entry) => entry.kind === kind));
  }

  sums(): Sums[] {
    const currencies = new Set(this.#entries.map(({ currency }) => currency));
    return [...currencies].map((currency) => {
      const moved = (kind: Entry['kind']) =>
        sum(this.#entries.filter((entry) => entry.currency === currency && entry.kind === kind));
      return {
        currency,
        captured: moved('captured'),
        refunded: moved('refunded'),
        chargedBack: moved('charged-back'),
      };
    });
  }

  clear(): void {
    this.#entries.length = 0;
    this.#byPayment.clear();
  }
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((total, { amount }) => total + amount, 0);
}
