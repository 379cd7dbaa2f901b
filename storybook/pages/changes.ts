import { asked, nowAt } from './ways.ts';
import type { Kinds } from './ways.ts';
import { newPickup, renewal } from '../../examples/permiso-circulacion/applicant.ts';

/** What happens to what people typed where something else changed meanwhile. */
export const changes: Kinds = {
  'What changed': async (sites) => {
    const before = await asked('check', { ...renewal, notes: { notes: 'The old plates are at home.' } })(sites);
    return nowAt(sites.newer, before, sites);
  },
  'Two tabs with other answers': async (sites) => {
    const somebody = await asked('plate')(sites);
    const { page } = somebody;
    await somebody.goOn({ 'vehicle/plate': 'AAAA11' });
    somebody.page = await somebody.send({ 'vehicle/plate': 'BBBB22' }, 'continue', page);
    return somebody;
  },
  'Kept aside, for it is not asked any more': async (sites) => {
    const somebody = await asked('company', newPickup)(sites);
    const { page } = somebody;
    await somebody.open(somebody.path.replace(/company$/, 'owner'));
    await somebody.goOn(renewal.owner);
    const sent = await somebody.send(newPickup.company!, 'continue', page);
    await somebody.open(sent.response.headers.get('location')!);
    return somebody;
  },
  'What was typed is put back': async (sites) => {
    const somebody = await asked('owner-name')(sites);
    const { $ } = somebody.page;
    $('[slot="kept"]').removeAttr('hidden'); // as the browser does, which alone knows what was typed
    $('input[autocomplete="given-name"]').attr('value', 'Ñusta');
    return somebody;
  },
  'Something else was typed before': async (sites) => {
    const somebody = await asked('owner-name')(sites);
    somebody.page.$('[slot="offer"]').removeAttr('hidden'); // as the browser does
    return somebody;
  },
};
