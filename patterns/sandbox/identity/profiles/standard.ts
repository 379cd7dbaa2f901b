import { levelsInAcr, proofingClaim, usualClaims } from './profile.ts';
import type { Profile } from './profile.ts';

const levels = { low: 'low', substantial: 'substantial', high: 'high' };

/** All that OpenID Connect has, as its certified implementation does it. */
export const standard: Profile = {
  algorithm: 'RS256',
  client: {
    clientId: 'plaza-standard',
    clientSecret: 'invented-secret-of-plaza-standard',
    tokenEndpointAuthMethod: 'client_secret_basic',
  },
  paths: {
    authorization: '/authorize',
    token: '/token',
    userinfo: '/userinfo',
    keys: '/keys',
    signOut: '/sign-out',
    pushedAuthorization: '/request',
  },
  levels,
  claims: {
    acr: null,
    auth_time: null,
    sid: null,
    iss: null,
    openid: ['sub', 'acr', 'auth_time', 'amr', 'identity_proofing'],
    profile: ['name', 'given_name', 'family_name', 'birthdate'],
    email: ['email', 'email_verified'],
    national_number: ['national_number'],
  },
  claimsOf: ({ citizen }) => ({ ...usualClaims(citizen), ...proofingClaim(citizen) }),
  requestedLevels: levelsInAcr(levels),
  requiresPkce: true,
  asksConsent: true,
  namesIssuer: true,
  confirmsSignOut: true,
  redirectUriMayHaveQuery: true,
};
