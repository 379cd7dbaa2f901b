/** Through Stripe’s own client for Node. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import StripeClient from 'stripe';
import { Person } from '../../identity/person.ts';
import { Listener } from '../listener.ts';
import { openPayments } from '../payment.ts';
import type { Payments } from '../payment.ts';
import type { Choice, PaymentProvider } from '../provider.ts';

const start = new Date('2030-05-06T10:00:00.000Z');
const site = 'http://localhost:3999';
let now = start;
let payments: Payments;
let provider: PaymentProvider;
let stripe: StripeClient;
const listener = new Listener();
before(async () => {
  payments = await openPayments({ clock: () => now });
  provider = payments.providers.stripe;
  await listener.open();
  provider.webhookUrl = `${listener.origin}/webhook`;
  const { hostname: host, port } = new URL(provider.baseUrl);
  const options = { host, port, protocol: 'http', maxNetworkRetries: 1, telemetry: false } as const;
  stripe = new StripeClient(provider.credentials.apiKey!, options);
});
after(async () => {
  await payments.close();
  await listener.close();
});
afterEach(async () => {
  await provider.settled();
  provider.reset();
  listener.clear();
  now = start;
});

const request = (more: object = {}): StripeClient.Checkout.SessionCreateParams => ({
  mode: 'payment',
  line_items: [
    { quantity: 2, price_data: { currency: 'clp', unit_amount: 6000, product_data: { name: 'Un permiso' } } },
    { quantity: 1, price_data: { currency: 'clp', unit_amount: 990, product_data: { name: 'Un sello' } } },
  ],
  client_reference_id: 'order-1',
  metadata: { tariff: '7' },
  success_url: `${site}/return?session={CHECKOUT_SESSION_ID}`,
  cancel_url: `${site}/cancel`,
  ...more,
});
const create = (more?: object) => stripe.checkout.sessions.create(request(more));
const get = (id: string) => stripe.checkout.sessions.retrieve(id);
const stateOf = async (id: string) => {
  const { status, payment_status: paid } = await get(id);
  return `${status} ${paid}`;
};
const choose = async (url: string | null, choice: Choice) => {
  const person = await new Person().open(url!);
  await person.press({ choice }, site);
  await provider.settled();
  return person;
};
const events = () =>
  listener.heard.map(({ body, headers }) => {
    const signature = String(headers['stripe-signature']);
    const { signingSecret } = provider.credentials;
    return stripe.webhooks.constructEvent(body, signature, signingSecret!, 300, undefined, now.getTime()).type;
  });

describe('A service at Stripe', () => {
  it('is told by a signed event, and reads the same', async () => {
    const created = await create();
    assert.deepEqual(
      [created.amount_total, created.currency, created.client_reference_id, created.metadata, created.payment_intent],
      [12_990, 'clp', 'order-1', { tariff: '7' }, null],
    );
    const person = await choose(created.url, 'pay');
    assert.deepEqual(
      [person.url, await stateOf(created.id), events()],
      [`${site}/return?session=${created.id}`, 'complete paid', ['checkout.session.completed']],
    );
    assert.deepEqual(provider.sums(), [{ currency: 'CLP', captured: 12_990, refunded: 0, chargedBack: 0 }]);
  });

  it('keeps the page open when a card is refused, and when somebody gives up', async () => {
    const created = await create();
    const refused = await choose(created.url, 'decline');
    assert.equal(refused.$('input[name="choice"]').length, 6);
    assert.equal((await choose(created.url, 'cancel')).url, `${site}/cancel`);
    assert.equal(await stateOf(created.id), 'open unpaid');
    await choose(created.url, 'pay');
    assert.equal(await stateOf(created.id), 'complete paid');
  });

  it('has a session that expires: by its time, by the person, or because it says so', async () => {
    const [byTime, byPerson, bySay] = [await create(), await create(), await create()];
    await choose(byPerson.url, 'expire');
    await stripe.checkout.sessions.expire(bySay.id);
    await assert.rejects(stripe.checkout.sessions.expire(bySay.id), { type: 'StripeInvalidRequestError' });
    now = new Date(start.getTime() + 24 * 3_600_000 + 1);
    for (const { id } of [byTime, byPerson, bySay]) assert.equal(await stateOf(id), 'expired unpaid');
    assert.deepEqual([(await get(byTime.id)).url, provider.entries().length], [null, 0]);
  });

  it('asks twice with one key, and has one session', async () => {
    const key = { idempotencyKey: 'one' };
    const [first, second] = [
      await stripe.checkout.sessions.create(request(), key),
      await stripe.checkout.sessions.create(request(), key),
    ];
    assert.deepEqual([second.id, provider.payments().length], [first.id, 1]);
    const other = stripe.checkout.sessions.create(request({ client_reference_id: 'another' }), key);
    await assert.rejects(other, { type: 'StripeIdempotencyError' });
  });

  it('asks again by itself when the connection was cut, and has one session', async () => {
    provider.behave('create-cut', { next: true });
    const created = await create();
    assert.deepEqual([provider.payments().length, provider.payments()[0]!.id], [1, created.id]);
  });

  it('gives money back, in part and all, once for one key', async () => {
    const created = await create();
    await choose(created.url, 'pay');
    const intent = String((await get(created.id)).payment_intent);
    const refund = (amount?: number, key?: string) =>
      stripe.refunds.create({ payment_intent: intent, ...(amount && { amount }) }, key ? { idempotencyKey: key } : {});
    const [first, again] = [await refund(990, 'r1'), await refund(990, 'r1')];
    assert.deepEqual([again.id, first.status, provider.sums()[0]!.refunded], [first.id, 'succeeded', 990]);
    await assert.rejects(refund(12_001), { type: 'StripeInvalidRequestError', param: 'amount' });
    assert.equal((await refund()).amount, 12_000);
    assert.equal((await stripe.refunds.retrieve(first.id)).amount, 990);
    await assert.rejects(refund(), { type: 'StripeInvalidRequestError' });
    await assert.rejects(stripe.refunds.create({ payment_intent: 'pi_none' }), { statusCode: 404 });
  });

  it('has to say who it is, and is told what is wrong with what it asks', async () => {
    const stranger = fetch(`${provider.baseUrl}/v1/checkout/sessions`, { method: 'POST' });
    assert.equal((await stranger).status, 401);
    const wrong: [object, string][] = [
      [{ mode: 'subscription' }, 'mode'],
      [{ line_items: [] }, 'line_items'],
      [{ success_url: 'https://example.org' }, 'success_url'],
      [{ cancel_url: 'https://example.org' }, 'cancel_url'],
      [
        { line_items: [{ quantity: 1, price_data: { currency: 'clp', unit_amount: 1.5 } }] },
        'line_items[0][price_data][unit_amount]',
      ],
    ];
    for (const [more, param] of wrong) await assert.rejects(create(more), { param });
    assert.equal(provider.payments().length, 0);
  });
});

describe('Stripe that was asked to misbehave', () => {
  it('completes what is paid only later', async () => {
    provider.behave('verifying');
    const created = await create();
    await choose(created.url, 'pay');
    assert.deepEqual([await stateOf(created.id), provider.entries().length], ['complete unpaid', 0]);
    await provider.release();
    assert.deepEqual(
      [await stateOf(created.id), events()],
      ['complete paid', ['checkout.session.completed', 'checkout.session.async_payment_succeeded']],
    );
  });

  it('is spoken for by somebody who does not know the secret', async () => {
    provider.behave('webhook-forged');
    const created = await create();
    await new Person().open(created.url!);
    assert.match(listener.heard[0]!.body, /"payment_status":"paid"/);
    assert.throws(events, { type: 'StripeSignatureVerificationError' });
    assert.equal(await stateOf(created.id), 'open unpaid');
  });

  it('lets a refund wait, or fail', async () => {
    const created = await create();
    await choose(created.url, 'pay');
    const intent = String((await get(created.id)).payment_intent);
    provider.behave('refund-fails');
    const failing = await stripe.refunds.create({ payment_intent: intent, amount: 10 });
    provider.behave('refund-pending');
    const waiting = await stripe.refunds.create({ payment_intent: intent, amount: 20 });
    assert.deepEqual([failing.status, waiting.status, provider.sums()[0]!.refunded], ['pending', 'pending', 0]);
    await provider.release();
    const states = [await stripe.refunds.retrieve(failing.id), await stripe.refunds.retrieve(waiting.id)];
    assert.deepEqual([states.map(({ status }) => status), provider.sums()[0]!.refunded], [['failed', 'succeeded'], 20]);
  });

  it('tells of money that the bank takes back', async () => {
    provider.behave('charged-back');
    await choose((await create()).url, 'pay');
    assert.deepEqual(events(), ['checkout.session.completed', 'charge.dispute.created']);
    assert.equal(provider.sums()[0]!.chargedBack, 12_990);
  });
});
