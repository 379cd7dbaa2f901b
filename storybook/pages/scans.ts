import { deliverer, formStore } from '@plaza-ds/forms/server';
import type { FileScan } from '@plaza-ds/forms/server';
import type { Sites } from './sites.ts';
import { asked, nowAt } from './ways.ts';
import type { Kinds, Way } from './ways.ts';
import { now } from '../../examples/permiso-circulacion/applicant.ts';
import type { Person } from '../../examples/testing/person.ts';
import { until } from '../../examples/testing/until.ts';
import { pdf } from '../../examples/testing/visitor.ts';

const infected: FileScan = () => Promise.resolve('infected');
const silent: FileScan = () => Promise.reject(new Error('The scanner does not answer.'));
const page = 'review-certificate';

/** The page that asks for a file, after one was sent. */
const sent =
  (scan: FileScan): Way =>
  async (sites) => {
    const somebody = await nowAt(sites.permitWith({ scan }), await asked(page)(sites), sites);
    await somebody.goOn({ 'review/certificate': pdf('revisión.pdf') });
    return somebody;
  };

/** The same where the scanner is down: the file is kept, and somebody looks at it later. */
async function waiting(sites: Sites, scan: FileScan) {
  const { database, key } = sites;
  const later = deliverer({ database, key, destinations: [], scan, every: 20, wait: () => 10, log: () => undefined });
  const store = formStore(database, key, { ...later, now });
  const somebody = await nowAt(sites.permitWith({ scan: silent, store }), await asked(page)(sites), sites);
  const address = somebody.path;
  await somebody.goOn({ 'review/certificate': pdf('revisión.pdf') });
  return { somebody, address, later };
}

/** Back on the page of the file, which was found to have a virus since. */
async function foundLater(sites: Sites): Promise<Person> {
  const { somebody, address, later } = await waiting(sites, infected);
  await later.start();
  const waits = () =>
    sites.database.selectFrom('forms_file').select('id').where('state', '=', 'waiting').executeTakeFirst();
  await until('somebody looked at every file', async () => (await waits()) === undefined);
  await later.stop();
  await somebody.open(address);
  return somebody;
}

/** What somebody says who looks at files. */
export const scans: Kinds = {
  'File with a virus': sent(infected),
  'File that could not be looked at': sent(silent),
  'File that waits to be looked at': async (sites) => {
    const { somebody, address } = await waiting(sites, silent);
    await somebody.open(address);
    return somebody;
  },
  'File with a virus, found later': foundLater,
};
