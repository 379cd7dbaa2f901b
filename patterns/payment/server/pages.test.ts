/** What people see of a payment, in each of its states. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { money, obligation } from '../index.ts';
import type { Line, PaymentEvent } from '../index.ts';
import { permit } from '../testing/histories.ts';
import { hasPoppler, OpenedPdf } from '../../pdf/testing.ts';
import { PaymentSite, place } from '../testing/payment-site.ts';
import { paymentMigrations } from './tables.ts';
import type { PaymentTables } from './tables.ts';

const noMoney = { code: 'no', retryable: true, moneyTaken: 'no' } as const;
const refreshOf = ({ response }: { response: Response }) => response.headers.get('refresh');

onEveryDatabase<PaymentTables>('What people see of a payment', paymentMigrations, (opened) => {
  const at = (options: ConstructorParameters<typeof PaymentSite>[1] = {}) =>
    new PaymentSite(opened().database, options).open();
  const observed = async (site: PaymentSite, id: string, more: object): Promise<PaymentEvent> => ({
    kind: 'attempt-observed',
    id,
    at: new Date(site.time).toISOString(),
    attemptId: (await site.state()).attempts.at(-1)!.id,
    source: 'poll',
    status: 'paid',
    ...more,
  });

  describe('Before it', () => {
    it('they read what for, how much, by when, by whom, what else, and that somebody else can pay', async () => {
      const lines: Line[] = [
        ...permit.lines,
        { code: 'fee', label: { en: 'Late fee' }, money: money('250', 'CLP'), tariffVersion: '2026' },
      ];
      const { total } = obligation({ ...permit, lines });
      const site = await at({
        owed: { lines, total, dueAt: '2026-12-15T12:00:00Z' },
        refundRules: { en: 'Within ten days.' },
        otherWays: [{ en: 'At the cash desk: Plaza 1.' }],
        channel: { en: 'call 600' },
      });
      const page = await site.visitor().look();
      assert.equal(page.title, 'Pay CLP\u00a01,750');
      assert.deepEqual(
        ['Permit', 'Late fee', 'Total', 'Currency', 'Pay by'].map((label) => page.answer(label)),
        ['CLP\u00a01,500', 'CLP\u00a0250', 'CLP\u00a01,750', 'Chilean Peso (CLP)', 'December 15, 2026'],
      );
      for (const part of [
        'Within ten days.',
        'At the cash desk',
        'Somebody else can pay',
        'call 600',
        'site of Played',
      ])
        assert.ok(page.text.includes(part), part);
      assert.match(page.text, /Reference: \w{3}-\w{3}-\w{3}\./);
      assert.equal(page.$('main form button').text(), 'Pay with Played');
      assert.equal(page.$('input[type=radio]').length, 0);
    });

    it('they choose among several by radios, and are told where they did not', async () => {
      const site = await at({ providers: 2 });
      const ana = site.visitor();
      const page = await ana.look();
      assert.equal(page.$('input[type=radio]').length, 2);
      const none = await ana.press();
      assert.equal(none.status, 422);
      assert.equal(none.title, 'Error: Pay CLP\u00a01,500');
      assert.deepEqual(none.problems, { '#provider-played': 'Choose how you want to pay' });
      assert.equal((await ana.press({ provider: 'nobody' })).status, 422);
      assert.match(place(await ana.press({ provider: 'other' })), /\/going\?language=en$/);
      assert.equal(site.other.payments.size, 1);
    });

    it('they read where nobody online takes the amount', async () => {
      const lines = [{ ...permit.lines[0]!, money: money('5', 'EUR') }];
      const site = await at({ owed: obligation({ ...permit, lines, id: `euros${Math.random()}` }) });
      const page = await site.visitor().look();
      assert.match(page.text, /cannot be paid online right now/);
      assert.equal(page.$('form').length, 0);
    });

    it('they read that there is nothing to pay, and why', async () => {
      const free = await at({ owed: { waiver: { reason: { en: 'You are a pensioner.' } } } });
      assert.match((await free.visitor().look()).text, /^You have nothing to pay You are a pensioner\./);
    });

    it('they read in their language, in each address that leads on', async () => {
      const site = await at();
      const ana = site.visitor();
      const page = await ana.open(`${site.path}?language=es`);
      assert.equal(page.heading, 'Paga 1500\u00a0CLP');
      assert.equal(page.$('form').attr('action'), `${site.path}?language=es`);
      const { hidden } = page;
      assert.match(
        place(await ana.post(new URLSearchParams(hidden), `${site.path}?language=es`)),
        /going\?language=es$/,
      );
      site.provider.act(site.lastRef, 'paid');
      assert.equal((await ana.comeBack()).heading, 'Pagaste', 'also back from the provider');
    });
  });

  describe('On the way', () => {
    it('they go to the provider by an address, and back or again to the same', async () => {
      const site = await at();
      const ana = site.visitor();
      const going = await ana.follow(await ana.press());
      const address = `https://pay.example/${site.lastRef}`;
      assert.equal(refreshOf(going), `0; url=${address}`);
      assert.equal(going.$('main a.plaza-button').attr('href'), address);
      assert.equal(going.response.headers.get('referrer-policy'), 'no-referrer');
      const back = await ana.look();
      assert.equal(back.heading, 'Your payment has begun at Played');
      assert.match(place(await ana.press({}, back)), /\/going/);
      assert.equal(site.provider.payments.size, 1);
    });

    it('they go by a form, on a page that may lead there alone', async () => {
      const site = await at();
      site.provider.byForm = true;
      const ana = site.visitor();
      const going = await ana.follow(await ana.press());
      const form = going.$('main form');
      assert.equal(form.attr('action'), `https://pay.example/${site.lastRef}`);
      assert.deepEqual(going.hidden, { token: site.lastRef });
      assert.equal(going.$('main form button').text(), 'Go to Played');
      assert.equal(refreshOf(going), null);
      const policy = going.response.headers.get('content-security-policy')!;
      assert.match(policy, /form-action 'self' https:\/\/pay\.example;/);
      assert.match(policy, /default-src 'none'/);
      const others = (await ana.look()).response.headers.get('content-security-policy')!;
      assert.match(others, /form-action 'self';/);
    });

    it('they come from an old page of the way to where things stand', async () => {
      const site = await at();
      const ana = site.visitor();
      const going = place(await ana.press());
      site.provider.act(site.lastRef, 'paid');
      await ana.comeBack();
      assert.equal(place(await ana.open(going)), `${site.path}?language=en`);
    });

    it('they wait, and the page looks again by itself: often at first', async () => {
      const site = await at();
      const ana = site.visitor();
      const waits = await ana.pay('processing');
      assert.equal(waits.heading, 'We are waiting for Played');
      assert.match(waits.text, /Do not pay again/);
      assert.equal(waits.$('main form').length, 0);
      assert.equal(refreshOf(waits), '2');
      site.later(61);
      assert.equal(refreshOf(await ana.look()), '10');
      site.later(600);
      assert.equal(refreshOf(await ana.look()), '60');
    });

    it('they read that the money is set aside', async () => {
      const site = await at();
      assert.match((await site.visitor().pay('authorised')).text, /^CLP 1,500 is set aside .* Do not pay again/);
    });
  });

  describe('Where it did not come to a payment', () => {
    const ends = {
      declined: 'Your payment did not go through',
      cancelled_by_payer: 'You stopped the payment',
      cancelled_by_service: 'The payment was stopped',
      expired: 'The time to pay ran out',
      error_no_money: 'Played cannot take this payment',
    } as const;
    for (const [status, heading] of Object.entries(ends) as [keyof typeof ends, string][])
      it(`they read so (${status}), that no money was taken only where the provider said it, and can pay again`, async () => {
        const site = await at();
        const ana = site.visitor();
        const unsure = await ana.pay(status);
        assert.equal(unsure.heading, heading);
        assert.ok(!unsure.text.includes('No money has been taken'));
        assert.match(unsure.text, /Look at your account before you pay again/);
        site.provider.failure = noMoney;
        site.later(1);
        const sure = await ana.comeBack();
        assert.match(sure.text, /No money has been taken\./);
        assert.ok(!sure.text.includes('Look at your account'));
        assert.match(place(await ana.press()), /\/going/);
        assert.equal(site.provider.payments.size, 2);
      });

    it('they read what is kept and until when, where the provider is down, and go on later', async () => {
      const site = await at({ owed: { dueAt: '2026-12-15T12:00:00Z' } });
      const ana = site.visitor();
      site.provider.fault = () => 'silent-before';
      const down = await ana.follow(await ana.press());
      assert.equal(down.heading, 'Played does not answer');
      assert.match(down.text, /No money has been taken\..* can pay later on this page\. Pay by December 15, 2026/);
      assert.equal(site.log.at(-1)?.event, 'payment-not-started');
      site.provider.fault = () => undefined;
      assert.match(place(await ana.press({}, down)), /\/going/);
    });

    it('they wait while the provider is asked by another tab, and are not left waiting', async () => {
      const site = await at();
      const ana = site.visitor();
      const start = {
        kind: 'attempt-started',
        id: 'start',
        at: new Date(site.time).toISOString(),
        attemptId: crypto.randomUUID(),
        n: 1,
        provider: 'played',
        idempotencyKey: 'key',
        money: permit.total,
      } as const;
      const page = await ana.look();
      await site.hear(start);
      assert.match(place(await ana.press({}, page)), /\/going/);
      const waits = await ana.open(`${site.path}/going`);
      assert.deepEqual([waits.heading, refreshOf(waits)], ['You are going to Played', '2']);
      assert.equal(site.provider.payments.size, 0);
      site.later(31);
      const left = await ana.look();
      assert.equal(left.heading, 'Played does not answer');
      assert.ok(!left.text.includes('No money has been taken'), 'nobody said so');
      assert.match(place(await ana.press({}, left)), /\/going/);
    });

    it('they read that nobody knows yet, not to pay again, and until when they are told', async () => {
      const site = await at({ channel: { en: 'call 600' } });
      const ana = site.visitor();
      await ana.press();
      site.provider.fault = () => 'silent-before';
      const page = await ana.comeBack();
      assert.equal(page.heading, 'We do not know yet whether you have paid');
      assert.match(
        page.text,
        /Warning: Your bank may have taken the money\. Do not pay again\.\s?We will tell you here by November 30, 2026 at 10:30 AM/,
      );
      assert.match(page.text, /Reference: \w/);
      assert.equal(page.$('main form').length, 0);
      await site.hear(await observed(site, 'late', { status: 'redirected', expiresAt: '2026-11-30T12:00:00Z' }));
      assert.match((await ana.look()).text, /by November 30, 2026 at 12:00 PM/, 'the provider waits for longer');
      site.later(181 * 60);
      assert.match((await ana.look()).text, /takes longer than it should\. Ask us .* call 600/);
    });
  });

  describe('Once it is paid', () => {
    it('they have the reference, what was paid, when and how, and what comes next', async () => {
      const site = await at({ next: { en: 'We send the permit by post.' } });
      const ana = site.visitor();
      await ana.press();
      await site.hear(
        await observed(site, 'paid', { method: { kind: 'card', brand: 'Visa', last4: '4242' }, money: permit.total }),
      );
      const page = await ana.look();
      assert.equal(page.$('.plaza-panel h1').text(), 'You have paid');
      assert.match(page.$('.plaza-panel bdi').text(), /^\w{3}-\w{3}-\w{3}$/);
      assert.equal(page.answer('Total'), 'CLP\u00a01,500');
      assert.equal(page.answer('Paid with'), 'Visa ending in 4242, Played');
      assert.match(page.answer('Paid on'), /November 30, 2026/);
      assert.match(page.text, /What happens next We send the permit by post/);
      assert.equal(page.$(`a[href="${site.path}/receipt?language=en"]`).length, 1);
    });

    it('it was paid on that day, also after the money has come to the account', async () => {
      const site = await at();
      const ana = site.visitor();
      await ana.pay('paid');
      site.later(3 * 24 * 3600);
      await site.hear(await observed(site, 'settled', { status: 'settled' }));
      const page = await ana.look();
      assert.match(page.answer('Paid on'), /November 30, 2026/);
      const reference = page.$('.plaza-panel bdi').text();
      const checked = await ana.open(`/demo/payments/verify?code=${reference}`);
      assert.equal(checked.answer('Paid on'), 'November 30, 2026');
    });

    it('a button of an older page takes no more, and says so', async () => {
      const site = await at();
      const ana = site.visitor();
      const old = await ana.look();
      await ana.pay('paid');
      const already = await ana.follow(await ana.press({}, old));
      assert.match(already.notice, /^You have paid this before Nothing was taken now/);
      assert.equal(already.heading, 'You have paid');
      assert.equal(site.provider.payments.size, 1);
    });

    it('nobody is told that they paid before who did not', async () => {
      const site = await at();
      const ana = site.visitor();
      assert.equal(place(await ana.open(`${site.path}/already`)), `${site.path}?language=en`);
    });

    it('they are held where another amount was taken, and have no receipt of it', async () => {
      const site = await at();
      const ana = site.visitor();
      await ana.press();
      await site.hear(await observed(site, 'paid', { money: money('1400', 'CLP') }));
      assert.match((await ana.look()).text, /^We are looking at your payment .* Do not pay again/);
      assert.equal((await ana.open(`${site.path}/receipt`)).status, 303);
    });

    it('they read what they still have to pay where the amount rose', async () => {
      const site = await at();
      const ana = site.visitor();
      await ana.pay('paid');
      await site.payments.reprice({
        ...site.owed,
        ...obligation({ ...site.owed, lines: [{ ...permit.lines[0]!, money: money('1800', 'CLP') }] }),
      });
      const page = await ana.look();
      assert.equal(page.heading, 'You still have CLP\u00a0300 to pay');
      assert.deepEqual([page.answer('Paid already'), page.answer('To pay now')], ['CLP\u00a01,500', 'CLP\u00a0300']);
      assert.equal(page.hidden.amount, '300');
    });

    const refund = { money: money('500', 'CLP'), reason: 'asked', requestedBy: 'clerk', key: 'one' };
    const refunded = async (fault?: 'refuses' | 'silent-before', wanted = refund) => {
      const site = await at({ next: { en: 'We send the permit.' } });
      const ana = site.visitor();
      await ana.pay('paid');
      site.provider.fault = (call) => (call === 'refund' ? fault : undefined);
      await site.payments.refund(site.owed.id, { ...wanted, key: crypto.randomUUID() });
      return ana.look();
    };

    it('they read what came back of it, in part or whole', async () => {
      const part = await refunded();
      assert.match(part.text, /^You got part of your money back We gave back CLP 500\./);
      assert.equal(part.answer('Given back'), 'CLP\u00a0500');
      assert.ok(!part.text.includes('We send the permit'), 'what comes next is another matter now');
      assert.match(
        (await refunded(undefined, { ...refund, money: permit.total })).text,
        /^You got your money back .*1,500/,
      );
    });

    it('they read that it is on its way back', async () => {
      const page = await refunded('silent-before');
      assert.match(page.text, /^Your money is on its way back You get CLP 500 back/);
      assert.equal(page.answer('On its way back'), 'CLP\u00a0500');
    });

    it('they read that it could not be given back', async () =>
      assert.match(
        (await refunded('refuses')).text,
        /^Your money could not be given back yet CLP 500 is still with us/,
      ));

    it('they read of as much as is still here, however often that was tried', async () => {
      const site = await at();
      const ana = site.visitor();
      await ana.pay('paid');
      site.provider.fault = (call) => (call === 'refund' ? 'refuses' : undefined);
      for (let times = 0; times < 2; times++, site.later(1))
        await site.payments.refund(site.owed.id, { ...refund, key: crypto.randomUUID() });
      assert.match((await ana.look()).text, /CLP 500 is still with us/);
    });

    it('they read that they paid too much, and how much comes back', async () => {
      const site = await at();
      const ana = site.visitor();
      site.provider.failure = noMoney;
      await ana.pay('declined');
      await ana.press();
      const attempts = (await site.state()).attempts;
      const both = await Promise.all(
        attempts.map(async ({ id }) => observed(site, `paid ${id}`, { attemptId: id, money: permit.total })),
      );
      await site.hear(...both);
      assert.match((await ana.look()).text, /^You have paid too much You get CLP 1,500 back/);
    });

    it('they read that their bank asked for it back', async () => {
      const site = await at();
      const ana = site.visitor();
      await ana.pay('paid');
      const { id: attemptId } = (await site.state()).paid!;
      const stamp = { id: 'dispute', at: new Date(site.time).toISOString(), source: 'webhook' } as const;
      await site.hear({
        kind: 'dispute-observed',
        ...stamp,
        disputeId: 'd',
        attemptId,
        status: 'open',
        money: permit.total,
      });
      assert.match((await ana.look()).text, /^Your bank asked for this payment back/);
    });
  });

  describe('The receipt', () => {
    it('says who got what for what, when, how, and where it is checked', async () => {
      const site = await at({ taxId: '69.000.000-0' });
      const ana = site.visitor();
      const paid = await ana.pay('paid');
      const receipt = await ana.open(paid.$('a[href*="receipt"]').attr('href')!);
      assert.equal(receipt.heading, 'Receipt');
      assert.deepEqual(
        ['From', 'Tax number', 'Permit', 'Total', 'Paid with'].map((label) => receipt.answer(label)),
        ['Municipality of Peñaluna', '69.000.000-0', 'CLP\u00a01,500', 'CLP\u00a01,500', 'Played'],
      );
      assert.match(
        receipt.text,
        /check this receipt at http:\/\/localhost\/demo\/payments\/verify\?code=\w{3}-\w{3}-\w{3}/,
      );
      assert.equal(receipt.answer('Reference'), paid.$('.plaza-panel bdi').text());
    });

    it('is a PDF whose name is its reference', async () => {
      const site = await at();
      const ana = site.visitor();
      const reference = (await ana.pay('paid')).$('.plaza-panel bdi').text();
      const { response, html } = await ana.open(`${site.path}/receipt.pdf`);
      assert.equal(response.headers.get('content-type'), 'application/pdf');
      assert.equal(response.headers.get('content-disposition'), `attachment; filename="${reference}.pdf"`);
      assert.match(html, /^%PDF-[\s\S]*\/StructTreeRoot/);
    });

    it(
      'has a title, a language and all of its page in its text',
      { skip: !hasPoppler && 'poppler-utils is not installed' },
      async () => {
        const site = await at();
        const ana = site.visitor();
        await ana.pay('paid');
        const bytes = new Uint8Array(await (await site.file(`${site.path}/receipt.pdf?language=es`)).arrayBuffer());
        const pdf = new OpenedPdf(bytes);
        for (const part of ['Comprobantedepago', 'MunicipalityofPeñaluna', 'Total', 'verify?code='])
          assert.ok(pdf.text.replace(/\s/g, '').includes(part), part);
        assert.ok(pdf.structure.length > 5);
      },
    );

    it('is there for nobody who has not paid', async () => {
      const site = await at();
      const ana = site.visitor();
      for (const file of ['receipt', 'receipt.pdf'])
        assert.equal(place(await ana.open(`${site.path}/${file}`)), `${site.path}?language=en`);
    });

    it('is checked by anybody, who learns the total and the day, and nothing of the person', async () => {
      const site = await at();
      const ana = site.visitor();
      const reference = (await ana.pay('paid')).$('.plaza-panel bdi').text();
      const check = (code: string) => site.visitor().open(`/demo/payments/verify?code=${encodeURIComponent(code)}`);
      const empty = await check('');
      assert.deepEqual([empty.heading, empty.control('Reference on the receipt').length], ['Check a receipt', 1]);
      const valid = await check(` ${reference.toLowerCase().replaceAll('-', ' ')}`);
      assert.equal(valid.heading, 'This receipt is ours');
      assert.deepEqual([valid.answer('Total'), valid.answer('Paid on')], ['CLP\u00a01,500', 'November 30, 2026']);
      assert.ok(!valid.html.includes(site.path.split('/').at(-1)!) && !valid.text.includes('Permit'));
      const swapped = reference[1]! + reference[0]! + reference.slice(2);
      assert.match(
        (await check(swapped)).text,
        swapped === reference ? /ours/ : /^We have no receipt .* letter is different/,
      );
      assert.match((await check('<b>\0')).text, /^We have no receipt/);
      const unpaid = await at();
      const { reference: other } = (await unpaid.payments.look(unpaid.path.split('/').at(-1)!))!;
      assert.match((await check(other)).text, /^We have no receipt .* the receipt is not ours/);
    });

    it('that was given back says so to whoever checks it', async () => {
      const site = await at();
      const ana = site.visitor();
      const reference = (await ana.pay('paid')).$('.plaza-panel bdi').text();
      await site.payments.refund(site.owed.id, {
        money: permit.total,
        reason: 'a',
        requestedBy: 'b',
        key: crypto.randomUUID(),
      });
      assert.equal((await ana.open(`/demo/payments/verify?code=${reference}`)).answer('Given back'), 'CLP\u00a01,500');
    });
  });
});
