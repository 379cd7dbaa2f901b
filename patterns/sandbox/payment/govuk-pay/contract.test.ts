/**
 * Our GOV.UK Pay against its own contract, where that is at hand: `GOVUK_PAY_OPENAPI` names the file
 * `openapi/publicapi_spec.json` of alphagov/pay-publicapi. It is not ours, so it is not kept here.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { openPayments } from '../payment.ts';
import type { Payments } from '../payment.ts';
import type { PaymentProvider } from '../provider.ts';
import { PayService } from './pay-service.ts';
import type { PayAnswer } from './pay-service.ts';

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}

interface Contract {
  paths: Record<string, Record<string, { responses: Record<string, object> }>>;
  components: { schemas: Record<string, Schema> };
}

const file = process.env.GOVUK_PAY_OPENAPI;
const skip = file ? false : 'GOVUK_PAY_OPENAPI names no contract';

describe('Our GOV.UK Pay keeps to its contract', { skip }, () => {
  let contract: Contract;
  let ajv: Ajv;
  let payments: Payments;
  let provider: PaymentProvider;
  let service: PayService;
  before(async () => {
    contract = JSON.parse(readFileSync(file!, 'utf8')) as Contract;
    for (const [name, schema] of Object.entries(contract.components.schemas))
      if (schema.properties && name !== 'ExternalMetadata') schema.additionalProperties ??= false;
    contract.components.schemas.PostLink!.properties!.params = {}; // it calls each an object, and means text
    ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema(contract, 'contract');
    payments = await openPayments();
    provider = payments.providers['govuk-pay'];
    service = new PayService(provider);
  });
  after(() => payments?.close());
  beforeEach(() => provider.reset());

  const shaped = (name: string): ValidateFunction => ajv.getSchema(`contract#/components/schemas/${name}`)!;

  /** Whether an answer is one that the contract has for this address, and has its shape: nothing more, nothing else. */
  function holds({ status, body }: PayAnswer, [method, path]: [string, string], name?: string): void {
    const { responses } = contract.paths[path]![method]!;
    assert.ok(Object.hasOwn(responses, status), `${method} ${path} answers ${status}`);
    if (!name) return assert.equal(body, undefined);
    const validate = shaped(name);
    assert.ok(validate(body), `${name}: ${ajv.errorsText(validate.errors)}`);
  }

  const at = {
    create: ['post', '/v1/payments'],
    search: ['get', '/v1/payments'],
    get: ['get', '/v1/payments/{paymentId}'],
    events: ['get', '/v1/payments/{paymentId}/events'],
    cancel: ['post', '/v1/payments/{paymentId}/cancel'],
    capture: ['post', '/v1/payments/{paymentId}/capture'],
    refund: ['post', '/v1/payments/{paymentId}/refunds'],
    refunds: ['get', '/v1/payments/{paymentId}/refunds'],
    oneRefund: ['get', '/v1/payments/{paymentId}/refunds/{refundId}'],
    allRefunds: ['get', '/v1/refunds'],
    disputes: ['get', '/v1/disputes'],
  } satisfies Record<string, [string, string]>;

  it('in a payment, from its creation to its end, in each way', async () => {
    for (const choice of ['pay', 'decline', 'cancel', 'expire', 'fail', 'leave'] as const) {
      const created = await service.create({ email: 'ada@example.org', metadata: { a: 'b' }, language: 'cy' });
      holds(created, at.create, 'CreatePaymentResult');
      await service.choose(created, choice);
      holds(await service.get(created), at.get, 'PaymentWithAllLinks');
      const events = await service.ask('GET', `/v1/payments/${created.body.payment_id}/events`);
      holds(events, at.events, 'PaymentEvents');
    }
    holds(await service.ask('GET', '/v1/payments?display_size=2'), at.search, 'PaymentSearchResults');
  });

  it('in capturing and cancelling', async () => {
    const created = await service.create({ delayed_capture: true });
    const ask = (what: string) => service.ask('POST', `/v1/payments/${created.body.payment_id}/${what}`);
    holds(await ask('capture'), at.capture, 'RequestError');
    await service.choose(created, 'pay');
    holds(await service.get(created), at.get, 'PaymentWithAllLinks');
    holds(await ask('capture'), at.capture);
    holds(await ask('cancel'), at.cancel, 'RequestError');
    const other = await service.create();
    holds(await service.ask('POST', `/v1/payments/${other.body.payment_id}/cancel`), at.cancel);
  });

  it('in refunds and disputes', async () => {
    const { body } = await service.paid();
    const of = `/v1/payments/${body.payment_id}/refunds`;
    const refund = await service.ask('POST', of, { amount: 500, refund_amount_available: 1500 });
    holds(refund, at.refund, 'Refund');
    const { refund_id: id } = refund.body as unknown as { refund_id: string };
    holds(await service.ask('GET', `${of}/${id}`), at.oneRefund, 'Refund');
    holds(await service.ask('GET', of), at.refunds, 'RefundForSearchResult');
    holds(await service.ask('GET', '/v1/refunds'), at.allRefunds, 'RefundSearchResults');
    holds(await service.ask('POST', of, { amount: 500, refund_amount_available: 9 }), at.refund, 'RequestError');
    provider.chargeBack(body.payment_id);
    holds(await service.ask('GET', '/v1/disputes'), at.disputes, 'DisputesSearchResults');
    holds(await service.get({ status: 200, body }), at.get, 'PaymentWithAllLinks');
  });

  it('in saying no', async () => {
    holds(await service.create({ amount: undefined }), at.create, 'RequestError');
    holds(await service.create({ amount: 10_000_001 }), at.create, 'RequestError');
    holds(await service.create({}, { 'idempotency-key': '?' }), at.create, 'RequestError');
    holds(await service.ask('GET', '/v1/payments/nothing'), at.get, 'RequestError');
    provider.behave('too-many-requests');
    holds(await service.create(), at.create, 'ErrorResponse');
    provider.behave('create-down');
    holds(await service.create(), at.create, 'RequestError');
  });

  it('in what it takes: a request that the contract refuses is refused, and one that it allows is taken', async () => {
    const changes = [
      {},
      { amount: 0 },
      { amount: 10_000_000 },
      { amount: 10_000_001 },
      { amount: -1 },
      { amount: 1.5 },
      { amount: '100' },
      { amount: undefined },
      { reference: 'x'.repeat(255) },
      { reference: 'x'.repeat(256) },
      { reference: undefined },
      { description: 'x'.repeat(256) },
      { description: 7 },
      { description: undefined },
      { return_url: `http://localhost/${'x'.repeat(1984)}` },
      { return_url: `http://localhost/${'x'.repeat(2000)}` },
      { return_url: undefined },
      { language: 'cy' },
      { language: 'fr' },
      { delayed_capture: true },
      { delayed_capture: 'true' },
      { moto: true },
      { email: 7 },
    ];
    const validate = shaped('CreateCardPaymentRequest');
    for (const change of changes) {
      const { returnUrl: return_url } = service;
      const body = { amount: 1500, reference: 'R', description: 'D', return_url, ...change };
      const isAllowed = validate(JSON.parse(JSON.stringify(body)));
      const { status } = await service.create(body);
      assert.equal(status === 201, isAllowed, `${JSON.stringify(change).slice(0, 60)}: ${status}`);
    }
  });
});
