import type { LogEntry } from '@plaza-ds/forms/server';
import type { Loa } from '../loa.ts';
import type { ProblemCode } from '../problems.ts';

/**
 * What the audit log knows of a sign-in: no name, no number, no token, no address. `person` is a fingerprint that the server's key
 * makes, the same each time, from which nobody reads who it is.
 */
export interface IdentityEntry {
  event:
    | 'sign-in-started'
    | 'signed-in'
    | 'sign-in-problem'
    | 'session-extended'
    | 'name-confirmed'
    | 'signed-out'
    | 'signed-out-at-provider'
    | 'ended-by-provider'
    | LogEntry['event'];
  provider?: string;
  person?: string;
  level?: Loa;
  problem?: ProblemCode;
  /** What the person was told to say when they ask for help. */
  correlation?: string;
  /** How many sessions ended. */
  sessions?: number;
  status?: number;
  error?: string;
  at?: string[];
}

export type IdentityLog = (entry: IdentityEntry) => void;
