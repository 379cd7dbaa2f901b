import type { Template } from '../../shared/words.js';
import type english from './en.js';

/** What is said about amounts of money, in Spanish. */
const spanish: Record<keyof typeof english, Template> = {
  moneyUnreadable: 'Escribe el monto con cifras, como 1500',
  moneyAmbiguous: '“{typed}” se puede leer de dos maneras. Escribe {whole} o {decimal}',
  moneyNoCents: 'Escribe el monto sin centavos: esta moneda no los tiene',
  moneyTooManyDecimals: {
    one: 'Escribe el monto con {count} decimal como máximo',
    other: 'Escribe el monto con {count} decimales como máximo',
  },
  moneySaid: '{amount} {currency}',
  moneySaidRound: '{amount} de {currency}',
};

export default spanish;
