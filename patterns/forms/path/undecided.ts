import type { Facts } from '../conditions/evaluate.ts';
import type { Expression } from '../conditions/expression.ts';
import { Interval } from '../conditions/interval.ts';
import { namesIn } from '../conditions/names.ts';
import type { Rule } from '../definition/definition.ts';
import { catalogues, message } from '../words/catalogue.ts';
import type { Service } from './service.ts';

/**
 * The dates that a condition waits for although they are answered: only in part, and the part that is missing decides. As rules
 * that are broken, so that people are told what to add, and where. `checkDefinition` finds such conditions beforehand.
 */
export function rulesOfUndecided(service: Service, when: Expression, facts: Facts): Rule[] {
  const { conditions = {}, languages } = service.definition;
  const asked = [...namesIn(when, conditions)].filter((name) => facts.answer(name) instanceof Interval);
  const words = languages.map((language) => [language, message(catalogues, language, 'dateUndecided')]);
  return asked.map((at) => ({ id: 'undecided', when, at, message: Object.fromEntries(words) as Rule['message'] }));
}
