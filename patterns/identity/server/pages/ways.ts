import { say } from '@plaza-ds/forms';
import { canCome } from '../acting-for.ts';
import type { Provider } from '../provider.ts';
import type { Ask } from '../store.ts';
import type { Choices } from './choices.ts';
import type { Setting } from './parts.ts';

/** What was chosen on the gate that does not do. */
export interface GateErrors {
  provider?: string;
  actingFor?: string;
}

/** The providers that somebody may choose. */
export function providersIn({ running }: Setting, ask: Ask): Provider[] {
  return ask.providers.flatMap((name) => running.parties.get(name)?.provider ?? []);
}

/** For whom people come, where there is a choice: what the page allows and one of the providers can do. */
export function actingForChoices(setting: Setting, ask: Ask, error: string | undefined): Choices | undefined {
  const { words } = setting;
  const can = new Set(providersIn(setting, ask).flatMap(canCome));
  const kinds = (ask.actingFor ?? []).filter((kind) => can.has(kind));
  if (kinds.length < 2) return undefined;
  return {
    name: 'acting-for',
    legend: words('forLegend'),
    choices: kinds.map((kind) => ({ value: kind, label: words(`for.${kind}`), hint: words(`forHint.${kind}`) })),
    chosen: ask.chosen?.actingFor,
    missing: words('forMissing'),
    error,
  };
}

/** By whom people sign in, where there is a choice. */
export function providerChoices(setting: Setting, ask: Ask, error: string | undefined): Choices | undefined {
  const { running, language, words } = setting;
  const providers = providersIn(setting, ask);
  if (providers.length < 2) return undefined;
  const isAsked = ask.actingFor?.some((kind) => kind !== 'self');
  return {
    name: 'provider',
    legend: words('chooseLegend'),
    choices: providers.map((provider) => {
      const { name, whoFor } = provider;
      const isForSelfAlone = isAsked && canCome(provider).length === 1;
      const hint = [whoFor && say(whoFor, language), isForSelfAlone && words('onlyForSelf')].filter(Boolean).join(' ');
      return { value: name, label: running.labelOf(provider, language), hint };
    }),
    chosen: ask.chosen?.provider,
    missing: words('chooseMissing'),
    error,
  };
}
