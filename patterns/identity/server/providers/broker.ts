import type { Representing } from '../../identity.ts';
import type { Loa } from '../../loa.ts';
import type { Provider } from '../provider.ts';
import { openIdConnect, textIn } from './open-id-connect.ts';
import type { OpenIdConnectOptions } from './open-id-connect.ts';

/** The levels of eIDAS as brokers write them (Implementing Regulation (EU) 2015/1501). */
export const eidasLevels: Readonly<Record<string, Loa>> = {
  'http://eidas.europa.eu/LoA/low': 'low',
  'http://eidas.europa.eu/LoA/substantial': 'substantial',
  'http://eidas.europa.eu/LoA/high': 'high',
};

/**
 * A broker of several sign-ins (DigiD, eHerkenning, eIDAS): its `acr` says the level, and it may say for whom somebody acts.
 *
 * @param options.actsFor For whom people can come by it; for another person and for a company, if not said.
 */
export function broker(options: OpenIdConnectOptions & Pick<Provider, 'actsFor'>): Provider {
  const acrLevels = options.acrLevels ?? eidasLevels;
  const provider = openIdConnect({ ...options, acrLevels });
  return {
    ...provider,
    actsFor: options.actsFor ?? ['mandate', 'company'],
    parameters: (request) => ({
      ...provider.parameters!(request),
      ...(request.actingFor && request.actingFor !== 'self' && { acting_for: request.actingFor }),
    }),
    async read(answer) {
      const representing = representingIn(answer.claims.representing ?? answer.userInfo.representing);
      return { ...(await provider.read(answer)), ...(representing && { representing }) };
    },
  };
}

/** Who somebody acts for. A mandate without its number or kind is none. */
function representingIn(value: unknown): Representing | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const {
    kind,
    id,
    name,
    national_number: number,
    mandateId,
    mandate_id: other,
    scope,
    validUntil,
    valid_until: until,
  } = value as Record<string, unknown>;
  const [whose, mandate, end] = [textIn(id ?? number), textIn(mandateId ?? other), textIn(validUntil ?? until)];
  const called = textIn(name);
  if ((kind !== 'person' && kind !== 'company') || !whose || !mandate) return undefined;
  const scopes = Array.isArray(scope)
    ? scope.filter((each) => typeof each === 'string')
    : (textIn(scope)?.split(' ') ?? []);
  return {
    kind,
    id: whose,
    ...(called !== undefined && { name: called }),
    mandateId: mandate,
    scope: scopes,
    ...(end !== undefined && { validUntil: end }),
  };
}
