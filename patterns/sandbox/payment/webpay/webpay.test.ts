/** Through Transbank’s own client for Node. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { Options, WebpayPlus } from 'transbank-sdk';
import { Person } from '../../identity/person.ts';
import { openPayments } from '../payment.ts';
import type { Payments } from '../payment.ts';
import type { Choice, PaymentProvider } from '../provider.ts';

interface Transaction {
  status: string;
  amount: number;
  buy_order: string;
  session_id: string;
  response_code?: number;
  vci?: string;
  authorization_code?: string;
  card_detail?: { card_number: string };
}

const returnUrl = 'http://localhost:3999/return/handle';
const start = new Date('2030-05-06T10:00:00.000Z');
let now = start;
let payments: Payments;
let provider: PaymentProvider;
let webpay: InstanceType<typeof WebpayPlus.Transaction>;
before(async () => {
  payments = await openPayments({ clock: () => now });
  provider = payments.providers.webpay;
  const { commerceCode, apiKey } = provider.credentials;
  webpay = new WebpayPlus.Transaction(new Options(commerceCode!, apiKey!, provider.baseUrl));
});
after(() => payments.close());
afterEach(() => {
  provider.reset();
  now = start;
});

const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
const create = async (amount = 12_990) =>
  (await webpay.create('order-1', 'session-1', amount, returnUrl)) as { token: string; url: string };
const statusOf = async (token: string) => (await webpay.status(token)) as Transaction;
const commit = async (token: string) => (await webpay.commit(token)) as Transaction;

/** Somebody is sent to the page by a form of the service’s, as Webpay asks, and chooses what happens. */
async function choose({ token, url }: { token: string; url: string }, choice: Choice): Promise<Person> {
  const body = new URLSearchParams({ token_ws: token });
  const headers = { origin: 'http://localhost:3000' };
  const person = await new Person().open(url, undefined, { method: 'POST', body, headers });
  return person.press({ choice }, returnUrl);
}

/** What a way back carries, and by which method. */
function returned({ url, $ }: Person): [string, Record<string, string>] {
  const form = $('form').first();
  if (!url.startsWith(returnUrl))
    return [
      `${form.attr('method')} ${form.attr('action')}`,
      Object.fromEntries(
        form
          .find('input')
          .toArray()
          .map((input) => [$(input).attr('name')!, $(input).attr('value')!]),
      ),
    ];
  const { origin, pathname, searchParams } = new URL(url);
  return [`get ${origin}${pathname}`, Object.fromEntries(searchParams)];
}

