import { asked, begunAt, pressed, unanswered } from './ways.ts';
import type { Kinds, Way } from './ways.ts';
import { renewal } from '../../examples/permiso-circulacion/applicant.ts';

const several = { ...renewal, 'co-owners-any': { 'co-owners/any': 'yes' } };

const children = [
  { given: 'Ayün', family: 'Áñez Luna', day: '5', month: '9', year: '2016' },
  { given: 'Nadia', family: 'Áñez Luna', day: '21', month: '2', year: '2021' },
];

/** The page of the first child, with nothing in it. */
const item: Way = async (sites) => {
  const somebody = await begunAt(sites.family, '/demo/family', sites);
  await somebody.goOn({ another: 'yes' });
  return somebody;
};

const filled: Way = async (sites) => {
  const somebody = await begunAt(sites.family, '/demo/family', sites);
  for (const { given, family, day, month, year } of children) {
    await somebody.goOn({ another: 'yes' });
    const child = `children/${somebody.place.split('/')[1]}`;
    await somebody.goOn({
      [`${child}/name/given`]: given,
      [`${child}/name/family`]: family,
      [`${child}/birth/day`]: day,
      [`${child}/birth/month`]: month,
      [`${child}/birth/year`]: year,
    });
  }
  return somebody;
};

/** Asks whether the second child is to be taken out of the list. */
const asking: Way = async (sites) => {
  const somebody = await filled(sites);
  const { $ } = somebody.page;
  await somebody.open($('a[href*="remove="]').last().attr('href')!);
  return somebody;
};

/** Lists, and a page that stops people to tell them something. */
export const lists: Kinds = {
  'List, empty': asked('others', several),
  'List, not answered': unanswered('others', several),
  'List, with two items': filled,
  'Item of a list': item,
  'Item of a list, not answered': pressed(item, 'continue'),
  'Asking before an item is taken out': asking,
  'An item was taken out': async (sites) => {
    const somebody = await asking(sites);
    await somebody.goOn({}, somebody.page.$('main form button[name="action"]').attr('value')!);
    return somebody;
  },
  Interruption: pressed(filled, 'continue', { another: 'no' }),
};
