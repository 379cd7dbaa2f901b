import type { PrefillSource } from '@plaza-ds/forms/server';
import { applicantAt, asked, pressed, unanswered } from './ways.ts';
import type { Kinds, Way } from './ways.ts';
import { now, renewal } from '../../examples/permiso-circulacion/applicant.ts';
import { knownPlate, registers } from '../../examples/permiso-circulacion/registers.ts';

const consent = Object.fromEntries(Object.keys(registers()).map((register) => [`consent/${register}`, 'yes']));
const nothing = { type: {}, vehicle: {}, fuel: {}, review: {}, emissions: {}, insurance: {}, policy: {} };
/** Has everything fetched, and finds it right. */
const fetched = { ...renewal, ...nothing, plate: { 'vehicle/plate': knownPlate }, consent };

const card = asked('vehicle', fetched, 'registers');

/** The page that says what changed where it came from: the vehicle was painted, and its plant is another. */
const newer: Way = async (sites) => {
  const somebody = applicantAt(sites.permitWith({ prefill: changing() }), sites);
  await somebody.begin();
  await somebody.goThrough(fetched, 'newer');
  return somebody;
};

/** The registers, of which that of vehicles says something else when it is asked again. */
function changing(): Record<string, PrefillSource> {
  const all = registers(now);
  const vehicles = all['vehicle-register']!;
  let times = 0;
  return {
    ...all,
    'vehicle-register': {
      async fetch(request) {
        const came = await vehicles.fetch(request);
        return times++ ? { ...came, values: { ...came.values, 'vehicle/colour': 'azul' } } : came;
      },
    },
  };
}

/** Answers that another office has. */
export const prefill: Kinds = {
  'Asking to fetch answers': asked('consent', fetched, 'registers'),
  'Asking to fetch answers, not answered': unanswered('consent', fetched, 'registers'),
  'Question page, fetched': asked('type', fetched, 'registers'),
  'Several questions, fetched': card,
  'Several questions, fetched and wrong': pressed(card, 'wrong'),
  'Fetched for this form only, and wrong': pressed(asked('review', fetched, 'registers'), 'wrong'),
  'Changed where it is from': newer,
  'Changed where it is from, not answered': pressed(newer, 'continue'),
};
