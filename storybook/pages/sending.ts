import { asked, pressed, unanswered } from './ways.ts';
import type { Kinds } from './ways.ts';
import { renewal } from '../../examples/permiso-circulacion/applicant.ts';

const sent = pressed(asked('check'), 'send', { 'declarations/truth': 'yes' });

/** The end of the way, and what comes after. */
export const sending: Kinds = {
  'End before the end': asked('end/unpaid-fines', {
    ...renewal,
    fines: { 'fines/any': 'yes' },
    'fines-pay': { 'fines/pay-now': 'no' },
  }),
  'Check answers': asked('check'),
  'Check answers, not declared': unanswered('check'),
  Confirmation: sent,
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
