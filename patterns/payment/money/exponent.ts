import * as currencies from 'dinero.js/bigint/currencies';
import { PaymentError } from '../payment-error.ts';

/** Fifths and no tenths: ISO 4217 gives these two decimals all the same, and providers write them so. */
const fifths = 2;

/**
 * How many decimals a currency has, by ISO 4217: 2 for euros, none for Chilean pesos, 3 for Tunisian dinars. `Intl` cannot
 * tell: it has what prices are written with, such as none for Iraqi dinars, where banks count three.
 *
 * @throws {PaymentError} `unknown-currency`
 */
export function exponentOf(currency: string): number {
  const found = (currencies as Record<string, { base: unknown; exponent: bigint }>)[currency];
  if (!found)
    throw new PaymentError('unknown-currency', `"${currency}" is no currency of ISO 4217, such as CLP or EUR.`);
  return found.base === 10n ? Number(found.exponent) : fifths;
}
