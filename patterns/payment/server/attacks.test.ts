/** What happens on the pages of a payment that nobody wants: pressed twice, forged, tampered with, flooded, broken. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { formData } from '../../../examples/testing/visitor.ts';
import { money } from '../index.ts';
import { permit } from '../testing/histories.ts';
import { PaymentSite, place } from '../testing/payment-site.ts';
import { paymentMigrations } from './tables.ts';
import type { PaymentTables } from './tables.ts';

onEveryDatabase<PaymentTables>('The pages of a payment', paymentMigrations, (opened) => {
  const at = (options: ConstructorParameters<typeof PaymentSite>[1] = {}) =>
    new PaymentSite(opened().database, options).open();
  const count = (site: PaymentSite) => site.provider.payments.size;
  const webhook = '/demo/payments/webhook/played';

  it('begin one payment, however often and in however many tabs the button is pressed', async () => {
    const site = await at();
    const ana = site.visitor();
    const page = await ana.look();
    const ben = site.visitor();
    const all = await Promise.all([ana.press({}, page), ana.press({}, page), ana.press(), ben.press()]);
    assert.equal(count(site), 1);
    assert.deepEqual(new Set(all.map(place)), new Set([`${site.path}/going?language=en`]));
    for (const who of [ana, ben])
      assert.equal(
        (await who.open(`${site.path}/going`)).response.headers.get('refresh'),
        `0; url=https://pay.example/${site.lastRef}`,
      );
  });

  for (const more of [
    { amount: '1' },
    { currency: 'EUR' },
    { amount: '-5' },
    { amount: 'abc' },
    { amount: '1500.5' },
    { currency: 'XXXX' },
  ])
    it(`begin nothing by another amount than is owed, and show the right one (${JSON.stringify(more)})`, async () => {
      const site = await at();
      const page = await site.visitor().press(more);
      assert.equal(page.status, 409);
      assert.match(page.notice, /^The amount is not the one you saw Nothing was taken/);
      assert.equal(page.hidden.amount, '1500');
      assert.equal(count(site), 0);
      assert.equal((await site.state()).attempts.length, 0);
    });

  it('have the new amount accepted anew, where it changed meanwhile', async () => {
    const site = await at();
    const ana = site.visitor();
    const old = await ana.look();
    const lines = [{ ...permit.lines[0]!, money: money('1800', 'CLP') }];
    await site.payments.reprice({ ...site.owed, lines, total: money('1800', 'CLP') });
    const changed = await ana.press({}, old);
    assert.deepEqual([changed.status, changed.hidden.amount], [409, '1800']);
    assert.match(place(await ana.press({}, changed)), /\/going/);
    assert.equal(site.provider.payments.get(site.lastRef)!.asked.money.amount, '1800');
  });

  it('work the amount out again once it holds no more; without that, nobody pays it', async () => {
    const validUntil = '2026-11-30T08:00:00Z';
    const dear = await at({
      owed: { validUntil },
      priceAgain: (owed) => ({
        ...owed,
        validUntil: '2027-01-01T00:00:00Z',
        lines: [{ ...owed.lines[0]!, money: money('1600', 'CLP') }],
        total: money('1600', 'CLP'),
      }),
    });
    assert.equal((await dear.visitor().look()).hidden.amount, '1600');
    const old = await at({ owed: { validUntil: '2026-11-30T10:00:00Z' } });
    const ana = old.visitor();
    const before = await ana.look();
    old.later(3601);
    const page = await ana.look();
    assert.match(page.notice, /^The amount has to be worked out again It was good until November 30, 2026 at 10:00/);
    assert.equal(page.$('form').length, 0);
    assert.equal((await ana.press({}, before)).status, 409);
    assert.equal(count(old), 0);
  });

  it('leave the amount of what is paid as it is, however old', async () => {
    const paid = await at({
      owed: { validUntil: '2026-11-30T10:00:00Z' },
      priceAgain: (owed) => ({ ...owed, total: money('1600', 'CLP') }),
    });
    const ana = paid.visitor();
    await ana.pay('paid');
    paid.later(3601);
    assert.equal((await ana.look()).heading, 'You have paid');
  });

  for (const fault of [undefined, 'silent-before'] as const)
    it(`send nobody to the provider once more who may have paid there (${fault ?? 'processing'})`, async () => {
      const site = await at();
      const ana = site.visitor();
      const old = await ana.look();
      await ana.press();
      site.provider.act(site.lastRef, 'processing');
      site.provider.fault = () => fault;
      const { heading } = await ana.comeBack();
      const pressed = await ana.follow(await ana.press({}, old));
      assert.equal(place(pressed), `${site.path}?language=en`);
      assert.equal((await ana.follow(pressed)).heading, heading);
      assert.equal(count(site), 1);
    });

  it('keep to the amount of a payment that somebody is paying', async () => {
    const site = await at();
    await site.visitor().press();
    await site.payments.reprice({ ...site.owed, total: money('1800', 'CLP') });
    assert.equal((await site.state()).due.amount, '1500');
  });

  it('do nothing by a form of another site, or without its proof', async () => {
    const site = await at();
    const ana = site.visitor();
    const { hidden } = await ana.look();
    const elsewhere = await ana.post(formData(hidden), site.path, {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    });
    assert.deepEqual([elsewhere.status, elsewhere.notice.includes('did not come from this site')], [403, true]);
    for (const forged of [{ token: '' }, { visit: 'x'.repeat(43) }])
      assert.equal((await ana.press(forged)).status, 403);
    const stranger = site.visitor();
    await stranger.look();
    assert.equal((await stranger.post(formData(hidden), site.path)).status, 403);
    assert.equal(count(site), 0);
    assert.deepEqual(
      site.log.map(({ event, error }) => `${event} ${error}`),
      ['refused another-site', 'refused no-proof', 'refused no-proof', 'refused no-proof'],
    );
  });

  it('are for nobody without their handle, and say nothing then', async () => {
    const site = await at();
    const ana = site.visitor();
    await ana.press();
    const handle = site.path.split('/').at(-1)!;
    const back = site.returnPath.split('/').at(-1)!;
    const paths = ['x', 'x'.repeat(43), handle.slice(1), handle.toUpperCase(), back, '%00', site.owed.id, '<b>'];
    const texts = new Set<string>();
    for (const path of paths)
      for (const rest of ['', '/going', '/already', '/receipt', '/receipt.pdf']) {
        const page = await ana.open(`/demo/payments/${path}${rest}`);
        assert.equal(page.status, 404, path + rest);
        texts.add(page.text);
      }
    assert.deepEqual(
      [...texts].map((text) => text.slice(0, 26)),
      ['We did not find this page '],
    );
    assert.equal((await ana.post(new URLSearchParams({}), `/demo/payments/${back}`)).status, 404);
    for (const path of [handle, 'x', '%00']) {
      assert.equal((await ana.open(`/demo/payments/return/${path}`)).status, 404);
      assert.equal((await ana.post(new URLSearchParams({}), `/demo/payments/return/${path}`)).status, 404);
    }
  });

  it('are come back to by a form of another site, without a cookie, and lead to the page', async () => {
    const site = await at();
    const ana = site.visitor();
    await ana.press();
    site.provider.act(site.lastRef, 'paid');
    const stranger = site.visitor();
    const headers = { origin: 'https://pay.example', 'sec-fetch-site': 'cross-site' };
    const back = await stranger.post(new URLSearchParams({ token_ws: 'x' }), site.returnPath, headers);
    assert.deepEqual([back.status, place(back)], [303, site.path]);
    assert.equal(back.response.headers.get('referrer-policy'), 'no-referrer');
    assert.equal((await stranger.follow(back)).heading, 'You have paid');
  });

  it('read no more than a provider sends, and ask all the same', async () => {
    const site = await at();
    const ana = site.visitor();
    await ana.press();
    site.provider.act(site.lastRef, 'paid');
    const huge = await ana.post(new URLSearchParams({ token: 'x'.repeat(500_000) }), site.returnPath);
    assert.equal(place(huge), site.path);
    const body = `signed ${'x'.repeat(1_100_000)}`;
    assert.equal((await ana.post(body, webhook)).status, 413);
  });

  it('show the same however often they are loaded', async () => {
    const site = await at();
    const ana = site.visitor();
    const again = async () => [(await ana.look()).heading, (await ana.look()).heading];
    const seen = [await again()];
    await ana.press();
    seen.push(await again());
    for (const status of ['processing', 'declined', 'paid'] as const) {
      site.provider.act(site.lastRef, status);
      await ana.open(site.returnPath);
      await ana.open(site.returnPath);
      seen.push(await again());
    }
    for (const [one, other] of seen) assert.equal(one, other);
    assert.equal(new Set(seen.flat()).size, 5);
  });

  it('hear a provider at once and act on it afterwards, whether it comes before or after the person', async () => {
    const site = await at();
    const ana = site.visitor();
    await ana.press();
    site.provider.act(site.lastRef, 'paid');
    const heard = await ana.post(`signed ${site.lastRef}`, webhook, { 'sec-fetch-site': 'cross-site' });
    assert.equal(heard.status, 204);
    await site.pages.settled();
    assert.equal((await site.state()).status, 'paid');
    const twice = await ana.post(`signed ${site.lastRef}`, webhook);
    await site.pages.settled();
    assert.equal(twice.status, 204);
    assert.equal((await ana.comeBack()).heading, 'You have paid');
    assert.equal((await site.state()).attempts.length, 1);
  });

  it('hear nobody else', async () => {
    const site = await at();
    const ana = site.visitor();
    assert.equal((await ana.post('forged', webhook)).status, 400);
    assert.equal((await ana.post('', webhook)).status, 400);
    assert.equal((await ana.post('signed x', '/demo/payments/webhook/nobody')).status, 400);
    assert.equal((await ana.post('signed nothing-of-ours\0', webhook)).status, 204);
    await site.pages.settled();
    assert.deepEqual(site.log.slice(0, 3), [
      { event: 'message-refused', provider: 'played', status: 400 },
      { event: 'message-refused', provider: 'played', status: 400 },
      { event: 'message-refused', status: 400 },
    ]);
    assert.equal((await ana.open(webhook)).status, 404);
  });

  it('slow down whoever floods them, by connection, and tell people how long', async () => {
    const none = { most: 1, minutes: 10 };
    const site = await at({
      client: () => '192.0.2.1',
      limits: { start: none, ask: none, message: none },
    });
    const ana = site.visitor();
    await ana.press();
    const page = await ana.press();
    assert.equal(page.status, 429);
    assert.match(page.notice, /^Too many .* Nothing was taken\. .* in 10 minutes\.$/);
    assert.equal(page.response.headers.get('retry-after'), '600');
    await ana.open(site.returnPath);
    assert.equal((await ana.open(site.returnPath)).status, 429);
    assert.equal((await ana.open('/demo/payments/verify?code=x')).status, 429);
    assert.equal((await ana.open('/demo/payments/verify')).status, 200);
    await ana.post('forged', webhook);
    assert.equal((await ana.post('forged', webhook)).status, 429);
    assert.equal(site.log.filter(({ status }) => status === 429).length, 3);
  });

  it('tell of a fault of ours in plain words, and the log what kind it was', async () => {
    const site = await at({
      owed: { validUntil: '2026-11-30T08:00:00Z' },
      priceAgain: () => {
        throw new TypeError('Ana Pérez');
      },
    });
    const page = await site.visitor().look();
    assert.equal(page.status, 500);
    assert.match(page.text, /^Something did not work on our side .* Before you pay again, look at this page again/);
    assert.deepEqual([site.log[0]!.event, site.log[0]!.error], ['failed', 'TypeError']);
    assert.ok(!JSON.stringify(site.log).includes('Ana'));
  });

  it('are kept by nobody on the way, and their log knows no address and no amount', async () => {
    const site = await at();
    const ana = site.visitor();
    for (const { response } of [await ana.look(), await ana.pay('paid'), await ana.open(`${site.path}/receipt.pdf`)])
      assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.deepEqual(site.log, [{ event: 'payment-started', provider: 'played' }, { event: 'came-back' }]);
  });

  it('escape what an agency, a tariff and a provider are called', async () => {
    const label = { en: '<img src=x>' };
    const site = await at({ owed: { lines: [{ ...permit.lines[0]!, label }] }, agency: label, next: label });
    const ana = site.visitor();
    const pages = [await ana.look(), await ana.pay('paid'), await ana.open(`${site.path}/receipt`)];
    for (const page of pages) assert.equal(page.$('img').length, 0);
    assert.match(pages[0]!.text, /<img src=x>/);
  });
});
