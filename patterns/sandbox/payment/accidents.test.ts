import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { Person } from '../identity/person.ts';
import { paymentAccidentGroups } from './accidents.ts';
import type { PaymentAccident } from './accidents.ts';
import { PayService } from './govuk-pay/pay-service.ts';
import { openPayments } from './payment.ts';
import type { Payments } from './payment.ts';
import type { PaymentProvider } from './provider.ts';

describe('A provider that was asked to misbehave', () => {
  let payments: Payments;
  let provider: PaymentProvider;
  let service: PayService;
  let waiting: (() => void)[] = [];
  before(async () => {
    payments = await openPayments({ pause: () => new Promise<void>((go) => waiting.push(go)) });
    provider = payments.providers['govuk-pay'];
    service = new PayService(provider);
  });
  after(() => payments.close());
  afterEach(() => {
    provider.reset();
    waiting = [];
  });

  const captured = () => provider.sums()[0]?.captured ?? 0;
  const codeOf = (answer: { status: number; body: object }) =>
    `${answer.status} ${(answer.body as { code?: string }).code}`;
  const refund = (id: string, amount = 500) => service.ask('POST', `/v1/payments/${id}/refunds`, { amount });
  const stateOf = async (id: string) =>
    ((await service.ask('GET', `/v1/payments/${id}`)).body as unknown as { state: { status: string } }).state.status;

  it('fails at one address, does nothing there, and goes on at the others', async () => {
    const { body } = await service.create({ delayed_capture: true });
    const at = `/v1/payments/${body.payment_id}`;
    provider.behave('create-down');
    assert.equal(codeOf(await service.create()), '500 P0198');
    provider.behave('status-down');
    assert.equal(codeOf(await service.ask('GET', at)), '500 P0298');
    provider.behave('commit-down');
    assert.equal(codeOf(await service.ask('POST', `${at}/capture`)), '500 P1098');
    provider.behave('refund-down');
    assert.equal(codeOf(await refund(body.payment_id)), '500 P0698');
    provider.behave('too-many-requests');
    assert.equal(codeOf(await service.create()), '429 P0900');
    assert.equal((await service.ask('GET', at)).status, 200);
    assert.deepEqual([provider.payments().length, provider.entries().length], [1, 0]);
  });

  it('does what it was asked, and cuts the connection', async () => {
    provider.behave('create-cut');
    await assert.rejects(service.create());
    assert.equal(provider.payments().length, 1);
    provider.behave('commit-cut');
    const later = await service.create({ delayed_capture: true });
    await service.choose(later, 'pay');
    await assert.rejects(service.ask('POST', `/v1/payments/${later.body.payment_id}/capture`));
    assert.equal(captured(), 1500);
    provider.behave('refund-cut');
    await assert.rejects(refund(later.body.payment_id));
    assert.equal(provider.sums()[0]!.refunded, 500);
  });

  it('takes the money of somebody who never comes back, or whose connection is cut', async () => {
    provider.behave('no-return');
    const person = await service.choose(await service.create(), 'pay');
    assert.deepEqual([person.status, person.$('main a, main form').length, captured()], [200, 0, 1500]);
    provider.behave('page-cut');
    await assert.rejects(service.choose(await service.create(), 'pay'));
    assert.equal(captured(), 3000);
  });

  it('ends so, whatever the person chooses', async () => {
    const ends: [PaymentAccident, string][] = [
      ['declined', 'failed'],
      ['cancelled', 'failed'],
      ['expired', 'failed'],
      ['provider-error', 'error'],
    ];
    for (const [accident, status] of ends) {
      provider.behave(accident);
      const created = await service.create();
      await service.choose(created, 'pay');
      assert.equal(await stateOf(created.body.payment_id), status, accident);
    }
    assert.equal(captured(), 0);
  });

  it('fails first, and is paid later', async () => {
    provider.behave('late-success');
    const { body } = await service.paid();
    assert.deepEqual([await stateOf(body.payment_id), captured(), provider.held], ['failed', 0, 1]);
    await provider.release();
    assert.deepEqual([await stateOf(body.payment_id), captured()], ['success', 1500]);
  });

  it('takes another amount than was asked for', async () => {
    provider.behave('wrong-amount');
    const { body } = await service.paid();
    assert.deepEqual([(body as unknown as { amount: number }).amount, captured()], [1501, 1501]);
  });

  it('loses the money to the bank again, at once or when somebody asks for it', async () => {
    provider.behave('charged-back');
    const { body } = await service.paid();
    assert.deepEqual(provider.sums(), [{ currency: 'GBP', captured: 1500, refunded: 0, chargedBack: 1500 }]);
    assert.equal(codeOf(await refund(body.payment_id)), '400 P0603');
    assert.throws(() => provider.chargeBack(body.payment_id), { code: 'nothing-captured' });
    provider.behave(undefined);
    const second = await service.paid();
    await refund(second.body.payment_id);
    provider.chargeBack(second.body.payment_id);
    assert.equal(provider.sums()[0]!.chargedBack, 2500);
    const { body: disputes } = await service.ask('GET', '/v1/disputes');
    assert.equal((disputes as unknown as { total: number }).total, 2);
  });

  it('refuses a refund, lets it wait, or lets it fail', async () => {
    const { body } = await service.paid();
    const id = body.payment_id;
    const states = async () => {
      const { body: all } = await service.ask('GET', `/v1/payments/${id}/refunds`);
      return (all as unknown as { _embedded: { refunds: { status: string }[] } })._embedded.refunds.map(
        ({ status }) => status,
      );
    };
    provider.behave('refund-refused');
    assert.equal(codeOf(await refund(id)), '400 P0603');
    provider.behave('refund-fails');
    assert.equal((await refund(id)).status, 202);
    provider.behave('refund-pending');
    assert.equal((await refund(id, 1500)).status, 202); // what failed can be given back after all
    assert.deepEqual([await states(), provider.sums()[0]!.refunded], [['error', 'submitted'], 0]);
    await provider.release();
    assert.deepEqual([await states(), provider.sums()[0]!.refunded], [['error', 'success'], 1500]);
  });

  it('lets everybody wait where it is slow', async () => {
    provider.behave('slow');
    const creating = service.create();
    while (!waiting.length) await new Promise((turn) => setImmediate(turn));
    assert.equal(provider.payments().length, 0);
    waiting[0]!();
    assert.equal((await creating).status, 201);
  });

  it('means the next payment alone, with all its steps, where that was said', async () => {
    provider.behave('declined', { next: true });
    const [first, second] = [await service.create(), await service.create()];
    await service.choose(second, 'pay');
    await service.choose(first, 'pay');
    assert.deepEqual(
      [await stateOf(first.body.payment_id), await stateOf(second.body.payment_id)],
      ['failed', 'success'],
    );
  });

  it('cannot do what the real one cannot', () => {
    const all = Object.values(paymentAccidentGroups).flat();
    const { 'govuk-pay': pay, webpay } = payments.providers;
    for (const each of [pay, webpay])
      for (const accident of all) {
        if (each.accidents.includes(accident)) each.behave(accident);
        else assert.throws(() => each.behave(accident), { code: 'impossible-here' });
      }
    webpay.reset();
    assert.throws(() => (webpay.webhookUrl = 'http://localhost:3000/hook'), { code: 'impossible-here' });
    assert.ok(!webpay.accidents.includes('webhook-first') && !pay.accidents.includes('abort-by-get'));
  });
});

