import { aboutPerson } from '../../patterns/forms/testing/stall.ts';
import { Person } from '../../examples/testing/person.ts';
import { origin } from './sites.ts';
import { pressed } from './ways.ts';
import type { Kinds, Way } from './ways.ts';

const start = '/demo/stall';
const counter =
  (path = ''): Way =>
  async ({ stall, language }) => {
    const somebody = new Person(stall, start, { origin, language });
    await somebody.open(`${start}/counter${path}`);
    return somebody;
  };
const goOn = (way: Way, given: Parameters<Person['goOn']>[0]): Way => pressed(way, 'continue', given);
const screen = goOn(counter(), { document: 'identity-card' });
const place = goOn(screen, aboutPerson);
const complete = goOn(place, { kind: 'person', goods: 'Apples and pears', 'seen/card': 'yes' });
const paper = goOn(counter('/paper'), { 'received/day': '20', 'received/month': '11', 'received/year': '2026' });

/** The pages for staff at the counter. */
export const counterPages: Kinds = {
  Counter: counter(),
  'Counter, a code': counter('/code'),
  'Counter, a form on paper': counter('/paper'),
  'Counter, a section': screen,
  'Counter, a section with mistakes': goOn(screen, { ...aboutPerson, email: 'nusta at', 'birth/year': '' }),
  'Counter, a section with a list and originals': pressed(place, 'add:helpers', { kind: 'person', goods: 'Apples' }),
  'Counter, a question was opened': goOn(place, { kind: 'company', goods: 'Apples' }),
  'Counter, an end before the end': goOn(screen, { ...aboutPerson, 'birth/year': '2020' }),
  'Counter, the whole case': complete,
  'Counter, a case from paper': goOn(goOn(paper, aboutPerson), { kind: 'person', goods: 'Apples' }),
  'Counter, the receipt': pressed(complete, 'send', { 'declarations/truth': 'yes', how: 'said' }),
};
