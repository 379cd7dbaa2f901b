import type { PaymentAccident } from './accidents.ts';
import type { Delivery } from './provider.ts';

/** What a service is told, ready to be sent. */
export interface WebhookMessage {
  event: string;
  /** Where it goes, where each payment has its own address. */
  to?: string;
  body: string;
  headers: Record<string, string>;
}

const mostTries = 5;
const patience = 15_000;

/** Tells a service what happened: at once, late, twice, in another order, or not at all. */
export class Deliveries {
  url: string | undefined;
  readonly #log: Delivery[] = [];
  readonly #onTheirWay = new Set<Promise<void>>();
  #held: { message: WebhookMessage; tries: number }[] = [];

  get log(): readonly Delivery[] {
    return [...this.#log];
  }

  get held(): number {
    return this.#held.length;
  }

  /** Resolves once all were sent, or are held. */
  send(messages: readonly WebhookMessage[], accident: PaymentAccident | undefined): Promise<void> {
    const meant = accident === 'webhook-never' ? [] : messages.filter(({ to }) => to ?? this.url);
    const going = this.#ordered(meant, accident).flatMap((message) =>
      accident === 'webhook-twice' ? [message, message] : [message],
    );
    return this.#track(this.#sendEach(going));
  }

  /** Sends what is held, and tries again what was not taken. */
  async release(): Promise<void> {
    await this.settled();
    const waiting = this.#held;
    this.#held = [];
    await this.#track(
      (async () => {
        for (const { message, tries } of waiting) await this.#deliver(message, tries);
      })(),
    );
  }

  async settled(): Promise<void> {
    while (this.#onTheirWay.size) await Promise.all(this.#onTheirWay);
  }

  clear(): void {
    this.#held = [];
    this.#log.length = 0;
  }

  /** What goes now, in the order in which it goes. The newest first where order is turned: one alone waits for another. */
  #ordered(messages: readonly WebhookMessage[], accident: PaymentAccident | undefined): readonly WebhookMessage[] {
    if (accident !== 'webhook-late' && accident !== 'webhooks-reversed') return messages;
    const before = this.#held.map(({ message }) => message);
    const all = [...before, ...messages];
    const isTurned = accident === 'webhooks-reversed' && all.length > 1;
    this.#held = isTurned ? [] : all.map((message) => ({ message, tries: 0 }));
    return isTurned ? all.reverse() : [];
  }

  async #sendEach(messages: readonly WebhookMessage[]): Promise<void> {
    for (const message of messages) await this.#deliver(message, 0);
  }

  async #deliver(message: WebhookMessage, tries: number): Promise<void> {
    const status = await this.#post(message);
    this.#log.push({ event: message.event, status });
    const isTaken = status >= 200 && status < 300;
    if (!isTaken && tries + 1 < mostTries) this.#held.push({ message, tries: tries + 1 });
  }

  async #post({ to, body, headers }: WebhookMessage): Promise<number> {
    try {
      const signal = AbortSignal.timeout(patience);
      const answer = await fetch(to ?? this.url!, { method: 'POST', body, headers, redirect: 'manual', signal });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return 0;
    }
  }

  #track(going: Promise<void>): Promise<void> {
    const tracked = going.finally(() => this.#onTheirWay.delete(tracked));
    this.#onTheirWay.add(tracked);
    return tracked;
  }
}
