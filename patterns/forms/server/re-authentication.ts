import type { Declaration, Definition } from '../definition/definition.ts';
import type { IdentityPort, Level } from './identity-port.ts';

const levels: readonly Level[] = ['low', 'substantial', 'high'];

/** Whether something of a service is signed by signing in again: then only providers will do that say when people did. */
export function isSignedAgain({ declarations = [] }: Pick<Definition, 'declarations'>): boolean {
  return declarations.some(({ kind }) => kind === 're-authentication');
}

/** How surely it has to be known who signs these by signing in again; undefined where none of them is signed so. */
export function levelToSign(
  { identity }: Definition,
  declarations: readonly Pick<Declaration, 'kind' | 'level'>[],
): Level | undefined {
  const usual = identity && identity.level !== 'none' ? identity.level : 'low';
  const asked = declarations
    .filter(({ kind }) => kind === 're-authentication')
    .map(({ level = usual }) => levels.indexOf(level));
  return asked.length ? levels[Math.max(...asked)] : undefined;
}

/** @throws Error where people are to sign by signing in again and cannot: what they write there could never be sent. */
export function findReauthentication(definitions: readonly Definition[], port: IdentityPort | undefined): void {
  const asking = definitions.find(isSignedAgain);
  if (!asking || (port?.signIn && port.authentication && port.reauthenticates !== false)) return;
  const message = `Plaza forms: ${asking.id} is signed by signing in again, and no provider of “identity” says when people did: give identity() of @plaza-ds/identity with one that does, such as openIdConnect().`;
  throw Object.assign(new Error(message), { code: 'no-re-authentication' });
}
