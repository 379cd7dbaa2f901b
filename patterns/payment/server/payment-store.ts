import type { Obligation } from '../obligation.ts';
import type { PaymentEvent } from '../state/events.ts';
import type { Handles } from './handles.ts';

/** All that is kept of one payment. */
export interface KeptPayment {
  /** What people say when they ask about it, and what shows that a receipt is ours: `7KD-4MX-92P`. It opens nothing. */
  reference: string;
  owed: Obligation;
  events: readonly PaymentEvent[];
}

/** Which attempt of which payment. */
export interface AttemptPlace {
  obligationId: string;
  attemptId: string;
}

/** What is written, at once or not at all. */
export interface Change<Result> {
  events?: readonly PaymentEvent[];
  /** What is owed, where it changed: a waiver, another tariff. */
  owed?: Obligation;
  /** When an attempt has to be asked about next; `undefined` in it, when it is over. */
  askAt?: Readonly<Record<string, Date | undefined>>;
  result: Result;
}

/** Where payments are kept. */
export interface PaymentStore {
  readonly handles: Handles;
  /** Keeps what is owed; what is there under this id already stays as it is. */
  add(owed: Obligation): Promise<void>;
  read(obligationId: string): Promise<KeptPayment | undefined>;
  /**
   * Changes one payment while nobody else can: two tabs, a message and a person who comes back all wait for each other.
   *
   * @param work Without waiting for anything; it may be run again.
   */
  change<Result>(obligationId: string, work: (kept: KeptPayment) => Change<Result>): Promise<Result | undefined>;
  /** Which payment has this handle. */
  withHandle(handle: string): Promise<string | undefined>;
  /** Which payment has this reference. */
  withReference(reference: string): Promise<string | undefined>;
  /** Which attempt comes back by this handle. */
  withReturnHandle(handle: string): Promise<AttemptPlace | undefined>;
  /** The payment that a provider calls by this name. */
  named(provider: string, providerRef: string): Promise<AttemptPlace | undefined>;
  /** The attempts that have to be asked about by now. Who takes them has them for a while alone. */
  due(now: Date, most: number): Promise<AttemptPlace[]>;
}
