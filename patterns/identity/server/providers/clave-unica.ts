import { personName } from '../../identity.ts';
import type { NationalId, PersonName } from '../../identity.ts';
import type { Provider } from '../provider.ts';
import { textIn } from './open-id-connect.ts';
import type { Registration } from './open-id-connect.ts';

const home = 'https://accounts.claveunica.gob.cl';

/**
 * ClaveÚnica, the sign-in of the Chilean state. It knows no levels, so everybody is at the lowest; it wants its scope to the letter,
 * userinfo by POST, and gives a name in parts where others give text.
 *
 * @param options.origin Another place that behaves as ClaveÚnica does: the sandbox. Its addresses are below this.
 * @param options.issuer What that place calls itself in ID tokens, if it is not its address of OpenID.
 */
export function claveUnica({ origin = home, ...options }: Registration & { origin?: string }): Provider {
  const address = `${origin}/openid`;
  const issuer = options.issuer ?? address;
  return {
    name: options.name ?? 'clave-unica',
    label: options.label ?? 'ClaveÚnica',
    ...(options.whoFor && { whoFor: options.whoFor }),
    issuer,
    metadata: {
      authorization_endpoint: `${address}/authorize/`,
      token_endpoint: `${address}/token/`,
      userinfo_endpoint: `${address}/userinfo/`,
      jwks_uri: `${address}/jwks`,
    },
    clientId: options.clientId,
    authentication: options.authentication,
    scope: 'openid run name',
    tellsAuthTime: false,
    idToken: 'sometimes',
    userInfo: 'POST',
    tokenParameters: ({ state }) => ({ state }),
    read({ userInfo }) {
      const nationalId = runIn(userInfo.RolUnico);
      const name = nameIn(userInfo.name);
      return { loa: 'low', ...(nationalId && { nationalId }), ...(name && { name }) };
    },
    signOutAddress({ returnTo }) {
      const signOut = new URL(`${origin}/api/v1/accounts/app/logout`);
      signOut.searchParams.set('redirect', returnTo);
      return signOut.href;
    },
    // It says nothing of how it went, and may keep the session for a minute.
    signOutHasState: false,
    confirmsSignOut: false,
  };
}

/** The number of a RUN comes as a number, or as text. */
function runIn(value: unknown): NationalId | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { numero, DV, tipo } = value as Record<string, unknown>;
  const digits = String(numero ?? '').replace(/\D/g, '');
  const checkDigit = String(DV ?? '')
    .trim()
    .toUpperCase();
  if (!digits || (tipo !== undefined && tipo !== 'RUN')) return undefined;
  return { scheme: 'CL-RUN', value: digits, ...(/^[\dK]$/.test(checkDigit) && { checkDigit }) };
}

/** People have two surnames, one, or none. */
function nameIn(value: unknown): PersonName | undefined {
  if (typeof value === 'string') return personName([], [], value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { nombres, apellidos } = value as Record<string, unknown>;
  const texts = (list: unknown) =>
    (Array.isArray(list) ? list : [list]).flatMap((each) => (textIn(each) ? [textIn(each)!] : []));
  return personName(texts(nombres), texts(apellidos));
}
