/** Each provider at the sandbox, over HTTP: what people choose there, and everything that can go wrong. */
import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { amountAt, profiles, SandboxPayer } from '../../testing/sandbox-payer.ts';
import type { Choice, Profile } from '../../testing/sandbox-payer.ts';

const payer = new SandboxPayer();
await payer.open();
after(() => payer.close());
beforeEach(() => payer.begin());

/** Where it stands as soon as the person is back; where it stands in the end. */
const ends: Readonly<Record<Profile, Partial<Record<Choice, [soon: string, finally_: string]>>>> = {
  'govuk-pay': {
    pay: ['paid', 'paid'],
    decline: ['declined', 'declined'],
    cancel: ['cancelled_by_payer', 'cancelled_by_payer'],
    expire: ['expired', 'expired'],
    fail: ['error_no_money', 'error_no_money'],
    leave: ['redirected', 'expired'],
  },
  webpay: {
    pay: ['paid', 'paid'],
    decline: ['declined', 'declined'],
    cancel: ['cancelled_by_payer', 'cancelled_by_payer'],
    expire: ['expired', 'expired'],
    fail: ['error_no_money', 'error_no_money'],
    leave: ['redirected', 'expired'],
  },
  flow: {
    pay: ['paid', 'paid'],
    decline: ['declined', 'declined'],
    cancel: ['cancelled_by_payer', 'cancelled_by_payer'],
    leave: ['redirected', 'expired'],
  },
  khipu: {
    pay: ['paid', 'paid'],
    cancel: ['cancelled_by_payer', 'cancelled_by_payer'],
    leave: ['redirected', 'expired'],
  },
  stripe: {
    pay: ['paid', 'paid'],
    cancel: ['cancelled_by_payer', 'cancelled_by_payer'],
    expire: ['expired', 'expired'],
    leave: ['redirected', 'expired'],
  },
};

for (const profile of profiles)
  describe(`At ${profile}`, () => {
    for (const [choice, [soon, finally_]] of Object.entries(ends[profile]) as [Choice, [string, string]][])
      it(`somebody chooses to ${choice}: it is ${soon}, and ${finally_} in the end`, async () => {
        const handle = await payer.owe(profile);
        await payer.choose(await payer.start(profile, handle), choice);
        assert.equal((await payer.look(handle)).state.status, soon);
        await payer.wait(30);
        const { state } = await payer.look(handle);
        assert.equal(state.status, finally_);
        assert.equal(Number(state.captured.amount), payer.moved(profile).captured);
      });

    const { accidents } = payer.sandbox.providers[profile];
    for (const accident of accidents.filter((each) => !each.startsWith('refund')))
      it(`it ends as it is there, whatever happens: ${accident}`, async () => {
        const provider = payer.sandbox.providers[profile];
        const handle = await payer.owe(profile);
        provider.behave(accident);
        let start = await payer.start(profile, handle);
        for (let times = 0; start.kind !== 'go' && times < 3; times++) {
          provider.behave(undefined); // it answers again after a while
          await payer.pass(31);
          start = await payer.start(profile, handle);
          provider.behave(accident);
        }
        assert.equal(start.kind, 'go', 'nobody is left without a way to pay');
        await payer.choose(start, 'pay');
        const between = await payer.look(handle);
        assert.doesNotMatch(between.state.status, /^(quoted|created)$/);
        provider.behave(undefined);
        await payer.settle(profile);
        await payer.wait(60);
        const { state } = await payer.look(handle);
        const { captured } = payer.moved(profile);
        if (accident === 'wrong-currency' || accident === 'wrong-amount') assert.equal(state.status, 'held');
        else assert.equal(Number(state.captured.amount), captured);
        if (captured === 0) assert.match(state.status, /^(declined|expired|cancelled_by_|error_no_money)/);
        assert.equal(state.live, undefined, 'nothing is left open');
      });

    if (payer.sandbox.providers[profile].webhooks !== 'none')
      it('hears its messages, and nobody else’s where they are signed', async () => {
        const provider = payer.sandbox.providers[profile];
        provider.behave('no-return');
        const handle = await payer.owe(profile);
        await payer.choose(await payer.start(profile, handle), 'pay');
        await payer.settle(profile);
        assert.equal((await payer.look(handle)).state.status, 'paid', 'a message is enough');
        assert.deepEqual([...new Set(provider.deliveries().map(({ status }) => status))], [204]);
        payer.begin();
        provider.behave('webhook-forged');
        const forged = await payer.owe(profile);
        await payer.choose(await payer.start(profile, forged), 'leave');
        await payer.settle(profile);
        assert.equal((await payer.look(forged)).state.status, 'redirected');
        const isSigned = profile !== 'flow';
        assert.equal(
          provider.deliveries().some(({ status }) => status === 400),
          isSigned,
        );
      });

    it('takes what it can, and nothing else', () => {
      const { takes } = payer.providers[profile];
      const own = amountAt(profile);
      const other = { ...own, currency: own.currency === 'GBP' ? 'CLP' : 'GBP' };
      assert.deepEqual([own, { ...own, amount: '0' }, other].map(takes), [true, false, false]);
    });

    for (const accident of [undefined, ...accidents.filter((each) => each.startsWith('refund'))])
      it(`gives back once, and says no more than is certain: ${accident ?? 'as it should'}`, async () => {
        const provider = payer.sandbox.providers[profile];
        const handle = await payer.owe(profile);
        await payer.choose(await payer.start(profile, handle), 'pay');
        provider.behave(accident);
        const { owed } = await payer.look(handle);
        const wanted = { money: amountAt(profile), reason: 'asked', requestedBy: 'clerk', key: 'refund-1' };
        await payer.payments.refund(owed.id, wanted);
        await payer.payments.refund(owed.id, wanted);
        provider.behave(undefined);
        await payer.settle(profile);
        await payer.wait(60);
        const { refunded } = payer.moved(profile);
        const { state } = await payer.look(handle);
        const back = refunded === Number(amountAt(profile).amount);
        assert.ok(back || refunded === 0, `${refunded} went back`);
        if (!payer.providers[profile].refunds) assert.equal(state.status, 'refund_pending', 'a person gives it back');
        else if (!back && profile === 'khipu' && accident !== 'refund-refused')
          assert.equal(state.status, 'refund_pending');
        else assert.equal(state.status, back ? 'refunded' : 'refund_failed');
      });
  });
