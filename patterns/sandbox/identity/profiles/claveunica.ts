import type { Profile } from './profile.ts';

const scope = 'openid run name';

/**
 * ClaveÚnica, as public integrations and a copy of its guide (2025) show it: `name` is an object, the number is in `RolUnico`,
 * userinfo is asked by POST, there is no level, and signing out has an address of its own. PKCE is taken where it is sent.
 */
export const claveunica: Profile = {
  algorithm: 'RS256',
  client: {
    clientId: 'plaza-claveunica',
    clientSecret: 'invented-secret-of-plaza-claveunica',
    tokenEndpointAuthMethod: 'client_secret_post',
  },
  paths: {
    authorization: '/openid/authorize/',
    token: '/openid/token/',
    userinfo: '/openid/userinfo/',
    keys: '/openid/jwks',
    signOut: '/api/v1/accounts/app/logout',
  },
  levels: {},
  claims: { openid: ['sub'], run: ['RolUnico'], name: ['name'] },
  claimsOf: ({ citizen: { given, family, nationalNumber }, numberAsText }) => ({
    RolUnico: {
      numero: numberAsText ? String(nationalNumber.number) : nationalNumber.number,
      DV: nationalNumber.checkDigit,
      tipo: 'RUN',
    },
    name: { nombres: given, apellidos: family },
  }),
  requestedLevels: () => [],
  objection: (parameters) =>
    parameters.scope === scope
      ? undefined
      : { error: 'invalid_scope', description: `scope must be exactly "${scope}"` },
  requiresPkce: false,
  asksConsent: false,
  namesIssuer: false,
  confirmsSignOut: false,
  redirectUriMayHaveQuery: false,
  userinfoByPost: true,
};
