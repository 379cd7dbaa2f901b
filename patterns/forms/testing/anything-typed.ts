/** What people might type into the controls of a question, right and wrong, as a browser sends it. */
import fc from 'fast-check';
import { askedOf } from '../answers/read-page.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { fileLimits } from '../questions/file.ts';
import type { Control, LabelledPart, Typed } from '../questions/question-type.ts';

const reader = { language: 'en', today: '2026-11-27' };

const odd = [
  '',
  ' ',
  '\u3000',
  'x',
  'Peñaluna',
  'AB',
  ' BCDF12 ',
  'AB1234',
  'bcdf12',
  '1234567',
  'a\tb',
  'a\u0007b',
  'a\0',
];
const strange = ['<b>&amp;"', 'مرحبا', '🏠🏠🏠', '٣', '-1', 'null', '¿Qué?', 'e\u0301', '\u200Bx', 'a\u00A0b'];
const numbers = [
  '0',
  '12',
  '1.5',
  '1,5',
  '1.200',
  "1'200",
  '1 200',
  '−3',
  '1e3',
  '1,2,3',
  '0.3',
  '٢٠',
  '99999999999999999999',
  '1.',
  '.5',
];
const amounts = [
  '$ 1.500.000',
  '12,50',
  '1.500',
  '1,500',
  '1500',
  '1.500,50',
  '€ 12.50',
  'a lot',
  '1500 pesos',
  '999',
  '0',
  '٢٠٠٠',
];
const addresses = [
  'ada@example.org',
  'ada.example.org',
  'ada@example',
  'a b@example.org',
  'ñandú@correo.example.cl',
  `${'a'.repeat(250)}@example.org`,
  'a@b..cl',
  ' A@B.CL ',
];
const phones = [
  '9 1234 5678',
  '+34 612 34 56 78',
  '9 1234',
  'call me',
  '1'.repeat(50),
  '+',
  '00 34 612345678',
  '912345678 ext 3',
];
const nationals = ['33.333.333-3', '33.333.333-4', '33x', ' 44444444 4 ', '12345678Z', '12345678A', '1', '7.777.777-k'];
const accounts = [
  '00-123.456 78',
  '12A45678',
  '123',
  '33.333.333-3',
  'de89 3704-0044 0532 0130 00',
  'DE98 3704 0044 0532 0130 00',
  'GB29',
  'XX11 2222',
  'Ada Lovelace',
];
const days = ['', '1', '29', '30', '31', '32', '0', 'x', '٣', '21 nov 1980', '2024-02-30', '3/2/2027'];
const months = ['', '2', '12', '13', 'feb', 'febrero', 'ma', 'foo', ' Marzo '];
const years = ['', '2026', '1899', '99', '2999', '2024', '20266', '١٩٨٠'];

/** Texts at the limits that a definition sets, and beside them. */
function atLimits({ schema, type }: ServiceQuestion): string[] {
  const { minLength, maxLength, minimum, maximum } = schema;
  const { minimum: least, maximum: most } = (schema.settings ?? {}) as { minimum?: string; maximum?: string };
  const lengths = [minLength, maxLength, ...(type.kind === 'other' ? [200] : [])].filter((each) => each !== undefined);
  return [
    ...lengths
      .flatMap((length) => [length - 1, length, length + 1])
      .flatMap((length) => ['x'.repeat(length), '🏠'.repeat(length)]),
    ...lengths.map((length) => ` ${'x'.repeat(length)} `),
    ...[minimum, maximum]
      .filter((each) => each !== undefined)
      .flatMap((limit) => [limit - 1, limit, limit + 1].map(String)),
    ...[least, most]
      .filter((each) => each !== undefined)
      .flatMap((limit) => [-1, 0, 1].map((more) => String(Number(limit) + more))),
  ];
}

function aLine(question: ServiceQuestion): fc.Arbitrary<string> {
  const own = atLimits(question);
  const pools = [odd, strange, ...(own.length ? [own, own] : []), ...poolsFor(question)];
  return fc.oneof(...pools.map((pool) => fc.constantFrom(...pool)), fc.string({ unit: 'grapheme', maxLength: 30 }));
}

