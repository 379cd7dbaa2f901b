import { StoreUnavailable } from '@plaza-ds/forms/server';
import type { FormStore } from '@plaza-ds/forms/server';
import { applicantAt, asked, nowAt, opened, pressed } from './ways.ts';
import type { Kinds, Way } from './ways.ts';

const down = () => Promise.reject(new StoreUnavailable(new Error('Nobody answers.')));

/** Somebody on a page with answers, whose service has another store now. */
const withStore =
  (changed: Partial<FormStore>): Way =>
  async (sites) => {
    const before = await asked('vehicle')(sites);
    return nowAt(sites.permitWith({ store: { ...sites.store, ...changed } }), before, sites);
  };

const typed = { 'vehicle/make': 'Toyota', 'vehicle/model': 'Yaris', 'vehicle/year': '2015', 'vehicle/colour': 'rojo' };

/** What nobody can help, or has to wait for. */
export const troubles: Kinds = {
  'Too many at once': async (sites) => {
    const limits = { byClient: { begin: { most: 1, minutes: 10 } } };
    const somebody = applicantAt(sites.permitWith({ limits, client: () => '192.0.2.1' }), sites);
    await somebody.begin();
    await somebody.begin();
    return somebody;
  },
  'Not available': withStore({ find: down }),
  'Not available, with what was typed': pressed(withStore({ save: down }), 'continue', typed),
  'Not yours': opened(`/draft/${'A'.repeat(22)}/owner`),
  'Page not found': opened('/nothing'),
};
