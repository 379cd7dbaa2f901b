import type { Identity, Provenance } from '../identity.ts';
import { problemFrom } from './provider-errors.ts';
import type { Exchanged, RelyingParty } from './relying-party.ts';
import type { RunningIdentity } from './running-identity.ts';

const facts = ['nationalId', 'name', 'birthDate', 'email', 'phone', 'address', 'representing'] as const;

/** Who it is, as the adapter reads it: a level that nobody named is the lowest, and every fact says where it is from. */
export async function identityFrom(
  running: RunningIdentity,
  party: RelyingParty,
  { sub, claims, userInfo }: Exchanged,
): Promise<Identity> {
  const { provider } = party;
  const verify = (jwt: string, keys: Parameters<RelyingParty['verifyBy']>[1]) => party.verifyBy(jwt, keys);
  const {
    loa = 'low',
    selfAsserted = [],
    ...read
  } = await Promise.resolve(provider.read({ claims, userInfo, verify })).catch((error: unknown) => {
    throw problemFrom(error, 'claims', provider);
  });
  const at = running.now().toISOString();
  const provenance = facts
    .filter((fact) => read[fact] !== undefined)
    .map((fact): [string, Provenance] => [
      fact,
      { source: provider.issuer, asserted: selfAsserted.includes(fact) ? 'self' : 'idp', at },
    ]);
  const told = Number(claims.auth_time);
  // Whoever does not say when it was has not shown that it was lately.
  const authTime = new Date(Number.isFinite(told) && told > 0 ? told * 1000 : 0);
  return {
    ...read,
    iss: provider.issuer,
    sub,
    loa,
    authTime: authTime.toISOString(),
    claimsProvenance: Object.fromEntries(provenance),
  };
}
