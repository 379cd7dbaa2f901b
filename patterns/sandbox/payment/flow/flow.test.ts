import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { Person } from '../../identity/person.ts';
import { Listener } from '../listener.ts';
import { openPayments } from '../payment.ts';
import type { Payments } from '../payment.ts';
import type { Choice, PaymentProvider } from '../provider.ts';

const start = new Date('2030-05-06T10:00:00.000Z');
const returnUrl = 'http://localhost:3999/return/handle';
let now = start;
let payments: Payments;
let provider: PaymentProvider;
const listener = new Listener();
before(async () => {
  payments = await openPayments({ clock: () => now });
  provider = payments.providers.flow;
  await listener.open();
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

/** Signs as Flow’s documentation says: names in their order, each with its value. */
function signed(parameters: Record<string, string>, apiKey = provider.credentials.apiKey!): URLSearchParams {
  const { secretKey } = provider.credentials;
  const all: Record<string, string> = { ...parameters, apiKey };
  const hmac = createHmac('sha256', secretKey!);
  for (const name of Object.keys(all).sort()) hmac.update(`${name}${all[name]}`);
  return new URLSearchParams({ ...all, s: hmac.digest('hex') });
}

const post = (path: string, body: URLSearchParams) => fetch(`${provider.baseUrl}${path}`, { method: 'POST', body });
const get = async (path: string, parameters: Record<string, string>) => {
  const answer = await fetch(`${provider.baseUrl}${path}?${signed(parameters)}`);
  const said: Record<string, unknown> = { ...((await answer.json()) as object), httpStatus: answer.status };
  return said;
};

const request = (more: Record<string, string> = {}) => ({
  commerceOrder: 'order-1',
  subject: 'Un permiso',
  amount: '12990',
  email: 'ada@example.org',
  urlConfirmation: `${listener.origin}/confirm`,
  urlReturn: returnUrl,
  ...more,
});
const create = async (more: Record<string, string> = {}) => {
  const answer = await post('/payment/create', signed(request(more)));
  return { status: answer.status, ...((await answer.json()) as { url: string; token: string; flowOrder: number }) };
};
const statusOf = async (token: string) => (await get('/payment/getStatus', { token })).status;
const choose = async ({ url, token }: { url: string; token: string }, choice: Choice) => {
  const person = await new Person().open(`${url}?token=${token}`);
  await person.press({ choice }, returnUrl);
  await provider.settled();
  return person;
};
const refund = async (more: Record<string, string> = {}) => {
  const urlCallBack = `${listener.origin}/refunded`;
  const asked = {
    refundCommerceOrder: 'back-1',
    receiverEmail: 'ada@example.org',
    amount: '5000',
    urlCallBack,
    ...more,
  };
  const answer = await post('/refund/create', signed({ commerceTrxId: 'order-1', ...asked }));
  return { code: answer.status, ...((await answer.json()) as { token: string; status: string }) };
};

describe('A service at Flow', () => {
  it('is told of a token by a form, and asks what became of it', async () => {
    const created = await create();
    assert.equal(await statusOf(created.token), 1);
    await choose(created, 'pay');
    const [{ method, path, body }] = listener.heard as [(typeof listener.heard)[number]];
    assert.deepEqual([method, path, body], ['POST', '/confirm', `token=${created.token}`]);
    const { status, commerceOrder, amount, currency, flowOrder } = await get('/payment/getStatus', {
      token: created.token,
    });
    assert.deepEqual(
      [status, commerceOrder, amount, currency, flowOrder],
      [2, 'order-1', 12_990, 'CLP', created.flowOrder],
    );
    assert.deepEqual(provider.sums(), [{ currency: 'CLP', captured: 12_990, refunded: 0, chargedBack: 0 }]);
  });

  const ends: [Choice, number, number][] = [
    ['pay', 2, 1],
    ['decline', 3, 1],
    ['cancel', 4, 0],
    ['expire', 4, 0],
    ['fail', 3, 0],
  ];
  for (const [choice, status, told] of ends)
    it(`has people come back by a form with the token: ${choice}`, async () => {
      const created = await create();
      const { $ } = await choose(created, choice);
      const form = $('form').first();
      assert.deepEqual(
        [form.attr('action'), form.find('input').attr('name'), form.find('input').attr('value')],
        [returnUrl, 'token', created.token],
      );
      assert.deepEqual([await statusOf(created.token), listener.heard.length], [status, told]);
    });

  it('has to sign, every value', async () => {
    const right = signed(request());
    const changed = new URLSearchParams(right);
    changed.set('amount', '1');
    const stranger = signed(request(), 'another');
    const bare = new URLSearchParams(right);
    bare.delete('s');
    const answers = await Promise.all([changed, stranger, bare].map((body) => post('/payment/create', body)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 401, 401],
    );
    assert.equal(provider.payments().length, 0);
    assert.equal((await fetch(`${provider.baseUrl}/payment/getStatus?token=x`)).status, 401);
  });

  it('is told what is wrong with what it asks', async () => {
    const wrong = [
      { amount: '0' },
      { amount: '12.5' },
      { currency: 'USD' },
      { email: ' ' },
      { subject: '' },
      { urlReturn: 'https://example.org/' },
      { urlConfirmation: 'https://example.org/' },
      { timeout: 'soon' },
    ];
    for (const more of wrong) assert.equal((await create(more)).status, 400, JSON.stringify(more));
    assert.equal(provider.payments().length, 0);
  });

  it('finds by its own order, and by Flow’s number, what it was not answered about', async () => {
    provider.behave('create-cut');
    await assert.rejects(create());
    const { id } = provider.payments()[0]!;
    const { flowOrder, status } = await get('/payment/getStatusByCommerceId', { commerceId: 'order-1' });
    assert.equal(status, 1);
    assert.equal((await get('/payment/getStatusByFlowOrder', { flowOrder: String(flowOrder) })).status, 1);
    assert.equal(await statusOf(id), 1);
    assert.equal((await get('/payment/getStatusByCommerceId', { commerceId: 'another' })).httpStatus, 400);
    provider.behave('search-behind');
    assert.equal((await get('/payment/getStatusByCommerceId', { commerceId: 'order-1' })).httpStatus, 400);
  });

  it('cannot have one order paid twice', async () => {
    const [first, second] = [await create(), await create()];
    await choose(first, 'pay');
    assert.equal((await create()).status, 400);
    await choose(second, 'pay');
    assert.equal(provider.sums()[0]!.captured, 25_980); // as in life: what was open before can still be paid
  });

  it('has an order for ever, or as long as it says', async () => {
    const [forEver, forAMinute] = [await create(), await create({ timeout: '60' })];
    now = new Date(start.getTime() + 60_000);
    assert.equal(await statusOf(forAMinute.token), 1);
    now = new Date(start.getTime() + 61_000);
    assert.equal(await statusOf(forAMinute.token), 4);
    now = new Date(start.getTime() + 1e11);
    assert.equal(await statusOf(forEver.token), 1);
  });

  it('gives money back in parts, and is told of it', async () => {
    await choose(await create(), 'pay');
    listener.clear();
    const { status, token } = await refund();
    await provider.settled();
    assert.deepEqual(
      [status, listener.heard[0]!.path, listener.heard[0]!.body],
      ['created', '/refunded', `token=${token}`],
    );
    assert.equal((await get('/refund/getStatus', { token })).status, 'refunded');
    assert.equal((await refund({ amount: '7991' })).code, 400);
    assert.equal((await refund({ amount: '7990' })).code, 200);
    assert.deepEqual(provider.sums()[0]!.refunded, 12_990);
  });

  it('does not give back what nobody paid, nor the same money twice while it waits', async () => {
    await create(); // an order of the same name, which nobody pays
    const created = await create();
    assert.equal((await refund()).code, 400);
    await choose(created, 'pay');
    provider.behave('refund-pending');
    assert.equal((await refund({ amount: '12990' })).code, 200);
    assert.equal((await refund({ amount: '1' })).code, 400);
    assert.equal(provider.sums()[0]!.refunded, 0);
    await provider.release();
    assert.equal(provider.sums()[0]!.refunded, 12_990);
  });
});

describe('Flow that was asked to misbehave', () => {
  it('has somebody else tell of a token before it was paid', async () => {
    provider.behave('webhook-forged');
    const created = await create();
    await new Person().open(`${created.url}?token=${created.token}`);
    assert.equal(listener.heard[0]!.body, `token=${created.token}`);
    assert.deepEqual([await statusOf(created.token), provider.entries().length], [1, 0]);
  });

  it('takes another amount, or another currency', async () => {
    provider.behave('wrong-amount', { next: true });
    provider.behave('wrong-currency', { next: true });
    for (const commerceOrder of ['one', 'two']) await choose(await create({ commerceOrder }), 'pay');
    assert.deepEqual(
      provider.sums().map(({ currency, captured }) => [currency, captured]),
      [
        ['CLP', 12_991],
        ['PEN', 12_990],
      ],
    );
  });

  it('refuses first, and takes the money later', async () => {
    provider.behave('late-success');
    const created = await create();
    await choose(created, 'pay');
    assert.equal(await statusOf(created.token), 3);
    await provider.release();
    assert.deepEqual([await statusOf(created.token), listener.heard.length], [2, 2]);
  });

  it('lets a refund fail', async () => {
    await choose(await create(), 'pay');
    provider.behave('refund-fails');
    const { token } = await refund();
    assert.equal((await get('/refund/getStatus', { token })).status, 'rejected');
    assert.equal(provider.sums()[0]!.refunded, 0);
  });
});
