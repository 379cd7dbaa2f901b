/** A definition that asks with every standard question, in the ways that they can be asked: each on a page of its own. */
import type { DataSchema, Definition, Question } from '../definition/definition.ts';
import type { Words } from '../definition/words.ts';

const inEach = (text: string): Words => ({ es: `${text} (es)`, en: text, ar: `${text} (ar)` });
const options = (...values: string[]) => values.map((value) => ({ value, label: inEach(`Option ${value}`) }));
const few = options('red', 'blue', 'green');
const withNone = [...few, { value: 'none', label: inEach('None of these'), exclusive: true }];

type Asked = DataSchema & { $ref: string; isOptional?: true } & Pick<Question, 'options' | 'errors'>;

const text = { $ref: 'std:text' } as const;
const lines = { lines: 4 } as const;

/** By the name of the question. */
const asked: Readonly<Record<string, Asked>> = {
  text,
  'text-short': { ...text, isOptional: true, maxLength: 20 },
  'text-long': { ...text, minLength: 4 },
  'text-pattern': {
    ...text,
    pattern: '^[A-Z]{4}\\d{2}$',
    errors: { 'pattern-mismatch': inEach('Write it as in BCDF12') },
  },
  'text-patterns': { ...text, isOptional: true, pattern: '^[A-Z]{4}\\d{2}$|^[A-Z]{2}\\d{4}$', maxLength: 8 },
  'text-pattern-optional': { ...text, isOptional: true, pattern: '^\\d{4,7}$' },
  'text-own': {
    ...text,
    maxLength: 8,
    minLength: 3,
    errors: { 'too-short': inEach('Write more'), 'too-long': inEach('Write less'), 'value-missing': inEach('Write') },
  },
  lines: { ...text, maxLength: 30, settings: lines },
  'lines-optional': { ...text, isOptional: true, settings: lines },
  'lines-long': { ...text, minLength: 5, settings: lines },
  'lines-both': { ...text, minLength: 5, maxLength: 30, settings: lines, errors: { 'too-short': inEach('Tell more') } },
  'lines-pattern': { ...text, isOptional: true, pattern: '^[^<>]*$', settings: lines },
  email: { $ref: 'std:email' },
  'email-optional': { $ref: 'std:email', isOptional: true, errors: { 'type-mismatch': inEach('Write your address') } },
  choice: { $ref: 'std:choice', options: few },
  'choice-list': { $ref: 'std:choice', options: options('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h') },
  'choice-optional': { $ref: 'std:choice', isOptional: true, options: few },
  choices: { $ref: 'std:choices', options: withNone },
  'choices-optional': { $ref: 'std:choices', isOptional: true, options: withNone },
  'yes-no': { $ref: 'std:yes-no', errors: { 'value-missing': inEach('Say yes or no') } },
  equality: { $ref: 'std:equality', isOptional: true, options: few },
  date: { $ref: 'std:date' },
  'date-limits': { $ref: 'std:date', settings: { min: '1900-01-01', max: 'today' } },
  'date-birth': { $ref: 'std:date', isOptional: true, settings: { birth: true, max: 'today' } },
  'date-own': {
    $ref: 'std:date',
    settings: { min: '2020-02-03', max: '2028-12-31' },
    errors: {
      'bad-input': inEach('Write a day'),
      'range-underflow': inEach('Not before {min}'),
      'range-overflow': inEach('Not after {max}'),
    },
  },
  'date-partial': { $ref: 'std:date-partial', settings: { precision: 'year' } },
  'date-partial-limits': {
    $ref: 'std:date-partial',
    settings: { precision: 'month', min: '1899-12-15', max: 'today' },
  },
  'date-partial-birth': {
    $ref: 'std:date-partial',
    isOptional: true,
    settings: { precision: 'year', birth: true, min: '2024-02-03', max: '2027-01-30' },
    errors: {
      'bad-input': inEach('Write what you know'),
      'range-underflow': inEach('Not before {min}'),
      'range-overflow': inEach('Not after {max}'),
    },
  },
  integer: { $ref: 'std:integer' },
  'integer-limits': { $ref: 'std:integer', minimum: 10, maximum: 1900, multipleOf: 5 },
  'integer-own': {
    $ref: 'std:integer',
    isOptional: true,
    minimum: 1,
    maximum: 20_000,
    errors: {
      'bad-input': inEach('Write a whole number'),
      'range-underflow': inEach('{min} at least'),
      'range-overflow': inEach('{max} at most'),
    },
  },
  decimal: { $ref: 'std:decimal', minimum: 0.3, maximum: 1200.5, multipleOf: 0.1 },
  'decimal-optional': { $ref: 'std:decimal', isOptional: true },
  'person-name': { $ref: 'std:person-name' },
  'person-name-optional': { $ref: 'std:person-name', isOptional: true },
  address: { $ref: 'std:address' },
  'address-optional': { $ref: 'std:address', isOptional: true },
  'national-number': { $ref: 'std:national-number', settings: { scheme: 'cl-rut' } },
  'national-number-optional': {
    $ref: 'std:national-number',
    isOptional: true,
    settings: { scheme: 'es-dni' },
    errors: { 'pattern-mismatch': inEach('Write all of it'), 'bad-input': inEach('The last one is wrong') },
  },
  'national-number-warned': { $ref: 'std:national-number', settings: { scheme: 'cl-rut', check: 'warn' } },
  phone: { $ref: 'std:phone', settings: { country: 'CL' } },
  'phone-optional': { $ref: 'std:phone', isOptional: true, errors: { 'pattern-mismatch': inEach('Write a number') } },
  money: { $ref: 'std:money', settings: { currency: 'CLP' } },
  'money-limits': { $ref: 'std:money', settings: { currency: 'CLP', minimum: '1000', maximum: '2500000' } },
  'money-own': {
    $ref: 'std:money',
    isOptional: true,
    settings: { currency: 'EUR', minimum: '100', maximum: '150050' },
    errors: {
      'bad-input': inEach('Write an amount'),
      'range-underflow': inEach('{min} at least'),
      'range-overflow': inEach('{max} at most'),
    },
  },
  'bank-account': { $ref: 'std:bank-account', settings: { scheme: 'cl' } },
  'bank-account-own': { $ref: 'std:bank-account', isOptional: true, settings: { scheme: 'cl', own: true } },
  'bank-account-iban': { $ref: 'std:bank-account', settings: { scheme: 'iban' } },
  file: { $ref: 'std:file', settings: { maxSize: 2000 } },
  'file-optional': { $ref: 'std:file', isOptional: true, settings: { maxSize: 2000, types: ['application/pdf'] } },
  files: { $ref: 'std:files', settings: { maxSize: 2000 } },
};

const names = Object.keys(asked);

export const everyQuestion: Definition = {
  id: 'every-question',
  version: 1,
  languages: ['es', 'en', 'ar'],
  title: inEach('Every question'),
  agency: inEach('Office'),
  timeZone: 'UTC',
  data: {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(asked).map(([name, { isOptional: _, options: _options, errors: _errors, ...schema }]) => [
        name,
        schema,
      ]),
    ),
    required: names.filter((name) => !asked[name]!.isOptional),
  },
  questions: Object.fromEntries(
    Object.entries(asked).map(([name, { options, errors }]) => [
      name,
      { label: inEach(`The ${name}`), ...(options && { options }), ...(errors && { errors }) },
    ]),
  ),
  pages: names.map((name) => ({ id: name, ask: [name] })),
};
