import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { Person } from '../../identity/person.ts';
import { Listener } from '../listener.ts';
import { openPayments } from '../payment.ts';
import type { Payments } from '../payment.ts';
import type { Choice, PaymentProvider } from '../provider.ts';
import { PayService } from './pay-service.ts';
import type { PayAnswer } from './pay-service.ts';

const start = new Date('2030-05-06T10:00:00.000Z');
let now = start;
let payments: Payments;
let provider: PaymentProvider;
let service: PayService;
const listener = new Listener();
before(async () => {
  payments = await openPayments({ clock: () => now });
  provider = payments.providers['govuk-pay'];
  service = new PayService(provider);
  await listener.open();
  provider.webhookUrl = `${listener.origin}/webhook`;
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

const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
const stateOf = async (payment: PayAnswer) => {
  const { state } = (await service.get(payment)).body as unknown as { state: { status: string; code?: string } };
  return [state.status, state.code].filter(Boolean).join(' ');
};

describe('A service at GOV.UK Pay', () => {
  it('asks for a payment, and is given the page and all that it can do', async () => {
    const { status, body } = await service.create({ metadata: { tariff: 7 }, email: 'ada@example.org' });
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(body._links).sort(), [
      'cancel',
      'events',
      'next_url',
      'next_url_post',
      'refunds',
      'self',
    ]);
    const { amount, state, metadata, email } = body as Record<string, unknown>;
    assert.deepEqual(
      [amount, state, metadata, email],
      [1500, { status: 'created', finished: false }, { tariff: 7 }, 'ada@example.org'],
    );
  });

  it('is told what is wrong with what it asks, by code and field', async () => {
    const wrong = async (more: object) => {
      const { status, body } = await service.create(more);
      const { code, field } = body as unknown as { code: string; field: string };
      return `${status} ${code} ${field}`;
    };
    assert.deepEqual(
      [
        await wrong({ amount: undefined }),
        await wrong({ amount: 12.5 }),
        await wrong({ amount: 10_000_001 }),
        await wrong({ amount: -1 }),
        await wrong({ reference: 'x'.repeat(256) }),
        await wrong({ description: 7 }),
        await wrong({ return_url: 'https://example.org/' }),
        await wrong({ language: 'es' }),
        await wrong({ metadata: { a: {} } }),
        await wrong({ authorisation_mode: 'moto_api' }),
      ],
      [
        '400 P0101 amount',
        '400 P0102 amount',
        '422 P0102 amount',
        '422 P0102 amount',
        '422 P0102 reference',
        '400 P0102 description',
        '422 P0102 return_url',
        '422 P0102 language',
        '422 P0102 metadata',
        '422 P0196 authorisation_mode',
      ],
    );
    assert.equal((await service.ask('POST', '/v1/payments', '{')).status, 400);
    assert.equal(provider.payments().length, 0);
  });

  it('has to say who it is, and hears nothing of what is not there', async () => {
    const nobody = { authorization: 'Bearer another' };
    assert.equal((await service.create({}, nobody)).status, 401);
    const codes = [];
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/events'],
      ['POST', '/cancel'],
      ['POST', '/capture'],
      ['GET', '/refunds'],
      ['POST', '/refunds'],
      ['GET', '/refunds/y'],
    ] as const) {
      const { status, body } = await service.ask(method, `/v1/payments/x${path}`, method === 'POST' ? '{}' : undefined);
      codes.push(`${status} ${(body as unknown as { code: string }).code}`);
    }
    assert.deepEqual(codes, [
      '404 P0200',
      '404 P0300',
      '404 P0500',
      '404 P1000',
      '404 P0800',
      '404 P0600',
      '404 P0700',
    ]);
  });

  it('cannot rely on an idempotency key: it makes a second payment, or is refused where that was asked for', async () => {
    const key = { 'idempotency-key': 'one-1' };
    const [first, second] = [await service.create({}, key), await service.create({}, key)];
    assert.notEqual(first.body.payment_id, second.body.payment_id);
    provider.behave('key-refused');
    const refused = await service.create({}, key);
    assert.deepEqual([refused.status, (refused.body as unknown as { code: string }).code], [409, 'P0191']);
    assert.equal((await service.create({}, { 'idempotency-key': 'another' })).status, 201);
    assert.equal((await service.create({}, { 'idempotency-key': 'not a key' })).status, 422);
  });

  it('cancels what is not over, and nothing else', async () => {
    const payment = await service.create();
    const cancel = () => service.ask('POST', `/v1/payments/${payment.body.payment_id}/cancel`);
    assert.equal((await cancel()).status, 204);
    assert.equal(await stateOf(payment), 'cancelled P0040');
    assert.equal((await cancel()).status, 400);
  });

  it('takes later what was set aside, once', async () => {
    const payment = await service.create({ delayed_capture: true });
    const capture = () => service.ask('POST', `/v1/payments/${payment.body.payment_id}/capture`);
    assert.equal((await capture()).status, 409);
    await service.choose(payment, 'pay');
    assert.deepEqual([await stateOf(payment), provider.entries().length], ['capturable', 0]);
    assert.equal((await service.get(payment)).body._links.capture!.href.split('/').at(-1), 'capture');
    assert.equal((await capture()).status, 204);
    assert.equal((await capture()).status, 409);
    assert.deepEqual([await stateOf(payment), provider.sums()[0]!.captured], ['success', 1500]);
  });

  it('refunds part by part, and no more than there is', async () => {
    const { body } = await service.paid();
    const refund = async (amount: number, refund_amount_available?: number) => {
      const answer = await service.ask('POST', `/v1/payments/${body.payment_id}/refunds`, {
        amount,
        refund_amount_available,
      });
      return `${answer.status} ${(answer.body as unknown as { code?: string }).code ?? ''}`.trim();
    };
    assert.deepEqual(
      [await refund(500, 1500), await refund(500, 1500), await refund(1001, 1000), await refund(1000, 1000)],
      ['202', '412 P0604', '400 P0603', '202'],
    );
    assert.equal(await refund(1), '400 P0603');
    const after = (await service.ask('GET', `/v1/payments/${body.payment_id}`)).body as Record<string, unknown>;
    assert.deepEqual(after.refund_summary, { status: 'full', amount_available: 0, amount_submitted: 1500 });
    assert.deepEqual(provider.sums(), [{ currency: 'GBP', captured: 1500, refunded: 1500, chargedBack: 0 }]);
  });

  it('does not refund what nobody paid', async () => {
    const { body } = await service.create();
    const { status } = await service.ask('POST', `/v1/payments/${body.payment_id}/refunds`, { amount: 1 });
    assert.deepEqual([status, provider.entries().length], [400, 0]);
  });

  it('finds its payments by reference and state, page by page', async () => {
    for (const reference of ['one', 'two', 'two']) {
      await service.create({ reference, email: `${reference}@example.org` });
      later(1);
    }
    const found = async (query: string) => {
      const { body } = await service.ask('GET', `/v1/payments?${query}`);
      return body as unknown as { total: number; count: number; results: { reference: string }[]; _links: object };
    };
    assert.equal((await found('reference=two')).total, 2);
    assert.equal((await found('reference=two&state=success')).total, 0);
    assert.equal((await found('email=one@example.org')).total, 1);
    assert.equal((await found('from_date=2030-05-06T10:01:00Z&to_date=2030-05-06T10:02:00Z')).total, 1);
    const page = await found('display_size=2&page=2');
    assert.deepEqual(
      [page.total, page.count, page.results.map(({ reference }) => reference), Object.keys(page._links)],
      [3, 1, ['one'], ['self', 'first_page', 'last_page', 'prev_page']],
    );
    assert.equal((await service.ask('GET', '/v1/payments?page=9')).status, 404);
    provider.behave('search-behind');
    assert.equal((await found('')).total, 0);
  });
});

