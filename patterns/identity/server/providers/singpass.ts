import type { JWK } from 'jose';
import type { Loa } from '../../loa.ts';
import type { Provider } from '../provider.ts';
import { openIdConnect } from './open-id-connect.ts';
import type { Registration } from './open-id-connect.ts';

export interface SingpassOptions extends Registration {
  /** The private key that ID tokens are encrypted to, with its `kid` and `alg`. */
  decryptionKey: JWK;
  acrLevels?: Readonly<Record<string, Loa>>;
}

export const singpassLevels: Readonly<Record<string, Loa>> = {
  'urn:singpass:authentication:loa:1': 'low',
  'urn:singpass:authentication:loa:2': 'substantial',
  'urn:singpass:authentication:loa:3': 'high',
};

/** Singpass of Singapore, by the FAPI 2.0 Security Profile: pushed requests, bound tokens, signed and encrypted ID tokens. */
export function singpass({ decryptionKey, acrLevels = singpassLevels, ...options }: SingpassOptions): Provider {
  return openIdConnect({
    name: 'singpass',
    label: 'Singpass',
    issuer: 'https://stg-id.singpass.gov.sg/fapi',
    ...options,
    scope: 'openid',
    acrLevels,
    userInfo: 'none',
    pushesRequests: true,
    bindsTokens: true,
    decryptionKey,
  });
}
