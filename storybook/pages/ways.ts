import { base, origin } from './sites.ts';
import type { Permit, Sites } from './sites.ts';
import { Applicant, renewal } from '../../examples/permiso-circulacion/applicant.ts';
import { Person } from '../../examples/testing/person.ts';
import type { Site } from '../../examples/testing/visitor.ts';

export type Answers = Parameters<Applicant['goThrough']>[0];
/** Comes to a page, and gives back who stands there. */
export type Way = (sites: Sites) => Promise<Person>;
/** Kinds of page by their names, and the way to each. */
export type Kinds = Readonly<Record<string, Way>>;

/** Somebody who has not opened the permit yet. */
export function applicantAt(site: Site, { language }: Sites): Applicant {
  const somebody = new Applicant(site, origin);
  somebody.visitor.language = language;
  return somebody;
}

/** Somebody who has begun one of the other services. */
export async function begunAt(site: Site, start: string, { language }: Sites): Promise<Person> {
  const somebody = new Person(site, start, { origin, language });
  await somebody.begin();
  return somebody;
}

/** The same person at the same page, where the service has changed meanwhile. */
export async function nowAt(site: Site, before: Person, sites: Sites): Promise<Applicant> {
  const somebody = applicantAt(site, sites);
  somebody.visitor.cookies = before.visitor.cookies;
  await somebody.open(before.path);
  return somebody;
}

export const opened =
  (path: string, permit: Permit = 'usual'): Way =>
  async (sites) => {
    const somebody = applicantAt(sites[permit], sites);
    await somebody.open(`${base}${path}`);
    return somebody;
  };

/** Comes to a page with the answers before it. */
export const asked =
  (place: string, answers: Answers = renewal, permit: Permit = 'usual'): Way =>
  async (sites) => {
    const somebody = applicantAt(sites[permit], sites);
    await somebody.begin();
    await somebody.goThrough(answers, place);
    return somebody;
  };

/** The same page, sent as it was. */
export const unanswered =
  (place: string, answers?: Answers, permit?: Permit): Way =>
  async (sites) => {
    const somebody = await asked(place, answers, permit)(sites);
    await somebody.goOn({}, place === 'check' ? 'send' : 'continue');
    return somebody;
  };

/** Goes one step more, by a button of the page. */
export const pressed =
  (way: Way, action: string, given: Parameters<Person['goOn']>[0] = {}): Way =>
  async (sites) => {
    const somebody = await way(sites);
    await somebody.goOn(given, action);
    return somebody;
  };
