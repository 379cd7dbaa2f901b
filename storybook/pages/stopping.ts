import { letters } from '@plaza-ds/forms/server';
import { applicantAt, asked, opened, pressed } from './ways.ts';
import type { Kinds, Way } from './ways.ts';
import type { Permit } from './sites.ts';
import { now, renewal } from '../../examples/permiso-circulacion/applicant.ts';

const email = 'nusta@example.org';

/** A page beside those of the definition, from the first page of the service. */
const beside =
  (place: string, permit: Permit = 'usual'): Way =>
  async (sites) => {
    const somebody = await asked('owner', renewal, permit)(sites);
    await somebody.open(somebody.path.replace(/owner$/, place));
    return somebody;
  };

/** Where the link of the letter leads, in another browser. */
const linked: Way = async (sites) => {
  let arrive!: (text: string) => void;
  const letter = new Promise<string>((resolve) => (arrive = resolve));
  const mail = { send: ({ text }: { text: string }) => Promise.resolve(arrive(text)) };
  const own = letters({ database: sites.database, key: sites.key, mail, now });
  const site = sites.permitWith({ letters: own });
  const sender = applicantAt(site, sites);
  await sender.begin();
  await own.start();
  await sender.open(sender.path.replace(/owner$/, 'save'));
  await sender.goOn({ email }, 'email');
  const address = /https?:\S+\/link\/\S+/.exec(await letter)![0];
  await own.stop();
  const somebody = applicantAt(site, sites);
  await somebody.open(new URL(address).pathname);
  return somebody;
};

/** Stopping for today, coming back, and deleting everything. */
export const stopping: Kinds = {
  'Save and come back': beside('save'),
  'Save and come back, code': pressed(beside('save'), 'save'),
  'Save and come back, by email': beside('save', 'letters'),
  'Save and come back, without an address': pressed(beside('save', 'letters'), 'email', { email: '' }),
  'Save and come back, email on its way': pressed(beside('save', 'letters'), 'email', { email }),
  'Come back': opened('/return'),
  'Come back, wrong code': pressed(opened('/return'), 'continue', { code: 'ABCD-EFGH-JKLM' }),
  'Come back by the link': linked,
  'Come back, link that opens nothing': opened(`/link/${'A'.repeat(22)}`, 'letters'),
  'Asking before all is deleted': beside('delete'),
  'All is deleted': pressed(beside('delete'), 'delete'),
};
