import { Person } from '../../identity/person.ts';
import type { Choice, PaymentProvider } from '../provider.ts';

export interface PayAnswer {
  status: number;
  body: Record<string, never> & { payment_id: string; _links: Record<string, { href: string } | undefined> };
}

/** A service for the tests, that asks GOV.UK Pay as its documentation says. */
export class PayService {
  readonly returnUrl = 'http://localhost:3999/return/handle';
  readonly #provider: PaymentProvider;

  constructor(provider: PaymentProvider) {
    this.#provider = provider;
  }

  async ask(method: string, path: string, body?: object | string, headers: Record<string, string> = {}) {
    const answer = await fetch(`${this.#provider.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#provider.credentials.apiKey}`, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined } as PayAnswer;
  }

  create(more: object = {}, headers: Record<string, string> = {}): Promise<PayAnswer> {
    const { returnUrl: return_url } = this;
    const request = { amount: 1500, reference: 'ABCD-1234', description: 'A permit', return_url, ...more };
    return this.ask('POST', '/v1/payments', request, headers);
  }

  get({ body: { payment_id: id } }: PayAnswer): Promise<PayAnswer> {
    return this.ask('GET', `/v1/payments/${id}`);
  }

  /** Somebody goes to the page and chooses what happens, as far as the way back to the service. */
  async choose({ body: { _links: links } }: PayAnswer, choice: Choice): Promise<Person> {
    const person = await new Person().open(links.next_url!.href);
    return person.press({ choice }, this.returnUrl);
  }

  /** A payment that was paid. */
  async paid(more: object = {}): Promise<PayAnswer> {
    const created = await this.create(more);
    await this.choose(created, 'pay');
    return this.get(created);
  }
}
