import type { FormsOptions, Operation } from '@plaza-ds/forms/server';
import { base, permit } from './sites.ts';
import { applicantAt } from './ways.ts';
import type { Kinds, Way } from './ways.ts';

/** The first page of the permit while somebody says something else of it than usual. */
const begun =
  (options: Partial<FormsOptions>): Way =>
  async (sites) => {
    const somebody = applicantAt(sites.permitWith(options), sites);
    await somebody.open(base);
    return somebody;
  };
const on = (dates: { opens?: string; closes?: string }) => begun({ definitions: [{ ...permit, ...dates }] });
const said = (operation: Operation) => begun({ operation: () => operation });
const paused = {
  en: 'We are mending the connection to the bank.',
  es: 'Estamos arreglando la conexión con el banco.',
};

/** A service that is not open as usual. */
export const operation: Kinds = {
  'Not open yet': on({ opens: '2027-01-04T12:00:00Z' }),
  'Start page, closing soon': on({ closes: '2026-12-04T20:00:00Z' }),
  Closed: on({ closes: '2026-10-30T20:00:00Z' }),
  Paused: said({ state: 'paused', text: paused }),
  'Paused until a time that is known': said({ state: 'paused', text: paused, until: new Date('2026-11-27T21:00:00Z') }),
  Replaced: said({
    state: 'replaced',
    by: { text: { en: 'Go to the new permit', es: 'Ir al permiso nuevo' }, href: 'https://www.example.org/permit' },
  }),
};
