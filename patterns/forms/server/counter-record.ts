import type { Actor } from '../answers/given.ts';

/** What somebody can show at the counter who they are with. Its number is never written down. */
export const identityDocuments = ['identity-card', 'passport', 'residence-permit', 'driving-licence'] as const;
export type IdentityDocument = (typeof identityDocuments)[number];

/** That somebody looked at who a person is. */
export interface IdentityCheck {
  /** The document that they saw; `none` where the person showed none and need not. */
  document: IdentityDocument | 'none';
  /** RFC 3339. */
  at: string;
  by: Actor;
}

/** A form that came on paper. */
export interface ReceivedPaper {
  /** The calendar date on which it came, which counts as the day on which it was sent. */
  received: string;
  /** The code at its foot: `permit/2/es-CL`. */
  code?: string;
}

/** That somebody saw the original of a paper. */
export interface SeenOriginal {
  /** The id of the evidence in the definition. */
  evidence: string;
  at: string;
  by: Actor;
}

/** What staff noted of a case that was at the counter. */
export interface CounterRecord {
  identityChecks: readonly IdentityCheck[];
  paper?: ReceivedPaper;
  originals: readonly SeenOriginal[];
}

/**
 * How people declare something that staff write down: they signed a printed summary, they said so, or they signed the form on paper.
 * What is signed the office keeps.
 */
export const declaringWays = ['signed-summary', 'said', 'signed-form'] as const;
export type DeclaringWay = (typeof declaringWays)[number];
