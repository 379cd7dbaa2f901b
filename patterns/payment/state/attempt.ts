import { compare } from '../money/money.ts';
import type { Money } from '../money/money.ts';
import { isCaptured, rankOf } from './attempt-status.ts';
import type { AttemptStatus } from './attempt-status.ts';
import type { AttemptObserved, AttemptStarted, Failure, Method, NextAction, PaymentEvent, Source } from './events.ts';
import { strongest } from './strongest.ts';

/** One attempt to pay, as it stands. */
export interface Attempt {
  id: string;
  n: number;
  provider: string;
  idempotencyKey: string;
  /** What was asked for. */
  money: Money;
  startedAt: string;
  /** BCP 47 tag of the page on which it began. */
  language?: string;
  status: AttemptStatus;
  statusAt: string;
  statusSource: Source;
  providerRef?: string;
  method?: Method;
  authorisationCode?: string;
  failure?: Failure;
  nextAction?: NextAction;
  expiresAt?: string;
  /** What was taken; nothing, if nothing was. */
  captured?: Money;
  /** When it was first taken, however often the provider said so afterwards. */
  capturedAt?: string;
  /** What was taken or set aside is not what was asked for: nothing goes on before somebody has looked at it. */
  differs: boolean;
}

/** The attempts of what is owed, by their number. What is said of one whose beginning was not yet read waits for it. */
export function attemptsOf(events: readonly PaymentEvent[]): Attempt[] {
  const observed = events.filter((event) => event.kind === 'attempt-observed');
  return events
    .filter((event) => event.kind === 'attempt-started')
    .map((start) =>
      attemptFrom(
        start,
        observed.filter(({ attemptId }) => attemptId === start.attemptId),
      ),
    )
    .sort((one, other) => one.n - other.n || (one.id < other.id ? -1 : 1));
}

function attemptFrom(start: AttemptStarted, observed: readonly AttemptObserved[]): Attempt {
  const { attemptId, n, provider, idempotencyKey, money, at, language } = start;
  const best = strongest(observed, ({ status }) => rankOf(status));
  const taken = saidOf(observed, ({ status }) => isCaptured(status), money);
  const setAside = saidOf(observed, ({ status }) => isCaptured(status) || status === 'authorised', money);
  return {
    id: attemptId,
    n,
    provider,
    idempotencyKey,
    money,
    startedAt: at,
    ...(language !== undefined && { language }),
    status: best?.status ?? 'created',
    statusAt: best?.at ?? at,
    statusSource: best?.source ?? 'create',
    ...known(observed, 'providerRef'),
    ...known(observed, 'method'),
    ...known(observed, 'authorisationCode'),
    ...known(observed, 'nextAction'),
    ...known(observed, 'expiresAt'),
    ...(best?.failure && { failure: best.failure }),
    ...(taken && { captured: taken, capturedAt: firstOf(observed.filter(({ status }) => isCaptured(status))) }),
    differs: Boolean(setAside && (setAside.currency !== money.currency || compare(setAside, money) !== 0)),
  };
}

/** The amount by the word that says most, of those that count; what was asked for, where the provider says no amount. */
function saidOf(
  observed: readonly AttemptObserved[],
  counts: (one: AttemptObserved) => boolean,
  asked: Money,
): Money | undefined {
  const counted = observed.filter(counts);
  if (!counted.length) return undefined;
  const withAmount = counted.filter(({ money }) => money);
  return strongest(withAmount, ({ status }) => rankOf(status))?.money ?? asked;
}

/** The earliest of some happenings; of two at once, the one that two computers agree on. */
function firstOf(observed: readonly AttemptObserved[]): string {
  const times = observed.map(({ at }) => at).sort();
  return times.reduce((first, at) => (Date.parse(at) < Date.parse(first) ? at : first));
}

/** What one word leaves out, another may have said. */
function known<Key extends 'providerRef' | 'method' | 'authorisationCode' | 'nextAction' | 'expiresAt'>(
  observed: readonly AttemptObserved[],
  key: Key,
): Pick<AttemptObserved, Key> | object {
  const said = strongest(
    observed.filter((one) => one[key] !== undefined),
    ({ status }) => rankOf(status),
  );
  return said ? { [key]: said[key] } : {};
}
