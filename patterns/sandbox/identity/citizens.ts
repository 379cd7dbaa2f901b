import { createHash } from 'node:crypto';
import type { IdentityProfile } from './provider.ts';

/** Levels of assurance in the words of eIDAS (EU 2015/1502), the lowest first. */
export const levels = ['low', 'substantial', 'high'] as const;

export type Level = (typeof levels)[number];

/** A Chilean RUN, or the RUT of a company, which has the same form. */
export interface NationalNumber {
  scheme: 'CL-RUN' | 'CL-RUT';
  number: number;
  checkDigit: string;
}

/** A person or company that somebody may act for. */
export interface Representation {
  kind: 'person' | 'company';
  name: string;
  nationalNumber: NationalNumber;
  mandateId: string;
  /** What the mandate allows. */
  scope: readonly string[];
  /** Its last day, such as `2031-12-31`. */
  validUntil: string;
}

/** Somebody who does not exist, and signs in all the same. */
export interface Citizen {
  /** On the pages of the sandbox and in tests: `ana`. */
  id: string;
  /** `sub` at this provider: another at each, as in life. */
  subject: string;
  given: readonly string[];
  /** One or two surnames; some people have one. */
  family: readonly string[];
  /** Surnames from the second sign-in on, where they change. */
  laterFamily?: readonly string[];
  birthDate: string;
  email: string;
  nationalNumber: NationalNumber;
  /** The highest level to which this person can sign in. */
  level: Level;
  /** Why signing in does not go as usual. */
  status?: 'suspended' | 'proofing-pending';
  /** Whom they act for, where they chose to. */
  representing?: Representation;
}

/**
 * Numbers that belong to nobody. Persons in Chile have numbers below 30 million so far, so 39 million is not due for decades;
 * provisional numbers of foreigners begin at 100 million and have not come near 199; companies get theirs from 76 million on,
 * and earlier ones do not reach down to 51. The check digit is right, or a service would refuse the number before anything is tried.
 */
const run = (number: number): NationalNumber => ({ scheme: 'CL-RUN', number, checkDigit: checkDigitOf(number) });
const rut = (number: number): NationalNumber => ({ scheme: 'CL-RUT', number, checkDigit: checkDigitOf(number) });

/** The check digit of a RUN or RUT: modulo 11, weights 2 to 7 from the right, K for ten. */
export function checkDigitOf(number: number): string {
  const sum = [...String(number)]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (2 + (index % 6)), 0);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? 'K' : String(digit);
}

/** Such as `39000001-K`. */
export function numberText({ number, checkDigit }: NationalNumber): string {
  return `${number}-${checkDigit}`;
}

type Person = Omit<Citizen, 'subject' | 'email'>;

const people: readonly Person[] = [
  person('ana', ['Ana', 'María'], ['Rojas', 'Fuentes'], '1958-03-07', run(39_000_001), 'high'),
  person('pedro', ['Pedro'], ['Quilodrán'], '1990-11-30', run(39_000_002), 'high'),
  person('mei', ['Mei'], ['Lin'], '1996-02-29', run(199_000_003), 'substantial'),
  {
    ...person('carolina', ['Carolina'], ['Soto', 'Vera'], '1987-06-15', run(39_000_004), 'high'),
    laterFamily: ['Muñoz', 'Vera'],
  },
  person('luis', ['Luis', 'Alberto'], ['Ñanco', 'Paillán'], '2004-12-01', run(39_000_005), 'low'),
  person('elena', ['Elena'], ['O’Higgins', 'de la Fuente'], '1979-08-20', run(39_000_006), 'high'),
  { ...person('jorge', ['Jorge'], ['Pérez', 'Soto'], '1965-01-09', run(39_000_007), 'high'), status: 'suspended' },
  {
    ...person('rosa', ['Rosa'], ['Huenchumilla', 'Díaz'], '1949-05-23', run(39_000_008), 'high'),
    status: 'proofing-pending',
  },
];

const mandates: readonly Representation[] = [
  {
    kind: 'company',
    name: 'Panadería La Espiga Inventada SpA',
    nationalNumber: rut(51_000_001),
    mandateId: 'mandate-company-1',
    scope: ['permits', 'payments'],
    validUntil: '2039-12-31',
  },
  {
    kind: 'person',
    name: 'Rosa Huenchumilla Díaz',
    nationalNumber: run(39_000_008),
    mandateId: 'mandate-person-1',
    scope: ['benefits', 'permits'],
    validUntil: '2039-12-31',
  },
];

function person(
  id: string,
  given: string[],
  family: string[],
  birthDate: string,
  nationalNumber: NationalNumber,
  level: Level,
): Person {
  return { id, given, family, birthDate, nationalNumber, level };
}

/** Everybody who can sign in at a provider; at a broker, also for somebody else. */
export function citizensOf(profile: IdentityProfile): readonly Citizen[] {
  const all = people.map((each) => ({
    ...each,
    subject: subjectOf(profile, each.id),
    email: `${each.id}@example.org`,
  }));
  const elena = all.find(({ id }) => id === 'elena')!;
  if (profile !== 'broker') return all;
  return [
    ...all,
    ...mandates.map((representing) => ({ ...elena, id: `elena-for-${representing.kind}`, representing })),
  ];
}

/** Whether somebody comes for whom they were asked to come: `mandate` is for another person. Without it anybody does. */
export function comesFor({ representing }: Citizen, actingFor: unknown): boolean {
  if (actingFor === 'company') return representing?.kind === 'company';
  return actingFor !== 'mandate' || representing?.kind === 'person';
}

/** The same at every start, so that what a service has stored stays of use. ClaveÚnica's is a number that says nothing. */
function subjectOf(profile: IdentityProfile, id: string): string {
  const digest = createHash('sha256').update(`${profile} ${id}`).digest();
  if (profile === 'claveunica') return String(1000 + (digest.readUInt32BE(0) % 900_000));
  const text = digest.toString('base64url').slice(0, 22);
  return profile === 'one-login' ? `urn:fdc:gov.uk:2022:${text}` : text;
}
