import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { money, obligation } from '../index.ts';
import type { Obligation } from '../index.ts';
import { permit } from '../testing/histories.ts';
import { PlayedProvider } from '../testing/played-provider.ts';
import type { Fault } from '../testing/played-provider.ts';
import { Payments } from './payments.ts';
import type { PaymentStore } from './payment-store.ts';
import { paymentStore } from './sql-store.ts';
import { paymentMigrations } from './tables.ts';
import type { PaymentTables } from './tables.ts';

onEveryDatabase<PaymentTables>('Payments', paymentMigrations, (opened) => {
  let time: number;
  let provider: PlayedProvider;
  let store: PaymentStore;
  let payments: Payments;
  let owed: Obligation;
  let handle: string;

  const wish = { provider: 'played', seen: permit.total, description: 'Permit', language: 'en' };
  const fails = (call: 'create' | 'read' | 'refund', fault: Fault) =>
    (provider.fault = (what) => (what === call ? fault : undefined));
  const start = (more: object = {}) => payments.start(handle, { ...wish, ...more });
  const state = async () => (await payments.look(handle))!.state;
  const lastRef = () => [...provider.payments.keys()].at(-1)!;
  const comeBack = (ref = lastRef()) =>
    payments.comeBack(provider.payments.get(ref)!.asked.returnUrl, new URLSearchParams());
  const message = (text: string) => ({ body: Buffer.from(text), headers: new Headers() });
  /** When the last attempt is asked about next. */
  const nextAsk = async () => {
    const query = opened().database.selectFrom('payment_attempt').select('ask_at').where('obligation_id', '=', owed.id);
    return (await query.orderBy('n', 'desc').executeTakeFirstOrThrow()).ask_at?.getTime();
  };
  const pay = async (ref = lastRef()) => {
    provider.act(ref, 'paid');
    await comeBack(ref);
  };

  beforeEach(async () => {
    time = Date.UTC(2026, 10, 30, 9);
    provider = new PlayedProvider(randomUUID());
    store = paymentStore(opened().database, Buffer.alloc(32, 7));
    payments = new Payments({ store, providers: [provider], returnUrl: (given) => given, now: () => new Date(time) });
    owed = { ...permit, id: randomUUID() };
    handle = await payments.owe(owed);
  });

  it('are begun, paid and seen, by an address that stays', async () => {
    assert.equal((await state()).status, 'quoted');
    const begun = await start();
    assert.equal(begun?.kind === 'go' && begun.nextAction.url, `https://pay.example/${lastRef()}`);
    assert.equal((await state()).status, 'redirected');
    provider.act(lastRef(), 'paid');
    assert.equal(await comeBack(), handle);
    assert.equal((await state()).status, 'paid');
    assert.equal(await payments.owe(owed), handle);
    assert.equal((await state()).status, 'paid');
  });

  it('have each a reference of their own, which stays', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const made = [one, one, other, other];
    const store = paymentStore(opened().database, Buffer.alloc(32, 7), () => made.shift()!);
    const [first, second] = [
      { ...permit, id: randomUUID() },
      { ...permit, id: randomUUID() },
    ];
    await store.add(first);
    await store.add(second);
    await store.add(first);
    assert.equal((await store.read(first.id))!.reference, one);
    assert.equal((await store.read(second.id))!.reference, other);
    assert.equal(await store.withReference(other), second.id);
  });

  it('have one attempt, however often the button is pressed', async () => {
    const all = await Promise.all([start(), start(), start(), start(), start()]);
    assert.equal(provider.payments.size, 1);
    assert.ok(all.every((one) => one?.kind === 'go' || one?.kind === 'wait'));
    assert.equal((await start())?.kind, 'go');
    assert.equal((await state()).attempts.length, 1);
  });

  it('are not begun again once they are paid', async () => {
    await start();
    await pay();
    assert.equal((await start())?.kind, 'settled');
    assert.equal(provider.payments.size, 1);
  });

  it('can be tried again after they were declined', async () => {
    await start();
    provider.act(lastRef(), 'declined');
    await comeBack();
    assert.equal((await state()).status, 'declined');
    assert.equal((await start())?.kind, 'go');
    assert.deepEqual(
      (await state()).attempts.map(({ n, status }) => `${n} ${status}`),
      ['1 declined', '2 redirected'],
    );
  });

  it('are shown again where the amount is another than was seen, or holds no more', async () => {
    assert.equal((await start({ seen: money('1400', 'CLP') }))?.kind, 'changed');
    assert.equal((await start({ seen: money('1500', 'EUR') }))?.kind, 'changed');
    time = Date.parse(permit.validUntil) + 1;
    assert.equal((await start())?.kind, 'changed');
    assert.equal(provider.payments.size, 0);
  });

  it('are not sent to a provider that is not there, or does not take the amount', async () => {
    assert.equal((await start({ provider: 'nobody' }))?.kind, 'unavailable');
    const euros = obligation({ ...owed, id: randomUUID(), lines: [{ ...owed.lines[0]!, money: money('5', 'EUR') }] });
    const other = await payments.owe(euros);
    assert.equal((await payments.start(other, { ...wish, seen: euros.total }))?.kind, 'unavailable');
    assert.equal((await payments.look(other))!.state.status, 'quoted');
  });

  it('that the provider refused to make took no money, and can be tried again', async () => {
    fails('create', 'refuses');
    assert.equal((await start())?.kind, 'unavailable');
    const { status, attempts } = await state();
    assert.deepEqual([status, attempts[0]!.failure!.moneyTaken], ['error_no_money', 'no']);
    fails('create', undefined);
    assert.equal((await start())?.kind, 'go');
  });

  for (const isIdempotent of [true, false])
    it(`of which the provider did not say that it made them go on with the same attempt, its keys ${isIdempotent ? 'known' : 'unknown'}`, async () => {
      provider.isIdempotent = isIdempotent;
      fails('create', 'silent-after');
      assert.equal((await start())?.kind, 'unavailable');
      fails('create', undefined);
      assert.equal((await start())?.kind, 'go');
      await pay();
      const { attempts, status } = await state();
      assert.deepEqual([attempts.length, status, provider.kept], [1, 'paid', 1500n]);
    });

  it('of a process that ended in the middle are taken up by whoever presses next, after half a minute', async () => {
    const ended = new Payments({
      store,
      providers: [Object.assign(Object.create(provider), { create: () => new Promise(() => {}) })],
      returnUrl: (given) => given,
      now: () => new Date(time),
    });
    void ended.start(handle, wish);
    while ((await state()).status === 'quoted');
    assert.equal((await start())?.kind, 'wait');
    time += 30_000;
    assert.equal((await start())?.kind, 'go');
    assert.equal((await state()).attempts.length, 1);
  });

  it('are unknown while the provider is silent: nobody is asked to pay again', async () => {
    await start();
    provider.act(lastRef(), 'paid');
    fails('read', 'silent-before');
    await comeBack();
    const { status, live } = await state();
    assert.deepEqual([status, live!.failure!.moneyTaken], ['unknown', 'unknown']);
    const again = await start();
    assert.equal(again?.kind === 'go' && again.nextAction.url, `https://pay.example/${lastRef()}`);
    fails('read', undefined);
    time += 60_000;
    await payments.askDue();
    assert.equal((await state()).status, 'paid');
  });

  it('are found out about though nobody comes back', async () => {
    await start();
    provider.act(lastRef(), 'paid');
    await payments.askDue();
    assert.equal((await state()).status, 'redirected');
    time += 5_000;
    await payments.askDue();
    assert.equal((await state()).status, 'paid');
    assert.equal(await nextAsk(), undefined);
  });

  it('are asked about once more a day after they failed, for a success that comes late', async () => {
    await start();
    provider.act(lastRef(), 'expired');
    await comeBack();
    provider.act(lastRef(), 'paid');
    assert.equal(await nextAsk(), time + 24 * 3600_000);
    time += 24 * 3600_000;
    await payments.askDue();
    assert.equal((await state()).status, 'paid');
  });

  it('are asked about by one process at a time', async () => {
    await start();
    time += 5_000;
    const found = await Promise.all([store.due(new Date(time), 99), store.due(new Date(time), 99)]);
    assert.equal(found.flat().filter(({ obligationId }) => obligationId === owed.id).length, 1);
  });

  it('learn of messages of the provider alone, and believe none of them', async () => {
    await start();
    assert.equal(await payments.hear('played', message(`forged ${lastRef()}`)), false);
    assert.equal(await payments.hear('nobody', message(`signed ${lastRef()}`)), false);
    assert.equal(await payments.hear('played', message(`signed ${lastRef()}`)), true);
    assert.equal((await state()).status, 'redirected');
    provider.act(lastRef(), 'paid');
    await payments.hear('played', message(`signed ${lastRef()}`));
    await payments.hear('played', message(`signed ${lastRef()}`));
    assert.equal((await state()).status, 'paid');
    assert.equal(await payments.hear('played', message('signed somebody-elses')), true);
  });

  it('are opened by no other handle', async () => {
    await start();
    for (const wrong of ['', 'x', owed.id, handle.slice(1), provider.payments.get(lastRef())!.asked.returnUrl]) {
      assert.equal(await payments.look(wrong), undefined);
      assert.equal(await payments.start(wrong, wish), undefined);
    }
    for (const wrong of ['', handle, lastRef()])
      assert.equal(await payments.comeBack(wrong, new URLSearchParams()), undefined);
  });

  it('that were paid twice give back the second', async () => {
    await start();
    const first = lastRef();
    provider.act(first, 'declined');
    await comeBack();
    await start();
    await pay();
    provider.act(first, 'paid');
    await comeBack(first);
    const { status, refunds } = await state();
    assert.deepEqual(
      [status, refunds.map(({ status, requestedBy }) => `${requestedBy} ${status}`)],
      ['paid', ['overpaid done']],
    );
    assert.equal(provider.kept, 1500n);
  });

  it('give back by the other attempt where the provider refuses the last one, and tell where it refuses both', async () => {
    await start();
    const first = lastRef();
    provider.act(first, 'declined');
    await comeBack();
    await start();
    await pay();
    fails('refund', 'refuses');
    provider.act(first, 'paid');
    await comeBack(first);
    const { status, refunds, attempts } = await state();
    const said = attempts.map(({ id }) => refunds.find((refund) => refund.attemptId === id)?.status);
    assert.equal(said.join(), 'failed,failed');
    assert.equal(status, 'overpaid');
  });

  it('are given back once, though it is asked for twice and the provider is silent in between', async () => {
    await start();
    await pay();
    const some = { money: money('500', 'CLP'), reason: 'withdrawn', requestedBy: 'clerk', key: randomUUID() };
    fails('refund', 'silent-after');
    await payments.refund(owed.id, some);
    assert.equal((await state()).status, 'refund_pending');
    fails('refund', undefined);
    await payments.refund(owed.id, some);
    assert.equal((await state()).status, 'refund_pending');
    time += 30_000;
    await payments.askDue();
    assert.deepEqual([(await state()).status, provider.kept], ['part_refunded', 1000n]);
  });

  it('are given back by somebody else where the process ended before the provider heard of it', async () => {
    await start();
    await pay();
    fails('refund', 'silent-before');
    await payments.refund(owed.id, {
      money: money('500', 'CLP'),
      reason: 'r',
      requestedBy: 'clerk',
      key: randomUUID(),
    });
    time += 10_000;
    await payments.askDue(); // too early: it may be on its way
    assert.equal(provider.kept, 1500n);
    fails('refund', undefined);
    time += 60_000;
    await payments.askDue();
    assert.deepEqual([(await state()).status, provider.kept], ['part_refunded', 1000n]);
  });

  it('are not given back beyond what was paid, and can be given back after a failure', async () => {
    await start();
    await pay();
    const wanted = (amount: string) => ({
      money: money(amount, 'CLP'),
      reason: 'r',
      requestedBy: 'clerk',
      key: randomUUID(),
    });
    await assert.rejects(payments.refund(owed.id, wanted('1501')), { code: 'refund-too-large' });
    fails('refund', 'refuses');
    await payments.refund(owed.id, wanted('1500'));
    assert.equal((await state()).status, 'refund_failed');
    fails('refund', undefined);
    await payments.refund(owed.id, wanted('1500'));
    assert.deepEqual([(await state()).status, provider.kept], ['refunded', 0n]);
    await assert.rejects(payments.refund(owed.id, wanted('1')), { code: 'refund-too-large' });
  });

  it('keep nothing readable in the database', async () => {
    await start();
    await pay();
    const { database } = opened();
    const rows = [
      await database.selectFrom('payment_obligation').selectAll().where('id', '=', owed.id).execute(),
      await database.selectFrom('payment_event').selectAll().where('obligation_id', '=', owed.id).execute(),
      await database.selectFrom('payment_attempt').selectAll().where('obligation_id', '=', owed.id).execute(),
    ].flat();
    const text = rows
      .map((row) =>
        Object.values(row)
          .map((value) =>
            Buffer.from(String(value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)).toString(),
          )
          .join(),
      )
      .join();
    for (const secret of [handle, provider.payments.get(lastRef())!.asked.returnUrl, 'pay.example', '1500'])
      assert.ok(!text.includes(secret), secret);
  });
});
