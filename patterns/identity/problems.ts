/**
 * Why a sign-in did not come to its end. What is said of each, and what can be done, is in the words under `problem` and the code.
 */
export const problems = {
  /** The person cancelled at the provider. */
  cancelled: { retry: true },
  /** The provider does not answer, or says that it cannot now. */
  outage: { retry: true },
  /** The provider does not let this service in (`unauthorized_client`). */
  notAvailable: { retry: false },
  /** The link was used, is too old, or nobody knows it. */
  linkUsed: { retry: true },
  /** The browser that came back is not the one that left. */
  otherBrowser: { retry: true },
  /** The browser keeps no cookies. */
  noCookies: { retry: false },
  /** The provider is less sure who this is than the service needs. */
  levelTooLow: { retry: true },
  /** The person was to show again who they are, and did not. */
  notFresh: { retry: true },
  /** What came from the provider does not hold: wrong issuer, signature, nonce, time. */
  notTrusted: { retry: true },
  suspended: { retry: false },
  blocked: { retry: false },
  mustReset: { retry: false },
  mustReprove: { retry: false },
  /** The provider still looks into who this is, in person, for days. */
  proofingPending: { retry: true },
  /** Somebody else signed in than the one whose application this is. */
  otherPerson: { retry: true },
  /** They may not act for whom they chose, or not for this. */
  noMandate: { retry: true },
  /** They came back for another than they chose. */
  otherFor: { retry: true },
  tooMany: { retry: true },
  /** Something of ours went wrong. */
  failed: { retry: true },
} as const satisfies Record<string, { retry: boolean }>;

export type ProblemCode = keyof typeof problems;

/** Whether text names a problem. */
export function isProblem(text: string): text is ProblemCode {
  return Object.hasOwn(problems, text);
}

/**
 * What an authorization server says (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6), as a problem of ours.
 *
 * @param error Its `error`.
 */
export function problemOf(error: string): ProblemCode {
  switch (error) {
    case 'access_denied':
    case 'interaction_required':
    case 'login_required':
    case 'consent_required':
    case 'account_selection_required':
      return 'cancelled';
    case 'temporarily_unavailable':
    case 'server_error':
      return 'outage';
    case 'unauthorized_client':
      return 'notAvailable';
    case 'unmet_authentication_requirements': // OpenID Connect Core Unmet Authentication Requirements 1.0
      return 'levelTooLow';
    default:
      return 'failed';
  }
}
