import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
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
const listener = new Listener();
before(async () => {
  payments = await openPayments({ clock: () => now });
  provider = payments.providers.khipu;
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

interface Answer {
  code: number;
  payment_id: string;
  payment_url: string;
  status: string;
  status_detail: string;
  amount: number;
  transaction_id: string;
}

async function ask(method: string, path: string, body?: object, key = provider.credentials.apiKey!): Promise<Answer> {
  const answer = await fetch(`${provider.baseUrl}/v3/payments${path}`, {
    method,
    headers: { 'x-api-key': key },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { ...((await answer.json()) as Answer), code: answer.status };
}

const request = (more: object = {}) => ({
  amount: 12_990,
  currency: 'CLP',
  subject: 'Un permiso',
  transaction_id: 'order-1',
  return_url: `${site}/return`,
  cancel_url: `${site}/cancel`,
  notify_url: `${listener.origin}/notify`,
  notify_api_version: '3.0',
  ...more,
});
const create = (more?: object) => ask('POST', '', request(more));
const stateOf = async ({ payment_id: id }: Answer) => {
  const { status, status_detail: detail } = await ask('GET', `/${id}`);
  return `${status} ${detail}`;
};
const choose = async ({ payment_url: page }: Answer, choice: Choice) => {
  const person = await new Person().open(page);
  await person.press({ choice }, site);
  await provider.settled();
  return person;
};

/** Checks as those do who use Khipu: over the time, a point and the bytes of the body. */
function isSigned({ headers, body }: (typeof listener.heard)[number]): boolean {
  const [, time, signature] = /^t=(\d+),s=(.+)$/.exec(String(headers['x-khipu-signature']))!;
  const hmac = createHmac('sha256', provider.credentials.secret!).update(`${time}.${body}`);
  return hmac.digest('base64') === signature && Number(time) === now.getTime();
}

describe('A service at Khipu', () => {
  it('is told by a signed message that a transfer was made, and reads the same', async () => {
    const created = await create();
    assert.equal(await stateOf(created), 'pending pending');
    const person = await choose(created, 'pay');
    assert.deepEqual([person.url, await stateOf(created)], [`${site}/return`, 'done normal']);
    const [message] = listener.heard as [(typeof listener.heard)[number]];
    assert.ok(isSigned(message));
    const { payment_id: id, amount, transaction_id: order } = JSON.parse(message.body) as Answer;
    assert.deepEqual([id, amount, order], [created.payment_id, 12_990, 'order-1']);
    assert.equal(provider.sums()[0]!.captured, 12_990);
  });

  for (const choice of ['decline', 'cancel', 'fail'] as const)
    it(`has people come back by another address, who can still pay: ${choice}`, async () => {
      const created = await create();
      const person = await choose(created, choice);
      assert.deepEqual([person.url, await stateOf(created)], [`${site}/cancel`, 'pending pending']);
      await choose(created, 'pay');
      assert.equal(await stateOf(created), 'done normal');
    });

  it('waits for a bank that takes its time, and the money is taken only then', async () => {
    provider.behave('verifying');
    const created = await create();
    const person = await choose(created, 'pay');
    assert.deepEqual(
      [person.url, await stateOf(created), provider.entries().length, listener.heard.length],
      [`${site}/return`, 'verifying pending', 0, 0],
    );
    await provider.release();
    assert.deepEqual([await stateOf(created), listener.heard.length], ['done normal', 1]);
  });

  it('has a payment that cannot be made any more, once its time is up or it was deleted', async () => {
    const ended = await create();
    await choose(ended, 'expire');
    const late = await create({ expires_date: '2030-05-06T10:01:00.000Z' });
    const gone = await create();
    assert.equal((await ask('DELETE', `/${gone.payment_id}`)).code, 200);
    now = new Date('2030-05-06T10:01:01.000Z');
    for (const each of [ended, late, gone]) {
      const page = await new Person().open(each.payment_url);
      assert.equal(page.$('form').length, 0);
    }
    assert.equal(provider.entries().length, 0);
  });

  it('cannot delete what was paid', async () => {
    const created = await create();
    await choose(created, 'pay');
    assert.equal((await ask('DELETE', `/${created.payment_id}`)).code, 400);
  });

  it('gives money back, in part and all', async () => {
    const created = await create();
    const refund = async (body?: object) => (await ask('POST', `/${created.payment_id}/refunds`, body)).code;
    assert.equal(await refund(), 400);
    await choose(created, 'pay');
    assert.deepEqual([await refund({ amount: 990 }), await refund({ amount: 12_001 })], [200, 400]);
    assert.equal(await stateOf(created), 'done normal');
    assert.equal(await refund(), 200);
    assert.deepEqual([await stateOf(created), provider.sums()[0]!.refunded], ['done reversed', 12_990]);
    assert.equal(await refund(), 400);
  });

  it('has to say who it is, and is told what is wrong with what it asks', async () => {
    assert.equal((await ask('POST', '', request(), 'another')).code, 403);
    const wrong = [
      { amount: 0 },
      { amount: 1.5 },
      { currency: 'USD' },
      { subject: '' },
      { return_url: 'https://example.org' },
      { notify_url: 'https://example.org' },
      { notify_api_version: '1.3' },
      { expires_date: 'soon' },
    ];
    for (const more of wrong) assert.equal((await create(more)).code, 400, JSON.stringify(more));
    assert.equal((await ask('GET', '/nothing')).code, 404);
    assert.equal(provider.payments().length, 0);
  });

  it('hears of a payment from somebody who does not know the secret', async () => {
    provider.behave('webhook-forged');
    const created = await create();
    await new Person().open(created.payment_url);
    assert.match(listener.heard[0]!.body, /"status":"done"/);
    assert.deepEqual([isSigned(listener.heard[0]!), await stateOf(created)], [false, 'pending pending']);
  });

  it('may ask for no messages', async () => {
    const created = await create({ notify_url: undefined, cancel_url: undefined });
    assert.equal((await choose(created, 'cancel')).url, `${site}/return`);
    await choose(created, 'pay');
    assert.equal(listener.heard.length, 0);
  });
});
