import { asked, pressed, unanswered } from './ways.ts';
import type { Kinds, Way } from './ways.ts';
import { renewal } from '../../examples/permiso-circulacion/applicant.ts';

const sent = pressed(asked('check'), 'send', { 'declarations/truth': 'yes' });

/** Back from where they should have signed. */
const toSign =
  (query: string): Way =>
  async (sites) => {
    const somebody = await asked('check', renewal, 'signed')(sites);
    await somebody.open(`${somebody.address}${query}`);
    return somebody;
  };

/** The end of the way, and what comes after. */
export const sending: Kinds = {
  'End before the end': asked('end/unpaid-fines', {
    ...renewal,
    fines: { 'fines/any': 'yes' },
    'fines-pay': { 'fines/pay-now': 'no' },
  }),
  'Check answers': asked('check'),
  'Check answers, not declared': unanswered('check'),
  'Check answers, to be signed by signing in again': asked('check', renewal, 'signed'),
  'Check answers, not signed': toSign('?signing=again'),
  'Check answers, changed while signing in': toSign('?signing=changed'),
  Confirmation: sent,
  'Confirmation, signed by signing in again': pressed(asked('check', renewal, 'signed'), 'send', {
    'declarations/truth': 'yes',
  }),
  'Confirmation, with news': async (sites) => {
    const somebody = await sent(sites);
    const { $ } = somebody.page;
    const text = { en: 'Your photo of the plate is too dark. Send us another by Friday.' };
    await sites.store.report($('.plaza-panel bdi').text(), { state: 'in-progress' });
    await sites.store.report($('.plaza-panel bdi').text(), { state: 'waiting', text });
    await somebody.open(somebody.path);
    return somebody;
  },
};
