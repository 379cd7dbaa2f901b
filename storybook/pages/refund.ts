import type { Definition } from '@plaza-ds/forms';

const w = (en: string) => ({ en });

/** A service with the questions that the vehicle permit does not ask: several files, and accounts of a bank. */
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
      account: { $ref: 'std:bank-account', settings: { scheme: 'cl' } },
      abroad: { $ref: 'std:bank-account', settings: { scheme: 'iban' } },
    },
    required: ['receipts', 'account', 'abroad'],
  },
  questions: {
    receipts: { label: w('Both receipts'), hint: w('PDF or photo, up to 5 MB each') },
    account: { label: w('To which account should we pay it?') },
    abroad: { label: w('Your account abroad') },
  },
  pages: [
    { id: 'receipts', ask: ['receipts'] },
    { id: 'account', ask: ['account'] },
    { id: 'abroad', ask: ['abroad'] },
  ],
};

export const account = {
  'account/bank': '012',
  'account/kind': 'cuenta-rut',
  'account/number': '33.333.333',
  'account/rut': '33.333.333-3',
};
