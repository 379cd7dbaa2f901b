import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { formMigrations, formStore, newKey } from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';
import { municipality } from '../municipality/app.ts';
import { onEveryDatabase } from '../testing/databases.ts';
import { Applicant, now, renewal } from './applicant.ts';
import { failingPlate, knownPlate, registers } from './registers.ts';
import { everybody } from '../testing/everybody.ts';

onEveryDatabase<FormTables>('The registers of the vehicle permit', formMigrations, (opened) => {
  let site: ReturnType<typeof municipality>;
  before(() => {
    const store = formStore(opened().database, newKey(), { now });
    site = municipality({
      identity: everybody,
      store,
      prefill: registers(now),
      origin: 'http://localhost',
      now,
      log: () => {},
    });
  });
  const all = (decision: string) => ({
    'consent/vehicle-register': decision,
    'consent/review-register': decision,
    'consent/insurance-register': decision,
  });
  const come = async (plate: string, decision: string, answers = renewal) => {
    const applicant = new Applicant(site);
    await applicant.begin();
    await applicant.goThrough({ ...answers, plate: { 'vehicle/plate': plate }, consent: all(decision) });
    return applicant;
  };

  it('save who has a plate that they know the writing', async () => {
    const nothing = { type: {}, vehicle: {}, fuel: {}, review: {}, emissions: {}, insurance: {}, policy: {} };
    const applicant = await come(knownPlate, 'yes', { ...renewal, ...nothing });
    assert.match(applicant.page.answer('Make'), /^Colibrí\s*From the vehicle register, 27 November 2026\.$/);
    assert.match(applicant.page.answer('Policy number'), /^SOAP-20260/);
    await applicant.goOn({ 'declarations/truth': 'yes' }, 'send');
    assert.equal(applicant.page.heading, 'Sent');
  });

  for (const [who, plate, decision] of [
    ['who has a plate they do not know', 'BCDF12', 'yes'],
    ['for whom they do not answer', failingPlate, 'yes'],
    ['who wants nothing fetched', knownPlate, 'no'],
  ] as const)
    it(`leave ${who} to write it`, async () => {
      const applicant = await come(plate, decision);
      assert.equal(applicant.page.answer('Make'), 'Toyota');
    });
});
