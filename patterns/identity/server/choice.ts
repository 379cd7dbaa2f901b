import type { ReceivedForm } from '@plaza-ds/forms/server';
import type { ActingFor } from '../identity.ts';
import { canCome } from './acting-for.ts';
import type { Setting } from './pages/parts.ts';
import { actingForChoices, providersIn } from './pages/ways.ts';
import type { GateErrors } from './pages/ways.ts';
import type { RelyingParty } from './relying-party.ts';
import type { Ask } from './store.ts';

/** What was chosen on the page: of what is there to choose, and no other. */
export function chosenIn({ fields }: ReceivedForm, { providers, actingFor }: Ask): NonNullable<Ask['chosen']> {
  const [provider, kind] = [fields.get('provider')?.[0], fields.get('acting-for')?.[0]];
  const known = actingFor?.find((each) => each === kind);
  return {
    ...(provider !== undefined && providers.includes(provider) && { provider }),
    ...(known && { actingFor: known }),
  };
}

/** By whom somebody signs in and for whom they come, or what is to be mended in their choice. */
export function readChoice(
  setting: Setting,
  ask: Ask,
): { party: RelyingParty; actingFor: ActingFor | undefined } | { errors: GateErrors } {
  const { running, language, words } = setting;
  const [only, ...others] = ask.providers;
  const party = running.parties.get(ask.chosen?.provider ?? (others.length ? '' : only!));
  const offered = actingForChoices(setting, ask, undefined);
  const actingFor = offered ? ask.chosen?.actingFor : onlyOne(setting, ask);
  const isMissing = offered && !actingFor;
  if (!party || isMissing)
    return {
      errors: {
        ...(!party && { provider: words('chooseMissing') }),
        ...(isMissing && { actingFor: words('forMissing') }),
      },
    };
  if (!actingFor || canCome(party.provider).includes(actingFor)) return { party, actingFor };
  const provider = running.labelOf(party.provider, language);
  return { errors: { provider: words('forCannot', { provider }) } };
}

/** The one for whom they can come, where there is no choice. */
function onlyOne(setting: Setting, ask: Ask): ActingFor | undefined {
  const can = new Set(providersIn(setting, ask).flatMap(canCome));
  return ask.actingFor?.find((kind) => can.has(kind));
}