describe('A service at Webpay', () => {
  it('takes the money by committing, and once', async () => {
    const created = await create();
    assert.equal(created.token.length, 64);
    const person = await choose(created, 'pay');
    assert.deepEqual(returned(person), [`get ${returnUrl}`, { token_ws: created.token }]);
    assert.deepEqual([(await statusOf(created.token)).status, provider.entries().length], ['INITIALIZED', 0]);
    const { status, response_code, amount, buy_order, session_id, card_detail, vci } = await commit(created.token);
    assert.deepEqual(
      [status, response_code, amount, buy_order, session_id, card_detail?.card_number, vci],
      ['AUTHORIZED', 0, 12_990, 'order-1', 'session-1', '6623', 'TSY'],
    );
    await assert.rejects(commit(created.token), /status code 422/);
    assert.equal((await statusOf(created.token)).status, 'AUTHORIZED');
    assert.deepEqual(provider.sums(), [{ currency: 'CLP', captured: 12_990, refunded: 0, chargedBack: 0 }]);
  });

  it('is told of a refusal by the commit', async () => {
    const created = await create();
    const person = await choose(created, 'decline');
    assert.deepEqual(returned(person), [`get ${returnUrl}`, { token_ws: created.token }]);
    const { status, response_code } = await commit(created.token);
    assert.deepEqual([status, response_code, provider.entries().length], ['FAILED', -1, 0]);
  });

  it('gets session and order without a token, when it took too long', async () => {
    const created = await create();
    const names = { TBK_ID_SESION: 'session-1', TBK_ORDEN_COMPRA: 'order-1' };
    assert.deepEqual(returned(await choose(created, 'expire')), [`get ${returnUrl}`, names]);
    await assert.rejects(commit(created.token), /invalid finished state: aborted/);
  });

  it('gets TBK_TOKEN by a form from another site, when somebody gives up; a commit answers 422', async () => {
    const created = await create();
    const names = { TBK_TOKEN: created.token, TBK_ID_SESION: 'session-1', TBK_ORDEN_COMPRA: 'order-1' };
    const person = await choose(created, 'cancel');
    assert.deepEqual(returned(person), [`post ${returnUrl}`, names]);
    assert.match(person.headers.get('content-security-policy')!, /form-action 'self' http:\/\/localhost:3999/);
    await assert.rejects(commit(created.token), /422.*\n.*invalid finished state: aborted/);
    assert.equal((await statusOf(created.token)).status, 'INITIALIZED');
  });

  it('gets TBK_TOKEN in the address, in production, and the session in two spellings', async () => {
    provider.behave('abort-by-get');
    const [way, fields] = returned(await choose(await create(), 'cancel'));
    assert.deepEqual(
      [way, Object.keys(fields)],
      [`get ${returnUrl}`, ['TBK_TOKEN', 'TBK_ID_SESION', 'TBK_ORDEN_COMPRA']],
    );
    provider.behave('other-spelling');
    const [, names] = returned(await choose(await create(), 'expire'));
    assert.deepEqual(names, { TBK_ID_SESSION: 'session-1', TBK_ORDEN_COMPRA: 'order-1' });
  });

  it('gets both tokens from the page of an error', async () => {
    const created = await create();
    const [way, fields] = returned(await choose(created, 'fail'));
    const { token } = created;
    const names = { token_ws: token, TBK_TOKEN: token, TBK_ID_SESION: 'session-1', TBK_ORDEN_COMPRA: 'order-1' };
    assert.deepEqual([way, fields], [`get ${returnUrl}`, names]);
    await assert.rejects(commit(token), /Invalid status '10'/);
  });

  it('cannot take money that nobody agreed to pay', async () => {
    const { token } = await create();
    await assert.rejects(commit(token), /Invalid status '10'/);
    await assert.rejects(commit('0'.repeat(64)), /Invalid value for parameter: token/);
    assert.equal(provider.entries().length, 0);
  });

  it('has ten minutes to commit, and seven days to ask', async () => {
    const created = await create();
    await choose(created, 'pay');
    later(10);
    const other = await create();
    await choose(other, 'pay');
    assert.equal((await commit(created.token)).status, 'AUTHORIZED');
    later(11);
    await assert.rejects(commit(other.token), /aborted/);
    later(7 * 24 * 60 - 21);
    assert.equal((await statusOf(created.token)).status, 'AUTHORIZED');
    later(1);
    await assert.rejects(statusOf(created.token), /7 days/);
  });

  it('gives money back: reversed soon after, nullified later or in parts', async () => {
    const paid = async () => {
      const created = await create(10_000);
      await choose(created, 'pay');
      await commit(created.token);
      return created.token;
    };
    const refund = async (token: string, amount: number) => {
      const { type, balance } = (await webpay.refund(token, amount)) as { type: string; balance?: number };
      return [type, balance, (await statusOf(token)).status];
    };
    const [whole, parts, late] = [await paid(), await paid(), await paid()];
    assert.deepEqual(await refund(whole, 10_000), ['REVERSED', undefined, 'REVERSED']);
    assert.deepEqual(await refund(parts, 4_000), ['NULLIFIED', 6_000, 'PARTIALLY_NULLIFIED']);
    await assert.rejects(refund(parts, 6_001), /422/);
    assert.deepEqual(await refund(parts, 6_000), ['NULLIFIED', 0, 'NULLIFIED']);
    later(181);
    assert.deepEqual(await refund(late, 10_000), ['NULLIFIED', 0, 'NULLIFIED']);
    await assert.rejects(refund(whole, 1), /422/);
    assert.deepEqual(provider.sums(), [{ currency: 'CLP', captured: 30_000, refunded: 30_000, chargedBack: 0 }]);
  });

  it('gives nothing back of what it did not take', async () => {
    const created = await create();
    await choose(created, 'pay');
    await assert.rejects(webpay.refund(created.token, 1), /422/);
  });

  it('is told what is wrong with what it asks', async () => {
    await assert.rejects(webpay.create('o'.repeat(27), 's', 1, returnUrl), /too long/);
    const wrong = async (more: object) => {
      const answer = await fetch(`${provider.baseUrl}/rswebpaytransaction/api/webpay/v1.2/transactions`, {
        method: 'POST',
        headers: {
          'tbk-api-key-id': provider.credentials.commerceCode!,
          'tbk-api-key-secret': provider.credentials.apiKey!,
        },
        body: JSON.stringify({ buy_order: 'o', session_id: 's', amount: 1, return_url: returnUrl, ...more }),
      });
      const { error_message: said } = (await answer.json()) as { error_message?: string };
      return `${answer.status} ${said?.split(' ').at(-1)}`;
    };
    assert.deepEqual(
      [
        await wrong({ buy_order: 'o'.repeat(27) }),
        await wrong({ session_id: 's'.repeat(62) }),
        await wrong({ amount: 1500.5 }),
        await wrong({ amount: 0 }),
        await wrong({ amount: '1500' }),
        await wrong({ return_url: 'https://example.org/' }),
        await wrong({ return_url: `http://localhost/${'x'.repeat(255)}` }),
      ],
      ['buy_order', 'session_id', 'amount', 'amount', 'amount', 'return_url', 'return_url'].map(
        (name) => `422 ${name}`,
      ),
    );
    assert.match(await wrong({ buy_order: 'o'.repeat(26), session_id: 's'.repeat(61) }), /^200/);
  });

  it('has to say who it is', async () => {
    const options = new Options(provider.credentials.commerceCode!, 'another', provider.baseUrl);
    const stranger = new WebpayPlus.Transaction(options);
    await assert.rejects(stranger.create('o', 's', 1, returnUrl), /401/);
  });
});

