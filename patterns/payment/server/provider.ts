import type { Words } from '@plaza-ds/forms';
import type { Money } from '../money/money.ts';
import type { Attempt } from '../state/attempt.ts';
import type { AttemptStatus } from '../state/attempt-status.ts';
import type { Failure, Method, NextAction, RefundObserved } from '../state/events.ts';
import type { Refund } from '../state/refunds.ts';

/** What a provider is asked for. */
export interface NewPayment {
  /** Ours, of at most 26 characters: some providers take no more. It says nothing of the person. */
  reference: string;
  money: Money;
  description: string;
  /** Where the browser comes back to. It carries nothing but a handle that nobody can guess. */
  returnUrl: string;
  idempotencyKey: string;
  /** BCP 47 tag of the page. */
  language: string;
}

/** What a provider made of it. */
export interface MadePayment {
  providerRef: string;
  nextAction: NextAction;
  /** As RFC 3339 in UTC. */
  expiresAt?: string;
}

/** What a provider says of a payment when it is asked. */
export interface Observation {
  status: Exclude<AttemptStatus, 'created'>;
  providerRef?: string;
  money?: Money;
  method?: Method;
  authorisationCode?: string;
  failure?: Failure;
  /** When it happened there, as RFC 3339 in UTC; now, if the provider does not say. */
  at?: string;
}

export type RefundObservation = Pick<RefundObserved, 'status' | 'providerRef'>;

/** Somebody who takes money for the agency, with the differences between them inside. */
export interface PaymentProvider {
  /** In addresses and in what is stored: small letters, digits and hyphens. */
  name: string;
  /** What people call it. */
  label: Words;
  /** Whether it takes this amount; some have a least and a most, or one currency. */
  takes(money: Money): boolean;
  /**
   * Makes a payment to which a person can be sent.
   *
   * @throws {ProviderProblem}
   */
  create(payment: NewPayment): Promise<MadePayment>;
  /**
   * Asks what has become of one. Nothing is known by any other way.
   *
   * @throws {ProviderProblem}
   */
  read(attempt: Attempt & { providerRef: string }): Promise<Observation>;
  /**
   * What has to be done when a browser comes back, where asking is not enough: Webpay wants a commit. Without it, `read`.
   *
   * @param came What came with the browser. It proves nothing.
   * @throws {ProviderProblem}
   */
  comeBack?(attempt: Attempt & { providerRef: string }, came: URLSearchParams): Promise<Observation>;
  /** Which payment a message is about, if the message is the provider's own; undefined for any other. */
  hear?(message: { body: Uint8Array; headers: Headers }): Promise<string | undefined> | string | undefined;
  /** How money is given back; without it, a person does it. */
  refunds?: {
    /**
     * Gives money back. It is asked for once, and again only where `read` knows nothing of it.
     *
     * @param left What could still be given back before this refund: a provider that has another amount refuses.
     * @throws {ProviderProblem}
     */
    give(refund: Refund, attempt: Attempt & { providerRef: string }, left: Money): Promise<RefundObservation>;
    /**
     * What has become of one; undefined where the provider never heard of it.
     *
     * @throws {ProviderProblem}
     */
    read(refund: Refund, attempt: Attempt & { providerRef: string }): Promise<RefundObservation | undefined>;
  };
}

/** A provider did not do what it was asked for. */
export class ProviderProblem extends Error {
  /** `refused`: it said no, and did nothing. `silent`: nobody knows whether it did. */
  readonly kind: 'refused' | 'silent';
  readonly code: string;

  constructor(kind: 'refused' | 'silent', code: string, cause?: unknown) {
    super(`The provider ${kind === 'refused' ? 'refused' : 'did not answer'} (${code}).`, { cause });
    this.name = 'ProviderProblem';
    this.kind = kind;
    this.code = code;
  }
}
