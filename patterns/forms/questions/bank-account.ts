import type { AccountScheme } from './account-scheme.ts';
import { chileanAccount } from './chilean-account.ts';
import type { ChileanAccount } from './chilean-account.ts';
import { ibanAccount } from './iban-account.ts';
import type { IbanAccount } from './iban-account.ts';
import type { Asked, LabelledPart, Problem, QuestionType } from './question-type.ts';
import { textOf } from './text.ts';

/** Where money is to be paid to. */
export type BankAccount = ChileanAccount | IbanAccount;

/** The ways in which accounts are written down, by what the setting `scheme` calls them. */
export const accountSchemes: Readonly<Record<'cl' | 'iban', AccountScheme<BankAccount>>> = {
  cl: chileanAccount as AccountScheme<BankAccount>,
  iban: ibanAccount as AccountScheme<BankAccount>,
};

function schemeOf({ settings }: Asked): AccountScheme<BankAccount> {
  const scheme = accountSchemes[settings.scheme as 'cl'];
  if (!scheme) throw new TypeError('Plaza forms: std:bank-account needs the setting “scheme”: cl or iban.');
  return scheme;
}

function missing({ name, label, options }: LabelledPart): Problem {
  return { code: 'value-missing', message: options ? 'optionMissing' : 'valueMissing', label, parts: [name] };
}

/**
 * The account that money is to be paid to. That a number is well formed does not say that there is such an account, or whose it is.
 * Settings: `scheme`, `cl` (bank, kind, number and the holder's RUT) or `iban` (IBAN and the holder's name); `own: true` where the
 * account has to be the person's own.
 */
export const bankAccount: QuestionType<BankAccount> = {
  name: 'bank-account',
  schema: {
    type: 'object',
    properties: Object.fromEntries(
      ['bank', 'kind', 'number', 'rut', 'iban', 'holder'].map((part) => [
        part,
        { type: 'string', minLength: 1, maxLength: 200 },
      ]),
    ),
  },
  kind: 'other',
  sensitive: true,
  needs: { scheme: Object.keys(accountSchemes) },
  control: (asked) => ({ kind: 'fields', parts: schemeOf(asked).parts(asked) }),
  read(typed, asked) {
    const scheme = schemeOf(asked);
    const parts = scheme.parts(asked);
    const texts = Object.fromEntries(parts.map(({ name }) => [name, textOf(typed, name)]));
    if (!asked.required && Object.values(texts).every((text) => !text)) return { value: null };
    const { account, problems } = scheme.read(texts, asked);
    const all = [...parts.filter(({ name }) => !texts[name]).map(missing), ...problems];
    const placeOf = ({ parts: [first] = [] }: Problem) => parts.findIndex(({ name }) => name === first);
    return all.length ? { problems: all.sort((one, other) => placeOf(one) - placeOf(other)) } : { value: account };
  },
  write: (value, asked) =>
    Object.fromEntries(
      Object.entries(schemeOf(asked).write(value)).flatMap(([part, text]) => (text ? [[part, [text]]] : [])),
    ),
  say: (value, asked) => schemeOf(asked).say(value, asked),
  exampleSettings: { scheme: 'cl' },
  examples: accountSchemes.cl.examples,
};
