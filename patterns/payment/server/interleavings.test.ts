/** Whatever comes in between, whatever breaks, and in any order: the money is where we say it is. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { stateOf } from '../index.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { PlayedProvider } from '../testing/played-provider.ts';
import type { Fault } from '../testing/played-provider.ts';
import { permit } from '../testing/histories.ts';
import { Payments } from './payments.ts';
import type { PaymentStore } from './payment-store.ts';
import type { PaymentProvider } from './provider.ts';

/** What people, providers and clocks do. */
type Step =
  | { does: 'start' }
  | { does: 'act'; which: number; status: 'paid' | 'declined' | 'cancelled_by_payer' | 'expired' | 'processing' }
  | { does: 'return' | 'webhook'; which: number }
  | { does: 'poll' | 'wait' | 'refund' };

const which = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ does: 'start' }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('act' as const),
      which,
      status: fc.constantFrom('paid', 'paid', 'paid', 'declined', 'cancelled_by_payer', 'expired', 'processing'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('return' as const, 'webhook' as const), which }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('poll' as const, 'wait' as const) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ does: 'refund' }) },
);

const faults = fc.array(
  fc.constantFrom<Fault | 'crash'>(
    undefined,
    undefined,
    undefined,
    'silent-before',
    'silent-after',
    'refuses',
    'crash',
  ),
  { maxLength: 20 },
);

class Crash extends Error {}

/** The process ends at a call: nothing after it is done, and what was done before stays. */
function crashing<Port extends object>(
  port: Port,
  names: readonly (keyof Port)[],
  wait: (name: string) => Promise<void>,
): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const act = (...given: unknown[]): unknown => (value as (...all: unknown[]) => unknown).apply(target, given);
      if (!names.includes(name as keyof Port)) return act;
      return async (...given: unknown[]) => {
        await wait(`before ${String(name)}`);
        const result = await act(...given);
        await wait(`after ${String(name)}`);
        return result;
      };
    },
  });
}

const handle = (store: PaymentStore) => store.handles.make('payment', permit.id);
const wish = { provider: 'played', seen: permit.total, description: 'Permit', language: 'en' };

describe('Payments', () => {
  it('end as the provider has it, and never with more than is owed, whatever comes in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 10 }),
        faults,
        fc.boolean(),
        fc.scheduler(),
        async (rounds, broken, isIdempotent, scheduler) => {
          const provider = Object.assign(new PlayedProvider(), { isIdempotent });
          let time = Date.UTC(2026, 10, 30, 9);
          let isOver = false;
          const next = () => (isOver ? undefined : broken.shift());
          const wait = async (label: string) => {
            if (isOver) return;
            await scheduler.schedule(Promise.resolve(), label);
            if (label.startsWith('after') && broken[0] === 'crash') {
              broken.shift();
              throw new Crash();
            }
          };
          provider.fault = (call) => {
            const fault = next();
            // Who refuses to give back does so each time: what was given back cannot be refused afterwards.
            return fault === 'crash' || (call !== 'create' && fault === 'refuses') ? undefined : fault;
          };
          const store = memoryStore();
          const payments = new Payments({
            store: crashing(store, ['change', 'read', 'due'], wait),
            providers: [
              Object.assign(crashing<PaymentProvider>(provider, ['create', 'read'], wait), {
                refunds: crashing(provider.refunds, ['give', 'read'], wait),
              }),
            ],
            returnUrl: (given) => given,
            now: () => new Date(time),
          });
          await payments.owe(permit);
          /** The addresses that somebody was ever sent to: nobody can pay at another one. */
          const reached: string[] = [];

          const take = async (one: Step): Promise<void> => {
            const ref = 'which' in one ? reached[one.which % reached.length] : undefined;
            switch (one.does) {
              case 'start': {
                const start = await payments.start(handle(store), wish);
                if (start?.kind !== 'go') return;
                const went = start.nextAction.url.split('/').at(-1)!;
                if (!reached.includes(went)) reached.push(went);
                return;
              }
              case 'act':
                if (ref) provider.act(ref, one.status);
                return;
              case 'return':
                if (ref) await payments.comeBack(provider.payments.get(ref)!.asked.returnUrl, new URLSearchParams());
                return;
              case 'webhook':
                if (ref) await payments.hear('played', { body: Buffer.from(`signed ${ref}`), headers: new Headers() });
                return;
              case 'wait':
                time += 45_000;
                return;
              case 'poll':
                time += 5_000;
                await payments.askDue();
                return;
              case 'refund': {
                const { paid } = (await payments.look(handle(store)))!.state;
                const some = {
                  money: { amount: '500', currency: 'CLP' },
                  reason: 'withdrawn',
                  requestedBy: 'clerk',
                  key: 'r1',
                };
                if (paid)
                  await payments.refund(permit.id, some).catch((error: unknown) => {
                    if ((error as { code?: string }).code !== 'refund-too-large') throw error;
                  });
              }
            }
          };

          // Some at once, some after each other, and whoever crashes is gone.
          for (const steps of [[{ does: 'start' } as const], ...rounds])
            await scheduler.waitFor(
              Promise.all(
                steps.map((one) =>
                  take(one).catch((error: unknown) => {
                    if (!(error instanceof Crash)) throw error;
                  }),
                ),
              ),
            );

          // Nobody comes back any more. The clock goes on, and nothing else is broken.
          isOver = true;
          for (const [ref, { status }] of provider.payments)
            if (status === 'redirected' || status === 'processing') provider.act(ref, 'expired');
          for (let round = 0; round < 12; round++) {
            time += 7 * 3600_000;
            await payments.askDue();
          }

          const kept = (await store.read(permit.id))!;
          const state = stateOf(kept.owed, kept.events);
          const says = BigInt(state.captured.amount) - BigInt(state.refunded.amount);
          assert.equal(says, provider.kept, 'what we say was kept is what the provider kept');
          assert.ok(provider.kept <= 1500n, 'nobody pays more than they owe');
          assert.equal(state.live, undefined, 'nothing is left open');
          assert.ok(!['unknown', 'overpaid', 'held', 'processing'].includes(state.status), state.status);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