describe('Somebody on the page of GOV.UK Pay', () => {
  const ends: [Choice, string, string][] = [
    ['pay', 'success', 'card_payment_captured'],
    ['decline', 'failed P0010', 'card_payment_failed'],
    ['cancel', 'failed P0030', 'card_payment_failed'],
    ['expire', 'failed P0020', 'card_payment_expired'],
    ['fail', 'error P0050', 'card_payment_failed'],
  ];
  for (const [choice, state, event] of ends)
    it(`comes back, and it is ${state}: ${choice}`, async () => {
      const payment = await service.create();
      const person = await service.choose(payment, choice);
      await provider.settled();
      assert.deepEqual(
        [person.url, await stateOf(payment), listener.events().at(-1)],
        [service.returnUrl, state, event],
      );
      assert.equal(provider.entries().length, choice === 'pay' ? 1 : 0);
    });

  it('closes the window: the service hears nothing, until the time is up', async () => {
    const payment = await service.create();
    const person = await service.choose(payment, 'leave');
    assert.deepEqual([person.status, await stateOf(payment)], [200, 'started']);
    later(90);
    assert.equal(await stateOf(payment), 'started');
    later(1);
    assert.equal(await stateOf(payment), 'failed P0020');
  });

  it('has set money aside that is not taken in 120 hours: it is free again', async () => {
    const payment = await service.create({ delayed_capture: true });
    await service.choose(payment, 'pay');
    later(120 * 60);
    assert.equal(await stateOf(payment), 'capturable');
    later(1);
    assert.equal(await stateOf(payment), 'failed P0020');
  });

  it('comes by a form too, and the service sees each step', async () => {
    const payment = await service.create();
    const { href, params } = payment.body._links.next_url_post as unknown as { href: string; params: object };
    const body = new URLSearchParams(params as Record<string, string>);
    const person = await new Person().open(href, undefined, {
      method: 'POST',
      body,
      headers: { origin: 'http://localhost:3000' },
    });
    await person.press({ choice: 'pay' }, service.returnUrl);
    const { body: events } = await service.ask('GET', `/v1/payments/${payment.body.payment_id}/events`);
    const steps = (events as unknown as { events: { state: { status: string } }[] }).events;
    assert.deepEqual(
      steps.map(({ state }) => state.status),
      ['created', 'started', 'submitted', 'success'],
    );
  });

  it('cannot pay twice, nor after it is over', async () => {
    const payment = await service.create();
    const page = payment.body._links.next_url!.href;
    const tabs = [await new Person().open(page), await new Person().open(page)];
    for (const tab of tabs) await tab.press({ choice: 'pay' }, service.returnUrl);
    assert.equal(provider.entries().length, 1);
    const again = await new Person().open(page);
    assert.equal(again.$(`a[href="${service.returnUrl}"]`).length, 1);
  });
});

