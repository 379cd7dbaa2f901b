import { numberText } from '../citizens.ts';
import type { Representation } from '../citizens.ts';
import { newClientKey } from '../keys.ts';
import { levelsInAcr, proofingClaim, usualClaims } from './profile.ts';
import type { Profile } from './profile.ts';

/** As eIDAS names its levels in messages (SAML attribute profile 1.2, and brokers after it). */
const levels = {
  low: 'http://eidas.europa.eu/LoA/low',
  substantial: 'http://eidas.europa.eu/LoA/substantial',
  high: 'http://eidas.europa.eu/LoA/high',
};

/** A broker in front of several schemes, after those for DigiD, eHerkenning and eIDAS: it says the level, and for whom somebody acts. */
export const broker: Profile = {
  algorithm: 'ES256',
  client: {
    clientId: 'plaza-broker',
    privateKey: newClientKey(),
    tokenEndpointAuthMethod: 'private_key_jwt',
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
    representation: ['representing'],
  },
  claimsOf: ({ citizen }) => ({
    ...usualClaims(citizen),
    ...proofingClaim(citizen),
    ...(citizen.representing && { representing: representationClaim(citizen.representing) }),
  }),
  requestedLevels: levelsInAcr(levels),
  parameters: ['acting_for'],
  requiresPkce: true,
  asksConsent: false,
  namesIssuer: true,
  confirmsSignOut: true,
  redirectUriMayHaveQuery: true,
};

function representationClaim({ kind, name, nationalNumber, mandateId, scope, validUntil }: Representation): object {
  return {
    kind,
    name,
    national_number: numberText(nationalNumber),
    mandate_id: mandateId,
    scope,
    valid_until: validUntil,
  };
}
