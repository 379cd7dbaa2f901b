import type { PaymentAccident } from './accidents.ts';
import type { Entry, Sums } from './ledger.ts';

/** The ways of providers in life. */
export const paymentProfiles = ['govuk-pay', 'webpay', 'flow', 'khipu', 'stripe'] as const;

export type PaymentProfile = (typeof paymentProfiles)[number];

/** Says what time it is. */
export type Clock = () => Date;

/** What a service asks a provider for. */
export type PaymentLeg = 'create' | 'commit' | 'status' | 'refund';

/** What happens on the page of the provider. */
export const choices = ['pay', 'decline', 'cancel', 'expire', 'fail', 'leave'] as const;

export type Choice = (typeof choices)[number];

/** One payment, as far as every provider has it. */
export interface PlayedPayment {
  /** The provider’s own name for it: a `payment_id`, a token. */
  id: string;
  /** The service’s own name for it: a reference, an order. */
  reference: string;
  /** In the minor unit of the currency: pence, or whole pesos. */
  amount: number;
  currency: string;
  /** In the provider’s own word. */
  status: string;
  createdAt: Date;
  returnUrl: string;
}

/** One message to the service, as it went. */
export interface Delivery {
  /** The provider’s name for what happened. */
  event: string;
  /** What the service answered; 0 where it could not be reached. */
  status: number;
}

/** One provider that takes payments, and misbehaves when asked to. */
export interface PaymentProvider {
  profile: PaymentProfile;
  /** Where the client of a service finds it. */
  baseUrl: string;
  /** What a service proves itself by, by the provider’s own names. Invented, and no secret. */
  credentials: Readonly<Record<string, string>>;
  /** What can go wrong here. */
  accidents: readonly PaymentAccident[];
  /** What goes wrong now; undefined where all is well. */
  readonly accident: PaymentAccident | undefined;
  /** Where it tells the service by itself what happened: at one address, at one that comes with each payment, or nowhere. */
  readonly webhooks: 'one-address' | 'each-payment' | 'none';
  /**
   * The one address. On loopback; undefined for nowhere.
   *
   * @throws Error with the code `not-on-this-machine`: nothing of the sandbox goes anywhere else. With the code `impossible-here`
   * where there is no such address.
   */
  webhookUrl: string | undefined;
  /**
   * From now on this goes wrong, or nothing does.
   *
   * @param options.next Only with the next payment that is created, and with all its steps.
   * @throws Error with the code `impossible-here` for what this provider cannot do in life.
   */
  behave(accident: PaymentAccident | undefined, options?: { next?: boolean }): void;
  /** What was asked of it to take, the oldest first. */
  payments(): readonly PlayedPayment[];
  /** What it really took and gave back, the oldest first, whatever anybody was told. */
  entries(): readonly Entry[];
  sums(): Sums[];
  /** How often it was asked for what. */
  asked(): Readonly<Record<PaymentLeg, number>>;
  /** What it told the service, the oldest first. */
  deliveries(): readonly Delivery[];
  /** How much waits: messages that are late or were not taken, and what ends only later. */
  readonly held: number;
  /** Lets happen what waits, and tries again what the service did not take. Resolves once it has. */
  release(): Promise<void>;
  /** Resolves once nothing is on its way to the service. */
  settled(): Promise<void>;
  /**
   * The bank of the person takes the money back.
   *
   * @throws Error with the code `nothing-captured` where there is none to take.
   */
  chargeBack(id: string): void;
  /** As after a start: nothing goes wrong, nothing was paid. Where the service is told stays. */
  reset(): void;
}
