import type { Values } from '@plaza-ds/forms';
import type { CertifyProfile, SandboxControl } from './sandbox-control.ts';
import type { SignIn, Site } from './site.ts';
import type { CertifyWord } from './words/catalogue.ts';

export type CheckOutcome = 'passed' | 'failed' | 'not-applicable';

/** What was seen, as a sentence of the catalogue: never a code, a token or a secret. */
export interface Finding {
  outcome: CheckOutcome;
  seen: CertifyWord;
  values: Values;
}

/** A rule of ClaveÚnica's certification. */
export type Rule = 'dynamic-state' | 'scope' | 'redirect-uri' | 'back-end' | 'no-frame' | 'sign-out' | 'https';

export interface CheckSource {
  /** Numbers of the fifteen requirements on sign-in, as the documentation counts them. */
  requirements: readonly number[];
  /** Sections of standards. */
  standards: readonly string[];
  rule?: Rule;
}

/** What the checks have in common: two sign-ins in two browsers, and the means to try more. */
export interface Trial {
  site: Site;
  sandbox: SandboxControl;
  profile: CertifyProfile;
  /** Where the provider is told to come back to; undefined where the person did not say. */
  registered: string | undefined;
  hasSignedIn: boolean;
  first: SignIn;
  /** Another browser, just back from the provider. */
  second: SignIn;
  /** Cookies of the site by name before the first sign-in came back. */
  before: ReadonlyMap<string, string>;
}

export interface Check {
  id: string;
  /** The sentence that says what it is for. */
  title: CertifyWord;
  source: CheckSource;
  /** What has to have worked before it says anything: the way to the provider, or a whole sign-in. */
  needs: 'request' | 'sign-in';
  run(trial: Trial): Finding | Promise<Finding>;
}

export function passed(seen: CertifyWord, values: Values = {}): Finding {
  return { outcome: 'passed', seen, values };
}

export function failed(seen: CertifyWord, values: Values = {}): Finding {
  return { outcome: 'failed', seen, values };
}

export function notApplicable(seen: CertifyWord, values: Values = {}): Finding {
  return { outcome: 'not-applicable', seen, values };
}
