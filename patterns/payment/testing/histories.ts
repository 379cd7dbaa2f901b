import fc from 'fast-check';
import { money, obligation } from '../index.ts';
import type { AttemptStatus, Obligation, PaymentEvent, Source } from '../index.ts';

/** What is owed in the tests: 1 500 Chilean pesos. */
export const permit: Obligation = obligation({
  id: 'owed-1',
  subjectRef: 'draft-1',
  procedure: { id: 'permit', version: 1 },
  lines: [{ code: 'permit', label: { en: 'Permit' }, money: money('1500', 'CLP'), tariffVersion: '2026' }],
  validUntil: '2026-12-31T00:00:00Z',
});

/** The ways that an attempt goes in truth, and only the last word of each may be wrong to miss. */
const ways: readonly (readonly AttemptStatus[])[] = [
  ['redirected', 'processing', 'paid'],
  ['redirected', 'processing', 'paid', 'settled'],
  ['redirected', 'processing', 'authorised', 'paid'],
  ['redirected', 'processing', 'authorised', 'cancelled_by_service'],
  ['redirected', 'processing', 'declined'],
  ['redirected', 'processing', 'declined', 'processing', 'paid'],
  ['redirected', 'cancelled_by_payer'],
  ['redirected', 'expired'],
  ['redirected', 'expired', 'paid'],
  ['error_no_money'],
];

/** What the provider knows of an attempt, and what reached us of it: in any order, some words twice, some never. */
export interface History {
  truth: { n: number; last: AttemptStatus }[];
  events: PaymentEvent[];
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 9, minute)).toISOString();
const source: fc.Arbitrary<Source> = fc.constantFrom('create', 'return', 'webhook', 'poll');

const attempt = fc.record({
  way: fc.constantFrom(...ways),
  told: fc.array(fc.tuple(fc.nat({ max: 4 }), source), { maxLength: 6 }),
  asks: source,
  silences: fc.nat({ max: 2 }),
});

/** Any number of attempts, each with its way; the last word of each reached us at least once, and the others may have not. */
export const histories: fc.Arbitrary<History> = fc.array(attempt, { minLength: 1, maxLength: 3 }).chain((attempts) => {
  const all = attempts.flatMap(({ way, told, asks, silences }, index) => {
    const n = index + 1;
    const id = `attempt-${n}`;
    const start: PaymentEvent = {
      kind: 'attempt-started',
      id: `start-${n}`,
      at: at(n * 10),
      attemptId: id,
      n,
      provider: 'played',
      idempotencyKey: `key-${n}`,
      money: permit.total,
    };
    const heard = [...told.filter(([step]) => step < way.length), [way.length - 1, asks] as const];
    const words = heard.map(([step, from], word): PaymentEvent => ({
      kind: 'attempt-observed',
      id: `word-${n}-${word}`,
      at: at(n * 10 + 1 + step),
      attemptId: id,
      source: from,
      status: way[step]!,
    }));
    const silent = Array.from({ length: silences }, (_, word): PaymentEvent => ({
      kind: 'attempt-observed',
      id: `silence-${n}-${word}`,
      at: at(n * 10 + 9),
      attemptId: id,
      source: 'poll',
      status: 'unknown',
    }));
    return [start, ...words, ...silent];
  });
  const again = fc.subarray(all);
  return again
    .chain((twice) => fc.shuffledSubarray([...all, ...twice], { minLength: all.length + twice.length }))
    .map((events) => ({
      truth: attempts.map(({ way }, index) => ({ n: index + 1, last: way.at(-1)! })),
      events,
    }));
});