describe('Webpay that was asked to misbehave', () => {
  const paid = async () => {
    const created = await create();
    await choose(created, 'pay');
    return created.token;
  };

  it('refuses to commit what its status calls approved, and takes no money', async () => {
    provider.behave('approved-and-refused');
    const token = await paid();
    await assert.rejects(commit(token), /Invalid status '19'/);
    const { status, response_code, vci, authorization_code, card_detail } = await statusOf(token);
    assert.deepEqual(
      [status, response_code, vci, authorization_code, card_detail],
      ['INITIALIZED', 0, 'ABO', undefined, undefined],
    );
    assert.equal(provider.entries().length, 0);
  });

  it('takes the money, and the connection is cut: the status tells', async () => {
    provider.behave('commit-cut');
    const token = await paid();
    await assert.rejects(commit(token), /socket hang up|ECONNRESET/);
    assert.deepEqual([(await statusOf(token)).status, provider.sums()[0]!.captured], ['AUTHORIZED', 12_990]);
  });

  it('says no first, and takes the money later', async () => {
    provider.behave('late-success', { next: true });
    const token = await paid();
    assert.equal((await commit(token)).status, 'FAILED');
    assert.equal(provider.held, 1);
    await provider.release();
    assert.deepEqual([(await statusOf(token)).status, provider.sums()[0]!.captured], ['AUTHORIZED', 12_990]);
  });

  it('takes another amount', async () => {
    provider.behave('wrong-amount');
    const { amount } = await commit(await paid());
    assert.deepEqual([amount, provider.sums()[0]!.captured], [12_991, 12_991]);
  });
});