describe('Somebody who makes payments go wrong', () => {
  let payments: Payments;
  let service: PayService;
  before(async () => {
    payments = await openPayments();
    service = new PayService(payments.providers['govuk-pay']);
  });
  after(() => payments.close());
  afterEach(() => Object.values(payments.providers).forEach((provider) => provider.reset()));

  const open = (path: string) => new Person().open(payments.origin + path);
  const told = async (query = '') =>
    (await (await fetch(`${payments.origin}/payment/control.json${query}`)).json()) as Record<string, unknown>;
  const command = (body: object, type = 'application/json') =>
    fetch(`${payments.origin}/payment/control.json`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(body),
    });

  it('chooses by its words, for one provider, and sees that it is so', async () => {
    const page = await open('/payment/control?provider=webpay&language=en');
    await page.press({ accident: 'other-spelling', action: 'always' });
    assert.equal(page.$('input[checked]').attr('value'), 'other-spelling');
    assert.equal(page.$('[role="status"]').length, 1);
    const { webpay, 'govuk-pay': pay } = payments.providers;
    assert.deepEqual([webpay.accident, pay.accident], ['other-spelling', undefined]);
  });

  it('says where webhooks go, and is told when that is elsewhere, with what was typed still there', async () => {
    const provider = payments.providers['govuk-pay'];
    const page = await open('/payment/control');
    await page.press({ webhookUrl: 'https://example.org/hook', accident: 'declined', action: 'always' });
    assert.deepEqual(
      [page.status, page.$('#webhookUrl').attr('value'), page.$('input[checked]').attr('value')],
      [400, 'https://example.org/hook', 'declined'],
    );
    assert.equal(page.$('plaza-error-summary a[href="#webhookUrl"]').length, 1);
    assert.equal(page.$('#webhookUrl').attr('aria-describedby'), 'webhookUrl-hint webhookUrl-error');
    assert.deepEqual([provider.webhookUrl, provider.accident], [undefined, undefined]);
    await page.press({ webhookUrl: ' http://localhost:3000/hook ', action: 'always' });
    assert.equal(provider.webhookUrl, 'http://localhost:3000/hook');
    await page.press({ webhookUrl: '', action: 'always' });
    assert.equal(provider.webhookUrl, undefined);
  });

  it('reads what was really taken, and lets the bank take it back', async () => {
    await service.paid({ reference: 'ABCD-1234' });
    const page = await open('/payment/ledger?language=en');
    assert.match(page.$('main').text().replace(/\s+/g, ' '), /Taken ?£15\.00 ?Given back ?£0\.00.*ABCD-1234.*success/);
    await page.press({ action: 'charge-back' });
    assert.match(page.$('main').text(), /Taken back by the bank/);
    assert.equal(page.$('button[value="charge-back"]').length, 0);
  });

  it('reads pesos without decimals', async () => {
    const { baseUrl, credentials } = payments.providers.khipu;
    const return_url = 'http://localhost:3999/';
    await fetch(`${baseUrl}/v3/payments`, {
      method: 'POST',
      headers: { 'x-api-key': credentials.apiKey! },
      body: JSON.stringify({ amount: 12_990, currency: 'CLP', subject: 'x', transaction_id: 'order-1', return_url }),
    });
    const page = await open('/payment/ledger?language=es');
    assert.match(page.$('main').text(), /\$12\.990/);
  });

  it('cannot be made to do anything by another site', async () => {
    const from = (path: string) =>
      fetch(`${payments.origin}${path}`, {
        method: 'POST',
        headers: { origin: 'http://other.example' },
        body: new URLSearchParams({ provider: 'webpay', accident: 'declined', action: 'always', choice: 'pay' }),
      });
    const { body } = await service.create();
    const { pathname } = new URL(body._links.next_url!.href);
    assert.deepEqual(
      [
        (await from('/payment/control')).status,
        (await from('/payment/control.json')).status,
        (await from(pathname)).status,
      ],
      [403, 403, 403],
    );
    assert.deepEqual(
      [payments.providers.webpay.accident, payments.providers['govuk-pay'].entries().length],
      [undefined, 0],
    );
  });

  it('does the same by a program', async () => {
    const hook = 'http://localhost:3000/hook';
    await command({ provider: 'govuk-pay', accident: 'declined', webhookUrl: hook });
    const { accident, webhookUrl } = await told('?provider=govuk-pay');
    assert.deepEqual([accident, webhookUrl], ['declined', hook]);
    await service.create();
    await command({ provider: 'govuk-pay', action: 'reset' });
    const { accident: none, webhookUrl: stays, payments: kept } = await told('?provider=govuk-pay');
    assert.deepEqual([none, stays, kept], [null, hook, []]);
    await command({ provider: 'govuk-pay', accident: null, webhookUrl: '' });
    const paid = await service.paid();
    await command({ provider: 'govuk-pay', action: 'charge-back', payment: paid.body.payment_id });
    const { sums, payments: all, asked } = await told('?provider=govuk-pay');
    assert.deepEqual(sums, [{ currency: 'GBP', captured: 1500, refunded: 0, chargedBack: 1500 }]);
    const [{ id, captured, chargedBack, status }] = all as [Record<string, unknown>];
    assert.deepEqual([id, captured, chargedBack, status], [paid.body.payment_id, 1500, 1500, 'success']);
    assert.deepEqual(asked, { create: 1, commit: 0, status: 1, refund: 0 });
    assert.equal(((await told()).providers as unknown[]).length, Object.keys(payments.providers).length);
  });

  it('is told by a program what it cannot do', async () => {
    const answers = [
      await command({ provider: 'webpay', accident: 'webhook-first' }),
      await command({ provider: 'govuk-pay', webhookUrl: 'https://example.org' }),
      await command({ provider: 'govuk-pay', action: 'charge-back', payment: 'x' }),
      await command({ provider: 'nobody' }),
      await command({ provider: 'webpay' }, 'application/xml'),
    ];
    const codes = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { error: string }).error));
    assert.deepEqual(codes, [
      'impossible-here',
      'not-on-this-machine',
      'nothing-captured',
      'unknown-provider',
      'not-json',
    ]);
  });

  it('has to choose what happens, and is told so', async () => {
    const { body } = await service.create();
    const page = await new Person().open(`${body._links.next_url!.href}?language=en`);
    await page.press({}, service.returnUrl);
    assert.deepEqual(
      [page.status, page.$('plaza-error-summary a').attr('href'), page.$('title').text().startsWith('Error:')],
      [400, '#pay', true],
    );
    assert.equal(page.$(`label[for="pay"]`).text(), 'Pay by card');
  });

  it('finds nothing at a page that is none', async () => {
    const page = await open('/payment/webpay/secure/nothing?language=en');
    assert.deepEqual([page.status, page.$('h1').text()], [404, 'There is nothing to pay']);
    assert.equal((await open('/payment/nothing')).status, 404);
  });

  it('reads hostile text as text', async () => {
    const hostile = '<script>alert(1)</script>';
    const { body } = await service.create({ reference: hostile, description: hostile });
    const page = await new Person().open(body._links.next_url!.href);
    const ledger = await open('/payment/ledger');
    assert.deepEqual([page.$('script').length, ledger.$('script').length], [0, 0]);
    assert.ok(page.$('main').text().includes(hostile) && ledger.$('main').text().includes(hostile));
  });
});
