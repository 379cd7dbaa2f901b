/** Somebody pays on the pages at each provider of the sandbox, over HTTP, without a script. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { profiles } from '../testing/sandbox-payer.ts';
import type { Profile } from '../testing/sandbox-payer.ts';
import { SandboxPages } from '../testing/sandbox-pages.ts';
import { paymentMigrations } from './tables.ts';
import type { PaymentTables } from './tables.ts';

const declines: readonly Profile[] = ['govuk-pay', 'webpay', 'flow'];

onEveryDatabase<PaymentTables>('Somebody pays', paymentMigrations, (opened) => {
  let site: SandboxPages;
  before(async () => {
    site = await new SandboxPages().open(opened().database);
  });
  after(() => site.close());
  beforeEach(() => site.begin());

  for (const profile of profiles)
    describe(`At ${profile}, a person`, () => {
      it('pays, and has a receipt that anybody can check', async () => {
        const ana = await site.someoneWhoOwes(profile);
        await ana.go();
        await ana.choose('pay');
        assert.equal(ana.heading, 'You have paid');
        assert.equal(site.captured(profile), Number(ana.owes.amount));
        const reference = ana.$('.plaza-panel bdi').text();
        assert.equal((await ana.open(`${site.base}/verify?code=${reference}`)).heading, 'This receipt is ours');
      });

      it('gives up, reads that no money was taken, and pays after all', async () => {
        const ana = await site.someoneWhoOwes(profile);
        await ana.go();
        await ana.choose('cancel');
        assert.deepEqual([ana.heading, /No money has been taken\./.test(ana.text)], ['You stopped the payment', true]);
        await ana.go();
        await ana.choose('pay');
        assert.equal(ana.heading, 'You have paid');
        assert.equal(site.captured(profile), Number(ana.owes.amount));
      });

      it('goes back without having done anything, and on to the same payment', async () => {
        const ana = await site.someoneWhoOwes(profile);
        const there = (await ana.go()).url;
        await ana.openPage();
        assert.match(ana.heading, /^Your payment has begun at /);
        await ana.go();
        if (profile !== 'webpay') assert.equal(ana.url, there);
        await ana.choose('pay');
        assert.equal(ana.heading, 'You have paid');
      });

      if (declines.includes(profile))
        it('is declined, and reads so', async () => {
          const ana = await site.someoneWhoOwes(profile);
          await ana.go();
          await ana.choose('decline');
          assert.match(ana.text, /^Your payment did not go through No money has been taken\./);
        });
    });

  it('though nobody came back: the message of the provider is enough', async () => {
    const ana = await site.someoneWhoOwes('stripe');
    await ana.go();
    await ana.choose('pay', { comesBack: false });
    await site.settled('stripe');
    assert.equal((await ana.openPage()).heading, 'You have paid');
  });
});
