import type { Loa } from '../../loa.ts';
import type { Provider } from '../provider.ts';
import { openIdConnect } from './open-id-connect.ts';
import type { Registration } from './open-id-connect.ts';

/** The trust levels of accounts, as their API names them. */
export const govBrLevels: Readonly<Record<string, Loa>> = { bronze: 'low', prata: 'substantial', ouro: 'high' };

/**
 * gov.br of Brazil. Its trust levels come from an API of their own; where the ID token says none, everybody is at the lowest.
 *
 * @param options.levelOf Reads the level from the claims, for a service that has them.
 */
export function govBr({
  levelOf = ({ reliability_level: level }) => govBrLevels[String(level).toLowerCase()],
  ...options
}: Registration & { levelOf?: (claims: Readonly<Record<string, unknown>>) => Loa | undefined }): Provider {
  const provider = openIdConnect({
    name: 'gov-br',
    label: 'gov.br',
    issuer: 'https://sso.staging.acesso.gov.br/',
    ...options,
    scope: 'openid email profile govbr_confiabilidades',
  });
  return {
    ...provider,
    async read(answer) {
      const { claims } = answer;
      const own = await provider.read(answer);
      const cpf = /^\d{11}$/.test(String(claims.sub)) ? String(claims.sub) : undefined;
      const nationalId = cpf ? { nationalId: { scheme: 'BR-CPF', value: cpf } } : {};
      return { ...own, ...nationalId, loa: levelOf(claims) ?? 'low' };
    },
  };
}
