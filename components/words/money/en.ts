/** What is said about amounts of money, in English. */
export default {
  moneyUnreadable: 'Write the amount in digits, such as 1500',
  moneyAmbiguous: '“{typed}” can be read in two ways. Write {whole} or {decimal}',
  moneyNoCents: 'Write the amount without cents: this currency has none',
  moneyTooManyDecimals: {
    one: 'Write the amount with at most {count} decimal',
    other: 'Write the amount with at most {count} decimals',
  },
  moneySaid: '{amount} {currency}',
  moneySaidRound: '{amount} {currency}',
};
