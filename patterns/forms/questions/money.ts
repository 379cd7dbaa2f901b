import Big from 'big.js';
import { decimalsOf, readMoney } from '@plaza-ds/components/read/money';
import { leftToRight } from './question-type.ts';
import type { Asked, QuestionType } from './question-type.ts';
import { textOf } from './text.ts';

const currencyOf = ({ settings }: Asked): string => settings.currency as string;

/** The amount as people write it, from a whole number of the smallest unit. */
function majorOf(minor: string, currency: string): string {
  const decimals = decimalsOf(currency);
  return new Big(minor).div(new Big(10).pow(decimals)).toFixed(decimals);
}

/** The largest amount where a definition sets no limit: as many digits as the schema has. */
const most = '9'.repeat(18);

/** The least and the most in the smallest unit. */
function limitsOf({ settings }: Asked): { minimum?: string; maximum: string } {
  return { maximum: most, ...(settings as { minimum?: string; maximum?: string }) };
}

/** The limits as the page has them. */
function majorLimits(asked: Asked): { min?: string; max: string } {
  const { minimum, maximum } = limitsOf(asked);
  const currency = currencyOf(asked);
  return { ...(minimum && { min: majorOf(minimum, currency) }), max: majorOf(maximum, currency) };
}

/**
 * An amount of money, kept as a whole number of the currency's smallest unit, in text: `"150050"` is 1500.50 euros and 150050
 * Chilean pesos. Settings: `currency` (ISO 4217), `minimum` and `maximum` in the smallest unit, as text.
 */
export const money: QuestionType<string> = {
  name: 'money',
  schema: { type: 'string', pattern: '^\\d{1,18}$' },
  kind: 'number',
  control(asked) {
    const currency = currencyOf(asked);
    const parts = new Intl.NumberFormat(asked.language, { style: 'currency', currency }).formatToParts(1);
    const sign = parts.find(({ type }) => type === 'currency')!.value;
    return {
      kind: 'field',
      around: { tag: 'plaza-money', attributes: { currency, ...majorLimits(asked) } },
      attributes: {
        inputmode: decimalsOf(currency) ? 'decimal' : 'numeric',
        ...leftToRight,
        autocomplete: 'off',
        size: 14,
      },
      ...(parts[0]!.type === 'currency' ? { prefix: sign } : { suffix: sign }),
    };
  },
  read(typed, asked) {
    const currency = currencyOf(asked);
    const { value, problem, values: said } = readMoney(textOf(typed), { currency, language: asked.language });
    if (problem) return { problems: [{ code: 'bad-input', message: problem, ...(said && { values: { ...said } }) }] };
    if (!value) return { value: null };
    const minor = new Big(value).times(new Big(10).pow(decimalsOf(currency))).toFixed(0);
    const { minimum, maximum } = limitsOf(asked);
    const values = money.limitsSaid!(asked);
    if (minimum && new Big(minor).lt(minimum))
      return { problems: [{ code: 'range-underflow', message: 'rangeUnderflow', values }] };
    if (new Big(minor).gt(maximum)) return { problems: [{ code: 'range-overflow', message: 'rangeOverflow', values }] };
    return { value: minor };
  },
  limitsSaid(asked) {
    const { minimum, maximum } = limitsOf(asked);
    return { ...(minimum && { min: money.say(minimum, asked) }), max: money.say(maximum, asked) };
  },
  write(value, asked) {
    const [whole, decimals] = majorOf(value, currencyOf(asked)).split('.');
    const decimal = new Intl.NumberFormat(asked.language)
      .formatToParts(0.5)
      .find(({ type }) => type === 'decimal')!.value;
    return { '': [decimals ? whole! + decimal + decimals : whole!] };
  },
  say: (value, asked) => moneyInWords(value, currencyOf(asked), asked.language),
  exampleSettings: { currency: 'CLP' },
  examples: {
    right: [
      [{ '': ['$ 1.500.000'] }, '1500000'],
      [{ '': ['0'] }, '0'],
    ],
    wrong: [
      [{ '': ['12,50'] }, 'bad-input'],
      [{ '': ['a lot'] }, 'bad-input'],
    ],
  },
};

/**
 * An amount as people read it, such as "€12.50".
 *
 * @param minor In the smallest unit of the currency, as ISO 4217 has it.
 */
export function moneyInWords(minor: string, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(majorOf(minor, currency) as `${number}`);
}
