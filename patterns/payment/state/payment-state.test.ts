import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { attemptStatuses, isCaptured, money, obligation, stateOf } from '../index.ts';
import type { AttemptStatus, PaymentEvent } from '../index.ts';
import { histories, permit } from '../testing/histories.ts';

const runs = { numRuns: 10_000 };
const clp = (amount: number) => money(String(amount), 'CLP');
let written = 0;
const stamp = () => ({ id: `event-${++written}`, at: `2026-11-30T09:00:${String(written % 60).padStart(2, '0')}Z` });

function started(n = 1): PaymentEvent {
  return {
    ...stamp(),
    kind: 'attempt-started',
    attemptId: `a${n}`,
    n,
    provider: 'played',
    idempotencyKey: `k${n}`,
    money: permit.total,
  };
}

function observed(status: AttemptStatus, more: object = {}): PaymentEvent {
  return { ...stamp(), kind: 'attempt-observed', attemptId: 'a1', source: 'webhook', status, ...more };
}

function asked(refundId: string, amount: number, attemptId = 'a1'): PaymentEvent {
  const request = {
    attemptId,
    idempotencyKey: refundId,
    money: clp(amount),
    reason: 'withdrawn',
    requestedBy: 'clerk-1',
  };
  return { ...stamp(), kind: 'refund-requested', refundId, ...request };
}

function refund(refundId: string, status: 'pending' | 'done' | 'failed'): PaymentEvent {
  return { ...stamp(), kind: 'refund-observed', refundId, source: 'poll', status };
}

function dispute(status: 'open' | 'won' | 'lost'): PaymentEvent {
  return {
    ...stamp(),
    kind: 'dispute-observed',
    disputeId: 'd1',
    attemptId: 'a1',
    source: 'webhook',
    status,
    money: clp(1500),
  };
}

const statusOf = (...events: PaymentEvent[]) => stateOf(permit, events).status;

