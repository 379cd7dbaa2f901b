/** What can go wrong with a sign-in, in groups as the control page shows them. Each is an attack or a fault that a service has to survive. */
export const accidentGroups = {
  /** The provider says no, in the words of OAuth 2.0 (RFC 6749 §4.1.2.1). */
  refusals: ['access-denied', 'temporarily-unavailable', 'server-error', 'unauthorized-client'],
  /** It says no to this account: `access_denied` always, and why in `error_description` alone, which each provider words in its own way. */
  accounts: ['account-suspended', 'account-blocked', 'password-expired', 'identity-expired', 'identity-pending'],
  /** One of its addresses answers 503, or all of them are slow. */
  outages: ['discovery-down', 'authorize-down', 'token-down', 'userinfo-down', 'keys-down', 'slow'],
  /** The answer that the browser carries back is not right (RFC 9207 for the issuer). */
  answers: ['wrong-issuer', 'no-issuer', 'wrong-state', 'expired-code', 'replayed-code', 'form-post'],
  /** The ID token is not right (OpenID Connect Core §3.1.3.7). */
  tokens: [
    'wrong-token-issuer',
    'wrong-audience',
    'wrong-nonce',
    'no-nonce',
    'expired-token',
    'clock-ahead-slightly',
    'clock-ahead',
    'clock-behind-slightly',
    'clock-behind',
    'bad-signature',
    'unknown-key',
    'keys-rotated',
    'algorithm-none',
    'algorithm-hs256',
    'no-id-token',
    'low-level',
    'no-level',
    'old-sign-in',
  ],
  /** What is said about the person is not what was said before, or not about the same person. */
  persons: ['changed-name', 'changed-subject', 'changed-number', 'number-as-text', 'other-person-in-userinfo'],
  /** The logout token is not right (OpenID Connect Back-Channel Logout §2.6). */
  logouts: ['logout-bad-signature', 'logout-replayed', 'logout-without-event', 'logout-for-another'],
} as const;

export type Accident = (typeof accidentGroups)[keyof typeof accidentGroups][number];

export const accidents: readonly Accident[] = Object.values(accidentGroups).flat();

export function isAccident(text: unknown): text is Accident {
  return accidents.includes(text as Accident);
}

/** The address at which a request arrived. */
export type Leg = 'discovery' | 'authorize' | 'token' | 'userinfo' | 'keys' | 'logout';

/** Which accidents belong to no login: they are asked for before one is known. */
export const legOf: Partial<Record<Accident, Leg>> = { 'discovery-down': 'discovery', 'keys-down': 'keys' };

export function isLogoutAccident(accident: Accident | undefined): boolean {
  return (accidentGroups.logouts as readonly string[]).includes(accident ?? '');
}
