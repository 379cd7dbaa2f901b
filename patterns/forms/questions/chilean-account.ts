import { readNationalNumber, schemeNamed } from '@plaza-ds/components/read/national-number';
import { keptLeftToRight } from '../words/direction.ts';
import { message } from '../words/catalogue.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { bareNumber } from './account-scheme.ts';
import type { AccountScheme } from './account-scheme.ts';
import { bancoEstado, chileanBanks } from './chilean-banks.ts';
import { leftToRight } from './question-type.ts';
import type { Asked, LabelledPart, Problem } from './question-type.ts';

/** An account in Chile. */
export interface ChileanAccount {
  /** The code of the bank, three digits. */
  bank: string;
  kind: 'corriente' | 'vista' | 'cuenta-rut' | 'ahorro';
  /** Digits alone; of a CuentaRUT, the RUT without its check digit. */
  number: string;
  /** Of the holder, bare; not there where the account has to be the person's own. */
  rut?: string;
}

const kinds: Readonly<Record<ChileanAccount['kind'], MessageKey>> = {
  corriente: 'accountCorriente',
  vista: 'accountVista',
  'cuenta-rut': 'accountRut',
  ahorro: 'accountAhorro',
};

const rutScheme = await schemeNamed('cl-rut');
const readRut = (text: string) => readNationalNumber(text, rutScheme);

function wrong(part: string | readonly string[], problem: Omit<Problem, 'parts'>): Problem {
  return { ...problem, parts: [part].flat() };
}

/**
 * The number of a CuentaRUT: many write the whole RUT, so its check digit comes off, where it can only be that or the holder's
 * RUT says so. Undefined where it cannot be such a number.
 */
function cuentaRutNumber(text: string, holder: string | undefined): string | undefined {
  const typed = bareNumber(text).replace(/^0+/, '');
  if (holder) {
    const number = holder.slice(0, -1).replace(/^0+/, '');
    return [number, number + holder.slice(-1)].includes(typed) ? number : undefined;
  }
  const isWhole = /\p{Pd}\s*[\dk]$/iu.test(text) || typed.length > 8 || typed.endsWith('K');
  if (!isWhole) return /^\d{6,8}$/.test(typed) ? typed : undefined;
  const { outcome, value } = readRut(text);
  return outcome === 'ok' ? value.slice(0, -1).replace(/^0+/, '') : undefined;
}

function readNumber(text: string, kind: string, holder: string | undefined): string | Problem {
  if (kind === 'cuenta-rut')
    return cuentaRutNumber(text, holder) ?? wrong('number', { code: 'pattern-mismatch', message: 'cuentaRutNumber' });
  const number = bareNumber(text);
  return /^\d{4,20}$/.test(number)
    ? number
    : wrong('number', { code: 'pattern-mismatch', message: 'accountNumberDigits' });
}

function readHolder(text: string): string | Problem {
  const { outcome, value } = readRut(text);
  if (outcome === 'ok') return value;
  return outcome === 'check-digit-wrong'
    ? wrong('rut', { code: 'bad-input', message: 'holderRutCheckDigit' })
    : wrong('rut', { code: 'pattern-mismatch', message: 'holderRutMalformed' });
}