function poolsFor({ type, schema }: ServiceQuestion): string[][] {
  const isOfType: Record<string, string[][]> = {
    integer: [numbers, numbers],
    decimal: [numbers, numbers],
    money: [amounts, amounts, numbers],
    email: [addresses, addresses, addresses],
    phone: [phones, phones],
    'national-number': [nationals, nationals],
    'bank-account': [nationals, accounts],
    text: schema.pattern ? [['BCDF12', 'AB1234', 'BCDF12\u0007', '12345']] : [],
  };
  return isOfType[type.name] ?? [];
}

const aText = (question: ServiceQuestion) =>
  fc.oneof(
    aLine(question),
    fc.constantFrom('One\nTwo', '\n\n', 'a\nb\u0007', `${'x'.repeat(29)}\n`, `\n${'x'.repeat(30)}`, '<p>\n'),
  );

function aPart(question: ServiceQuestion, { options }: LabelledPart): fc.Arbitrary<string> {
  return options ? fc.constantFrom('', ...options.slice(0, 8).map(({ value }) => value)) : aLine(question);
}

const single = (text: fc.Arbitrary<string>): fc.Arbitrary<Typed> => text.map((each) => ({ '': [each] }));

/** Whatever a browser may send for a question that takes no file. */
export function anythingTypedInto(question: ServiceQuestion): fc.Arbitrary<Typed> {
  const { type } = question;
  const control: Control = type.control(askedOf(question, reader));
  const values = optionsOf(question);
  switch (control.kind) {
    case 'field':
      return single(aLine(question).map((text) => text.replace(/[\r\n]/g, '')));
    case 'textarea':
      return single(aText(question).map((text) => text.replace(/\r\n?/g, '\n')));
    case 'select':
      return single(fc.constantFrom('', ...values));
    case 'radios':
      return fc
        .option(fc.constantFrom(...values), { nil: undefined })
        .map((value): Typed => (value ? { '': [value] } : {}));
    case 'checkboxes':
      return fc.subarray(values).map((chosen): Typed => (chosen.length ? { '': chosen } : {}));
    case 'date': {
      const left = control.precision ? ['', '', '', '', ''] : []; // what may be left out is, more often
      const [day, month] = [fc.constantFrom(...left, ...days), fc.constantFrom(...left, ...months)];
      return fc
        .record({ day, month, year: fc.constantFrom(...years) })
        .map(({ day, month, year }) => ({ day: [day], month: [month], year: [year] }));
    }
    case 'fields': {
      const parts = fc.record(
        Object.fromEntries(
          control.parts.map((part) => [part.name, aPart(question, part).map((text) => [text.replace(/[\r\n]/g, '')])]),
        ),
      );
      const examples = [...type.examples.right, ...type.examples.wrong].map(([typed]) => typed);
      const whole = (typed: Typed): Typed =>
        Object.fromEntries(control.parts.map(({ name }) => [name, typed[name] ?? ['']]));
      return fc.oneof(parts, parts, fc.constantFrom(...examples).map(whole));
    }
    case 'file':
      return fc.constant({});
  }
}

function optionsOf({ type, question }: ServiceQuestion): string[] {
  if (type.name === 'yes-no') return ['yes', 'no'];
  const own = (question.options ?? []).map(({ value }) => value);
  return type.name === 'equality' ? [...own, 'not-said'] : own;
}

/** Files that nobody takes, or none: empty, of another type, or too large where little is. */
export function wrongFilesFor(question: ServiceQuestion): fc.Arbitrary<File[]> {
  const { maxSize } = fileLimits({ settings: question.schema.settings ?? {} });
  const empty = new File([], 'empty.pdf', { type: 'application/pdf' });
  const program = new File(['MZ'], 'a.exe', { type: 'application/x-msdownload' });
  const large = new File(['%PDF-1.7\n', 'x'.repeat(Math.min(maxSize, 10_000))], 'large.pdf', {
    type: 'application/pdf',
  });
  const wrong = maxSize < 10_000 ? [empty, program, large] : [empty, program];
  return question.type.name === 'files' ? fc.subarray(wrong) : fc.subarray(wrong, { maxLength: 1 });
}
