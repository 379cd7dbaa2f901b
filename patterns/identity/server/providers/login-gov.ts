import { isEnough } from '../../loa.ts';
import type { Loa } from '../../loa.ts';
import type { Provider } from '../provider.ts';
import { levelBy, openIdConnect } from './open-id-connect.ts';
import type { Registration } from './open-id-connect.ts';

export const loginGovLevels: Readonly<Record<string, Loa>> = {
  'http://idmanagement.gov/ns/assurance/ial/1': 'low',
  'http://idmanagement.gov/ns/assurance/ial/2': 'substantial',
  'http://idmanagement.gov/ns/assurance/loa/1': 'low',
  'http://idmanagement.gov/ns/assurance/loa/3': 'substantial',
};
const strong = 'http://idmanagement.gov/ns/assurance/aal/2';
const strongest = 'http://idmanagement.gov/ns/assurance/aal/3';

/** login.gov of the United States: `private_key_jwt` and no secret; levels by the addresses of its own. */
export function loginGov(options: Registration): Provider {
  const provider = openIdConnect({
    name: 'login-gov',
    label: 'Login.gov',
    issuer: 'https://idp.int.identitysandbox.gov/',
    ...options,
    scope: 'openid profile email',
  });
  return {
    ...provider,
    parameters({ minLoa, prompt }) {
      const proof = isEnough(minLoa, 'substantial') ? 2 : 1;
      const values = [`http://idmanagement.gov/ns/assurance/ial/${proof}`, minLoa === 'high' ? strongest : strong];
      return { acr_values: values.join(' '), prompt: prompt ?? 'select_account' };
    },
    async read(answer) {
      const own = await provider.read(answer);
      return { ...own, loa: levelBy(loginGovLevels, answer.claims.acr ?? answer.claims.ial) };
    },
  };
}