function rutPart({ words, language }: Asked): LabelledPart {
  return {
    name: 'rut',
    label: 'holderRut',
    hint: 'holderRutHint',
    around: {
      tag: 'plaza-national-number',
      attributes: {
        scheme: 'cl-rut',
        'error-malformed': message(words, language, 'holderRutMalformed'),
        'error-check-digit': message(words, language, 'holderRutCheckDigit'),
      },
    },
    attributes: { ...leftToRight, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', size: 16 },
  };
}

/** Bank, kind, number and the holder's RUT. Setting: `own`, where the account has to be the person's own, and so no RUT is asked. */
export const chileanAccount: AccountScheme<ChileanAccount> = {
  parts(asked) {
    const said = (key: MessageKey) => message(asked.words, asked.language, key);
    return [
      {
        name: 'bank',
        label: 'accountBank',
        options: chileanBanks.map(({ code, name }) => ({ value: code, label: name })),
        attributes: { autocomplete: 'off' },
      },
      {
        name: 'kind',
        label: 'accountKind',
        hint: 'accountKindHint',
        options: Object.entries(kinds).map(([value, key]) => ({ value, label: said(key) })),
        attributes: { autocomplete: 'off' },
      },
      {
        name: 'number',
        label: 'accountNumber',
        hint: 'accountNumberHint',
        attributes: { inputmode: 'numeric', ...leftToRight, autocomplete: 'off', spellcheck: 'false', size: 20 },
      },
      ...(asked.settings.own ? [] : [rutPart(asked)]),
    ];
  },
  read({ bank = '', kind = '', number = '', rut = '' }) {
    const holder = rut ? readHolder(rut) : undefined;
    const known = typeof holder === 'string' ? holder : undefined;
    const read = number ? readNumber(number, kind, known) : undefined;
    const problems: Problem[] = [];
    if (bank && !chileanBanks.some(({ code }) => code === bank))
      problems.push(wrong('bank', { code: 'bad-input', message: 'optionUnknown', label: 'accountBank' }));
    if (kind && !Object.hasOwn(kinds, kind))
      problems.push(wrong('kind', { code: 'bad-input', message: 'optionUnknown', label: 'accountKind' }));
    else if (bank && bank !== bancoEstado && kind === 'cuenta-rut')
      problems.push(wrong(['bank', 'kind'], { code: 'bad-input', message: 'cuentaRutBank' }));
    if (typeof read === 'object') problems.push(read);
    if (typeof holder === 'object') problems.push(holder);
    const account = { bank, kind, number: read, ...(holder && { rut: holder }) } as ChileanAccount;
    return { account, problems };
  },
  write: ({ bank, kind, number, rut }) => ({ bank, kind, number, ...(rut && { rut: readRut(rut).shown || rut }) }),
  say({ bank, kind, number, rut }, { words, language }) {
    const said = (key: MessageKey) => message(words, language, key);
    const part = (label: MessageKey, value: string) =>
      message(words, language, 'partSaid', { label: said(label), value: keptLeftToRight(value, language) });
    return [
      chileanBanks.find(({ code }) => code === bank)?.name ?? bank,
      said(kinds[kind]),
      part('accountNumber', number),
      ...(rut ? [part('holderRut', readRut(rut).shown || rut)] : []),
    ].join('\n');
  },
  examples: {
    right: [
      [
        { bank: ['001'], kind: ['corriente'], number: [' 00-123.456 78 '], rut: ['33.333.333-3'] },
        { bank: '001', kind: 'corriente', number: '0012345678', rut: '333333333' },
      ],
      [
        { bank: ['012'], kind: ['cuenta-rut'], number: ['33.333.333-3'], rut: ['33333333-3'] },
        { bank: '012', kind: 'cuenta-rut', number: '33333333', rut: '333333333' },
      ],
    ],
    wrong: [
      [{ bank: ['001'], kind: [''], number: ['12345678'], rut: ['33.333.333-3'] }, 'value-missing'],
      [{ bank: ['999'], kind: ['vista'], number: ['12345678'], rut: ['33.333.333-3'] }, 'bad-input'],
      [{ bank: ['001'], kind: ['vista'], number: ['12A45678'], rut: ['33.333.333-3'] }, 'pattern-mismatch'],
      [{ bank: ['001'], kind: ['vista'], number: ['12345678'], rut: ['33.333.333-4'] }, 'bad-input'],
      [{ bank: ['001'], kind: ['cuenta-rut'], number: ['33333333'], rut: ['33.333.333-3'] }, 'bad-input'],
      [{ bank: ['012'], kind: ['cuenta-rut'], number: ['44444444'], rut: ['33.333.333-3'] }, 'pattern-mismatch'],
    ],
  },
};
