import type { Loa } from './loa.ts';

/** What can be asked of a provider about somebody. */
export type Claim = 'nationalId' | 'name' | 'birthDate' | 'email' | 'phone' | 'address';

/** For whom somebody comes: for themself, for another person by their mandate, or for a company. */
export type ActingFor = 'self' | 'mandate' | 'company';

/** What a service asks of sign-in. */
export interface AuthRequest {
  /** Name of the provider, as the site calls it. */
  provider: string;
  minLoa: Loa;
  /** So many seconds ago, at most, the person showed who they are; else they do it again. */
  maxAgeSec?: number;
  /** Why: a sentence for the person, in the page's language. */
  purpose: string;
  /** A path of the site that is on the list of those that sign-in may lead to. */
  returnTo: string;
  /** BCP 47 tags, the best first. */
  uiLocales: readonly string[];
  claims: readonly Claim[];
  actingFor?: ActingFor;
  prompt?: 'login' | 'none';
}

/** A number that a state gave somebody. */
export interface NationalId {
  /** Such as `CL-RUN`, `NL-BSN`, `SG-NRIC`, `BR-CPF`. */
  scheme: string;
  value: string;
  checkDigit?: string;
}

/** A name as it is written where it comes from: people have one surname, several, or none. */
export interface PersonName {
  given: readonly string[];
  family: readonly string[];
  /** What a page calls the person. */
  display: string;
}

/** Where a fact about somebody comes from: the provider stands for it, or the person said it. */
export interface Provenance {
  source: string;
  asserted: 'idp' | 'self';
  /** When, as RFC 3339. */
  at: string;
}

/** Another person or a company, for whom somebody may act. */
export interface Representing {
  kind: 'person' | 'company';
  /** Their national number, or what the provider knows them by. With the kind it is who they are. */
  id: string;
  name?: string;
  mandateId: string;
  scope: readonly string[];
  /** The last day, such as `2031-12-31`, or the instant as RFC 3339. */
  validUntil?: string;
}

/** Who signed in, as the server knows it. It stays there: `SessionView` is what a browser gets. */
export interface Identity {
  /** The provider's issuer. Together with `sub` it is the key of a person; nothing else is. */
  iss: string;
  sub: string;
  nationalId?: NationalId;
  name?: PersonName;
  birthDate?: string;
  email?: string;
  phone?: string;
  address?: string;
  loa: Loa;
  /** How they showed it (RFC 8176). */
  amr?: readonly string[];
  /** When they showed it, as RFC 3339. */
  authTime: string;
  claimsProvenance: Readonly<Record<string, Provenance>>;
  representing?: Representing;
}

/** All that a browser learns of a session. No token, no number, no claim. */
export interface SessionView {
  signedIn: boolean;
  displayName?: string;
  loa?: Loa;
  /** When it ends if nothing is done, as RFC 3339. */
  expiresAt?: string;
  /** In how many seconds that is: the clock of a device may be wrong. */
  expiresIn?: number;
  /** When it ends whatever is done. */
  absoluteExpiresAt?: string;
  canExtend: boolean;
}

/** The view of somebody who is not signed in. */
export const signedOutView: SessionView = { signedIn: false, canExtend: false };

/**
 * A name from its parts. One surname, none, or a name that is not in parts are all right.
 *
 * @returns undefined where there is nothing to call the person by.
 */
export function personName(
  given: readonly string[],
  family: readonly string[],
  written?: string,
): PersonName | undefined {
  const tidy = (parts: readonly string[]) => parts.map((part) => part.normalize('NFC').trim()).filter(Boolean);
  const [givenNames, familyNames] = [tidy(given), tidy(family)];
  const display = written?.trim() || [...givenNames, ...familyNames].join(' ');
  return display ? { given: givenNames, family: familyNames, display } : undefined;
}
