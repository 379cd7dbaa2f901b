import { friendlyFormatIBAN, getCountrySpecifications, validateIBAN, ValidationErrorsIBAN } from 'ibantools';
import { keptLeftToRight } from '../words/direction.ts';
import { message } from '../words/catalogue.ts';
import { bareNumber } from './account-scheme.ts';
import type { AccountScheme } from './account-scheme.ts';
import { leftToRight } from './question-type.ts';
import type { Problem } from './question-type.ts';
import { textLimits, wrongText } from './text.ts';

/** An account that an IBAN (ISO 13616) leads to. */
export interface IbanAccount {
  /** Letters and digits alone, in capitals. */
  iban: string;
  /** The name of the holder as the bank has it. */
  holder: string;
}

/** As long as a name is in a payment (ISO 20022). */
const longestName = 140;

const countries = getCountrySpecifications();
const inGroups = (iban: string) => friendlyFormatIBAN(iban) || iban;

function readIban(text: string): string | Problem {
  const iban = bareNumber(text).replace(/^IBAN:?/, '');
  const wrong = (
    problem: Pick<Problem, 'message' | 'values'>,
    code: Problem['code'] = 'pattern-mismatch',
  ): Problem => ({
    code,
    ...problem,
    parts: ['iban'],
  });
  if (!/^[A-Z0-9]*$/.test(iban)) return wrong({ message: 'ibanCharacters' });
  const country = iban.slice(0, 2);
  const length = countries[country]?.chars;
  if (!length) return wrong({ message: 'ibanCountry' });
  if (iban.length !== length) return wrong({ message: 'ibanLength', values: { country, length, found: iban.length } });
  // What a country checks inside its own part has exceptions that only its banks know: the check of ISO 13616 finds what is mistyped.
  const { errorCodes } = validateIBAN(iban);
  const isRight = errorCodes.every((code) => code === ValidationErrorsIBAN.WrongAccountBankBranchChecksum);
  return isRight ? iban : wrong({ message: 'ibanWrong' }, 'bad-input');
}

/** An IBAN and the name of the holder. Setting: `own`, where the account has to be the person's own: their browser may fill in the name. */
export const ibanAccount: AccountScheme<IbanAccount> = {
  parts: ({ settings }) => [
    {
      name: 'iban',
      label: 'iban',
      hint: 'ibanHint',
      attributes: { ...leftToRight, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', size: 36 },
    },
    {
      name: 'holder',
      label: 'accountHolder',
      hint: 'accountHolderHint',
      element: textLimits({ maxLength: longestName }),
      attributes: { autocomplete: settings.own ? 'name' : 'off', spellcheck: 'false' },
    },
  ],
  read({ iban = '', holder = '' }) {
    const read = iban && readIban(iban);
    const problem = wrongText(holder, { maxLength: longestName });
    return {
      account: { iban: read, holder } as IbanAccount,
      problems: [
        ...(typeof read === 'object' ? [read] : []),
        ...(problem ? [{ ...problem, label: 'accountHolder', parts: ['holder'] } as const] : []),
      ],
    };
  },
  write: ({ iban, holder }) => ({ iban: iban && inGroups(iban), holder }),
  say: ({ iban, holder }, { words, language }) =>
    [
      keptLeftToRight(inGroups(iban), language),
      message(words, language, 'partSaid', { label: message(words, language, 'accountHolder'), value: holder }),
    ].join('\n'),
  examples: {
    right: [
      [
        { iban: ['de89 3704-0044 0532 0130 00'], holder: [' Ada Lovelace '] },
        { iban: 'DE89370400440532013000', holder: 'Ada Lovelace' },
      ],
      [
        { iban: ['IBAN: GB29 NWBK 6016 1331 9268 19'], holder: ['Ada Lovelace'] },
        { iban: 'GB29NWBK60161331926819', holder: 'Ada Lovelace' },
      ],
    ],
    wrong: [
      [{ iban: ['DE89 3704 0044 0532 0130 00'], holder: [''] }, 'value-missing'],
      [{ iban: ['DE89 3704 0044 0532 0130 0'], holder: ['Ada'] }, 'pattern-mismatch'],
      [{ iban: ['DE98 3704 0044 0532 0130 00'], holder: ['Ada'] }, 'bad-input'],
      [{ iban: ['12345678'], holder: ['Ada'] }, 'pattern-mismatch'],
    ],
  },
};
