import type { Definition } from '@plaza-ds/forms';

const w = (en: string) => ({ en });

/** A service with the questions that the vehicle permit does not ask: several files, a date known in part, and accounts of a bank. */
export const refund: Definition = {
  id: 'refund',
  version: 1,
  languages: ['en'],
  title: w('Get back what you paid twice'),
  agency: w('Municipality of Peñaluna'),
  timeZone: 'America/Santiago',
  data: {
    type: 'object',
    properties: {
      receipts: { $ref: 'std:files', maxItems: 2 },
      since: { $ref: 'std:date-partial', settings: { precision: 'year', max: 'today' } },
      account: { $ref: 'std:bank-account', settings: { scheme: 'cl' } },
      abroad: { $ref: 'std:bank-account', settings: { scheme: 'iban' } },
    },
    required: ['receipts', 'since', 'account', 'abroad'],
  },
  questions: {
    receipts: { label: w('Both receipts'), hint: w('PDF or photo, up to 5 MB each') },
    since: { label: w('Since when have you lived here?') },
    account: { label: w('To which account should we pay it?') },
    abroad: { label: w('Your account abroad') },
  },
  pages: [
    { id: 'receipts', ask: ['receipts'] },
    { id: 'since', ask: ['since'] },
    { id: 'account', ask: ['account'] },
    { id: 'abroad', ask: ['abroad'] },
  ],
};

export const since = { 'since/month': '5', 'since/year': '2019' };
export const account = {
  'account/bank': '012',
  'account/kind': 'cuenta-rut',
  'account/number': '33.333.333',
  'account/rut': '33.333.333-3',
};
