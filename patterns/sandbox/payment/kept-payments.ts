import type { DeskPayment } from './desk.ts';

const most = 20_000;

/** The payments of a provider, the oldest first; the oldest goes where there are too many. */
export class KeptPayments<Payment extends DeskPayment> {
  readonly #byId = new Map<string, Payment>();
  readonly #byPage = new Map<string, Payment>();

  get all(): Payment[] {
    return [...this.#byId.values()];
  }

  byId(id: string): Payment | undefined {
    return this.#byId.get(id);
  }

  byPage(key: string): Payment | undefined {
    return this.#byPage.get(key);
  }

  add(payment: Payment): void {
    const oldest = this.#byId.size >= most && this.#byId.values().next().value;
    if (oldest) {
      this.#byId.delete(oldest.id);
      this.#byPage.delete(oldest.pageKey);
    }
    this.#byId.set(payment.id, payment);
    this.#byPage.set(payment.pageKey, payment);
  }

  clear(): void {
    this.#byId.clear();
    this.#byPage.clear();
  }
}