describe('Any order and any repetition of what we hear', () => {
  it('ends in the same state', () => {
    fc.assert(
      fc.property(histories, ({ events }) => {
        const inOrder = [...new Set(events)].sort((one, other) => (one.at + one.id < other.at + other.id ? -1 : 1));
        assert.equal(JSON.stringify(stateOf(permit, events)), JSON.stringify(stateOf(permit, inOrder)));
      }),
      runs,
    );
  });

  it('takes a late success for a success, and counts exactly the money that the provider took', () => {
    fc.assert(
      fc.property(histories, ({ events, truth }) => {
        const state = stateOf(permit, events);
        const taken = truth.filter(({ last }) => isCaptured(last));
        assert.equal(state.captured.amount, String(1500 * taken.length));
        assert.equal(state.paid?.n, taken[0]?.n);
        assert.equal(state.due.amount, taken.length ? '0' : '1500');
        assert.equal(state.tooMuch.amount, String(1500 * Math.max(0, taken.length - 1)));
        assert.equal(state.status === 'overpaid', taken.length > 1);
      }),
      runs,
    );
  });

  it('never forgets what it knew: one word more takes no money away', () => {
    fc.assert(
      fc.property(histories, ({ events }) => {
        const captured = events.map((_, count) => BigInt(stateOf(permit, events.slice(0, count + 1)).captured.amount));
        assert.ok(captured.every((amount, index) => index === 0 || amount >= captured[index - 1]!));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('An attempt', () => {
  it('stands by the word that beats the others', () => {
    for (const [index, first] of attemptStatuses.entries())
      for (const second of attemptStatuses.slice(index))
        for (const pair of [
          [observed(first), observed(second)],
          [observed(second), observed(first)],
        ])
          assert.equal(stateOf(permit, [started(), ...pair]).attempts[0]!.status, second);
  });

  it('is not known before it began here, and what was said of it is not lost', () => {
    const paid = observed('paid');
    assert.equal(statusOf(paid), 'quoted');
    assert.equal(statusOf(paid, started()), 'paid');
  });

  it('is paid, though our last question got no answer', () => {
    assert.equal(statusOf(started(), observed('redirected'), observed('unknown')), 'unknown');
    assert.equal(statusOf(started(), observed('paid'), observed('unknown')), 'paid');
  });

  it('keeps what only one of several words said', () => {
    const method = { kind: 'card', brand: 'visa', last4: '4242' };
    const [attempt] = stateOf(permit, [
      started(),
      observed('processing', { providerRef: 'ref-1' }),
      observed('paid', { method, authorisationCode: '1213' }),
      observed('settled'),
    ]).attempts;
    assert.equal(attempt!.status, 'settled');
    assert.deepEqual([attempt!.providerRef, attempt!.method, attempt!.authorisationCode], ['ref-1', method, '1213']);
  });

  it('says whether money was taken only by the word that it stands by', () => {
    const failure = { code: 'P0010', retryable: true, moneyTaken: 'no' };
    const declined = observed('declined', { failure });
    assert.equal(stateOf(permit, [started(), declined]).attempts[0]!.failure!.code, 'P0010');
    assert.equal(stateOf(permit, [started(), declined, observed('paid')]).attempts[0]!.failure, undefined);
  });

  it('keeps the later of two words that say as much', () => {
    const [first, second] = [
      observed('paid', { authorisationCode: '1' }),
      observed('paid', { authorisationCode: '2' }),
    ];
    const later = { ...second, at: '2026-11-30T12:59:00+03:00' } as PaymentEvent;
    for (const events of [
      [first, later],
      [later, first],
    ])
      assert.equal(stateOf(permit, [started(), ...events]).attempts[0]!.authorisationCode, '2');
  });

  it('is live until it ends', () => {
    const ends = attemptStatuses.filter((status) => !stateOf(permit, [started(), observed(status)]).live);
    assert.equal(
      ends.join(' '),
      'expired cancelled_by_payer cancelled_by_service declined error_no_money paid settled',
    );
    assert.equal(stateOf(permit, [started(), observed('declined'), started(2)]).live?.n, 2);
  });

  it('is held where another amount or another currency was taken or set aside', () => {
    for (const status of ['authorised', 'paid', 'settled'] as const)
      for (const other of [clp(1499), clp(1501), money('1500', 'EUR')])
        assert.equal(statusOf(started(), observed(status, { money: other })), 'held');
    assert.equal(statusOf(started(), observed('paid', { money: clp(1500) })), 'paid');
    assert.equal(statusOf(started(), observed('processing', { money: clp(1) })), 'processing');
  });

  it('after one that failed is the one that counts', () => {
    const second = { attemptId: 'a2' };
    assert.equal(statusOf(started(), observed('declined'), started(2)), 'created');
    assert.equal(statusOf(started(), observed('declined'), started(2), observed('expired', second)), 'expired');
    assert.equal(statusOf(started(), observed('declined'), started(2), observed('paid', second)), 'paid');
  });
});

describe('Money that goes back', () => {
  const paid = () => [started(), observed('paid')];

  it('is on its way, then back, in part or whole', () => {
    assert.equal(statusOf(...paid(), asked('r1', 500)), 'refund_pending');
    assert.equal(statusOf(...paid(), asked('r1', 500), refund('r1', 'pending')), 'refund_pending');
    assert.equal(statusOf(...paid(), asked('r1', 500), refund('r1', 'done')), 'part_refunded');
    assert.equal(statusOf(...paid(), asked('r1', 1500), refund('r1', 'done')), 'refunded');
    const twice = [asked('r1', 500), refund('r1', 'done'), asked('r2', 1000), refund('r2', 'done')];
    assert.equal(statusOf(...paid(), ...twice), 'refunded');
  });

  it('is not owed again', () => {
    const state = stateOf(permit, [...paid(), asked('r1', 1500), refund('r1', 'done')]);
    assert.deepEqual([state.due.amount, state.refunded.amount, state.tooMuch.amount], ['0', '1500', '0']);
  });

  it('is still here where giving it back failed, until another try is under way', () => {
    const failed = [...paid(), asked('r1', 1500), refund('r1', 'failed')];
    assert.equal(statusOf(...failed), 'refund_failed');
    assert.equal(stateOf(permit, failed).refunded.amount, '0');
    assert.equal(statusOf(...failed, asked('r2', 1500)), 'refund_pending');
    assert.equal(statusOf(...failed, asked('r2', 1500), refund('r2', 'done')), 'refunded');
  });

  it('came back, though somebody says later that it is still on its way', () =>
    assert.equal(statusOf(...paid(), asked('r1', 1500), refund('r1', 'done'), refund('r1', 'pending')), 'refunded'));

  it('is told in the order in which it was asked for, whatever reached us first', () => {
    const [first, second] = [asked('r1', 500), asked('r0', 1000)];
    const refunds = stateOf(permit, [...paid(), second!, first!, refund('r0', 'failed')]).refunds;
    assert.equal(refunds.map(({ id }) => id).join(' '), 'r1 r0');
  });

  it('that was paid twice leaves it paid', () => {
    const twice = [...paid(), started(2), observed('paid', { attemptId: 'a2' })];
    assert.equal(statusOf(...twice), 'overpaid');
    assert.equal(stateOf(permit, twice).tooMuch.amount, '1500');
    const back = [asked('r1', 1500, 'a2'), refund('r1', 'done')];
    assert.equal(statusOf(...twice, back[0]!), 'refund_pending');
    assert.equal(statusOf(...twice, ...back), 'paid');
    assert.equal(statusOf(...twice, back[0]!, refund('r1', 'failed')), 'overpaid');
  });

  it('is disputed until the bank gives in', () => {
    assert.equal(statusOf(...paid(), dispute('open')), 'disputed');
    assert.equal(statusOf(...paid(), dispute('lost')), 'disputed');
    assert.equal(statusOf(...paid(), dispute('won'), dispute('open')), 'paid');
  });
});

describe('What is owed', () => {
  it('is only quoted before anybody tries', () => assert.equal(statusOf(), 'quoted'));

  it('is paid in part where the amount rose afterwards', () => {
    const risen = obligation({ ...permit, lines: [{ ...permit.lines[0]!, money: clp(1800) }] });
    const state = stateOf(risen, [started(), observed('paid')]);
    assert.deepEqual([state.status, state.due.amount], ['part_paid', '300']);
    assert.equal(stateOf(risen, [started(), observed('paid'), started(2)]).status, 'created');
  });

  it('is nothing where it is waived or free, and what was paid all the same goes back', () => {
    const waived = { ...permit, waiver: { reason: { en: 'Pensioner' } } };
    assert.equal(stateOf(waived, []).status, 'nothing_to_pay');
    assert.equal(stateOf(waived, []).due.amount, '0');
    assert.equal(stateOf(waived, [started(), observed('paid')]).status, 'overpaid');
    const lines = [{ ...permit.lines[0]!, money: clp(0) }];
    assert.equal(stateOf(obligation({ ...permit, lines }), []).status, 'nothing_to_pay');
  });
});
