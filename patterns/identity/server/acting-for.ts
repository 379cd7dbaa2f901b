import type { ActingFor, Representing } from '../identity.ts';
import type { Provider } from './provider.ts';
import { SignInProblem } from './sign-in-problem.ts';

/** A person or a company, as somebody is told apart from another for whom one may act too. */
export type Represented = Pick<Representing, 'kind' | 'id' | 'name'>;

/** For whom people can come by a provider. */
export function canCome({ actsFor = [] }: Provider): readonly ActingFor[] {
  return ['self', ...actsFor];
}

/** For whom somebody comes who acts for this one, or for nobody but themself. */
export function actingForOf(representing: Pick<Representing, 'kind'> | undefined): ActingFor {
  if (!representing) return 'self';
  return representing.kind === 'company' ? 'company' : 'mandate';
}

/** Whether two act for the same: for themselves, or for one and the same person or company. */
export function isSameRepresented(one: Represented | undefined, other: Represented | undefined): boolean {
  return one?.kind === other?.kind && one?.id === other?.id;
}

/**
 * Whether a mandate is good for something today: its last day is a whole day where the site is.
 *
 * @param scope What it has to allow; undefined where any mandate will do.
 */
export function isMandateGood(
  { scope: allowed, validUntil }: Representing,
  { scope, now, timeZone }: { scope?: string | undefined; now: Date; timeZone: string },
): boolean {
  if (scope !== undefined && !allowed.includes(scope)) return false;
  if (validUntil === undefined) return true;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(validUntil);
  if (isDay) return new Intl.DateTimeFormat('sv', { timeZone }).format(now) <= validUntil; // Swedish writes dates as ISO does
  return now.getTime() < Date.parse(validUntil); // what is no time is over
}

/**
 * Holds who came back against for whom they said they come.
 *
 * @throws SignInProblem where a mandate is missing or not good, or they come for another than they chose.
 */
export function checkActing(
  wanted: ActingFor | undefined,
  representing: Representing | undefined,
  around: Parameters<typeof isMandateGood>[1],
): void {
  if (wanted === undefined) return;
  if (wanted !== 'self' && !representing) throw new SignInProblem('noMandate', 'no representation');
  if (actingForOf(representing) !== wanted) throw new SignInProblem('otherFor', 'another representation');
  if (representing && !isMandateGood(representing, around)) throw new SignInProblem('noMandate', 'mandate');
}