describe('The webhooks of GOV.UK Pay', () => {
  /** As Pay’s documentation says to check: HMAC-SHA256 over the body, in lower-case hex. */
  const signatureOf = (body: string) =>
    createHmac('sha256', provider.credentials.signingSecret!).update(body).digest('hex');
  const pay = async (more: object = {}) => {
    const paid = await service.paid(more);
    await provider.settled();
    return paid;
  };

  it('are signed over the very bytes that are sent', async () => {
    await pay();
    for (const { headers, body } of listener.heard) assert.equal(headers['pay-signature'], signatureOf(body));
    assert.deepEqual(listener.events(), ['card_payment_succeeded', 'card_payment_captured']);
    const message = JSON.parse(listener.heard[1]!.body) as Record<string, unknown>;
    const { payment_id: id, _links: links } = message.resource as Record<string, unknown>;
    assert.deepEqual([message.resource_id, message.resource_type, links], [id, 'payment', undefined]);
  });

  it('tell of refunds', async () => {
    const { body } = await pay();
    await service.ask('POST', `/v1/payments/${body.payment_id}/refunds`, { amount: 200 });
    await provider.settled();
    const { event_type: event, resource } = JSON.parse(listener.heard.at(-1)!.body) as Record<string, unknown>;
    assert.deepEqual([event, (resource as { amount: number }).amount], ['card_payment_refunded', 200]);
  });

  it('come twice with the same name', async () => {
    provider.behave('webhook-twice');
    await pay();
    const names = listener.heard.map(
      ({ body }) => (JSON.parse(body) as { webhook_message_id: string }).webhook_message_id,
    );
    assert.deepEqual([names.length, new Set(names).size], [4, 2]);
  });

  it('come in another order, also where one comes long before the other', async () => {
    provider.behave('webhooks-reversed');
    await pay();
    assert.deepEqual(listener.events(), ['card_payment_captured', 'card_payment_succeeded']);
    listener.clear();
    const { body } = await pay({ delayed_capture: true });
    assert.deepEqual([listener.heard.length, provider.held], [0, 1]);
    await service.ask('POST', `/v1/payments/${body.payment_id}/capture`);
    await provider.settled();
    assert.deepEqual(listener.events(), ['card_payment_captured', 'card_payment_succeeded']);
  });

  it('wait until they are let go, or never come', async () => {
    provider.behave('webhook-late');
    await pay();
    assert.deepEqual([listener.heard.length, provider.held], [0, 2]);
    await provider.release();
    assert.deepEqual([listener.events().length, provider.held], [2, 0]);
    provider.behave('webhook-never');
    await pay();
    await provider.release();
    assert.equal(listener.heard.length, 2);
  });

  it('arrive before the person comes back', async () => {
    provider.behave('webhook-first');
    const payment = await service.create();
    await service.choose(payment, 'pay');
    assert.equal(listener.heard.length, 2);
  });

  it('can be somebody else’s, who says that it was paid', async () => {
    provider.behave('webhook-forged');
    const payment = await service.create();
    await new Person().open(payment.body._links.next_url!.href);
    const { headers, body } = listener.heard[0]!;
    assert.match(body, /"status":"success"/);
    assert.notEqual(headers['pay-signature'], signatureOf(body));
    assert.deepEqual([await stateOf(payment), provider.entries().length], ['started', 0]);
  });

  it('are tried again when the service does not take them, and given up at last', async () => {
    listener.status = 503;
    await pay();
    assert.equal(provider.held, 2);
    for (let times = 0; times < 9; times += 1) await provider.release();
    assert.deepEqual([listener.heard.length, provider.held], [10, 0]);
  });

  it('go nowhere but to this machine', () => {
    const elsewhere = () => (provider.webhookUrl = 'https://example.org/webhook');
    assert.throws(elsewhere, { code: 'not-on-this-machine' });
    assert.equal(provider.webhookUrl, `${listener.origin}/webhook`);
  });
});
