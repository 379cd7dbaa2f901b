import { evaluate } from '../conditions/evaluate.ts';
import type { Definition, Fee, Money } from '../definition/definition.ts';
import type { Path } from './path.ts';

/** What is owed by the answers on the way. A fee of which nobody knows yet whether it is owed is not among them. */
export function feesOf({ fees = [] }: Definition, path: Pick<Path, 'facts'>): Fee[] {
  return fees.filter(({ when }) => !when || evaluate(when, path.facts()) === true);
}

/** The sum of each currency, in the order in which they come. */
export function totalsOf(fees: readonly Pick<Fee, 'money'>[]): Money[] {
  const totals = new Map<string, bigint>();
  for (const { money } of fees) totals.set(money.currency, (totals.get(money.currency) ?? 0n) + BigInt(money.amount));
  return [...totals].map(([currency, amount]) => ({ amount: String(amount), currency }));
}
