import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { catalogues, message } from '../words/catalogue.ts';
import { accountSchemes, bankAccount } from './bank-account.ts';
import { chileanBankList, chileanBanks } from './chilean-banks.ts';
import type { Asked } from './question-type.ts';

const ask = (settings: Record<string, unknown>, more: Partial<Asked> = {}): Asked => ({
  schema: {},
  settings,
  options: [],
  required: true,
  language: 'en',
  today: '2026-11-27',
  words: catalogues,
  ...more,
});
const typed = (parts: Record<string, string>) =>
  Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, [text]]));

/** What is said of each part that is wrong, as the error summary has it. */
function problems(parts: Record<string, string>, asked: Asked): string[] {
  return (bankAccount.read(typed(parts), asked).problems ?? []).map(({ message: key, label, values, parts = [] }) => {
    const said = label ? { label: message(asked.words, asked.language, label) } : {};
    return `${parts.join(' ')}: ${message(asked.words, asked.language, key, { ...said, ...values })}`;
  });
}

for (const [scheme, { examples }] of Object.entries(accountSchemes))
  describe(`An account by the scheme ${scheme}`, () => {
    const asked = ask({ scheme });
    const validate = new Ajv2020().compile(bankAccount.schema);

    for (const [text, value] of examples.right)
      it(`is read from ${JSON.stringify(text)}, and shown again as it was read`, () => {
        assert.deepEqual(bankAccount.read(text, asked), { value });
        assert.ok(validate(value));
        assert.deepEqual(bankAccount.read(bankAccount.write(value, asked), asked), { value });
      });

    for (const [text, code] of examples.wrong)
      it(`is not read from ${JSON.stringify(text)}`, () => {
        assert.equal(bankAccount.read(text, asked).problems?.[0]?.code, code);
      });

    it('may be left out as a whole where nobody has to answer, and in part never', () => {
      const optional = ask({ scheme }, { required: false });
      const [[right]] = examples.right as [[Record<string, string[]>, unknown]];
      assert.deepEqual(bankAccount.read({}, optional), { value: null });
      for (const part of Object.keys(right)) {
        const found = bankAccount.read({ ...right, [part]: [' '] }, optional).problems;
        assert.deepEqual(
          found?.map(({ code, parts }) => [code, parts]),
          [['value-missing', [part]]],
        );
      }
    });
  });

describe('An account in Chile', () => {
  const asked = ask({ scheme: 'cl' });
  const own = ask({ scheme: 'cl', own: true });
  const rutAccount = { bank: '012', kind: 'cuenta-rut' };
  const numberOf = (number: string, asked: Asked, more = {}) =>
    (bankAccount.read(typed({ ...rutAccount, number, ...more }), asked).value as { number: string } | undefined)
      ?.number;

  it('is asked for part by part, in the order of the page', () => {
    assert.deepEqual(problems({}, asked), [
      'bank: Choose an option for “Bank”',
      'kind: Choose an option for “Kind of account”',
      'number: Fill in “Account number”',
      'rut: Fill in “RUT of the account holder”',
    ]);
  });

  it('says of each part what to mend', () => {
    assert.deepEqual(problems({ bank: '1', kind: 'x', number: 'see card', rut: '33.333.333-4' }, asked), [
      'bank: Choose an option of “Bank” that is on the list',
      'kind: Choose an option of “Kind of account” that is on the list',
      'number: Write the account number with digits only, from 4 to 20 of them',
      'rut: Check the RUT of the account holder: its last character does not match the others',
    ]);
    assert.deepEqual(problems({ bank: '001', kind: 'vista', number: '123', rut: '33' }, asked), [
      'number: Write the account number with digits only, from 4 to 20 of them',
      'rut: Write the whole RUT of the account holder, like 33.333.333-3',
    ]);
  });

  it('says what is missing and what is wrong in one order, that of the page', () => {
    assert.deepEqual(problems({ bank: '1', kind: 'vista', rut: '33.333.333-4' }, asked), [
      'bank: Choose an option of “Bank” that is on the list',
      'number: Fill in “Account number”',
      'rut: Check the RUT of the account holder: its last character does not match the others',
    ]);
  });

  it('keeps the zeros that its number begins with, and reads digits of any script', () => {
    const account = { bank: '001', kind: 'vista', rut: '33.333.333-3' };
    for (const number of ['0012345678', '00-123.456-78', '00 123 456 78', '٠٠١٢٣٤٥٦٧٨', '00–12345678\u200b'])
      assert.equal(numberOf(number, asked, account), '0012345678', number);
  });

  it('has the RUT without its check digit as the number of a CuentaRUT, however the RUT is written', () => {
    const rut = '33.333.333-3';
    for (const number of ['33333333', '33.333.333-3', '333333333', '033333333']) {
      assert.equal(numberOf(number, asked, { rut }), '33333333', number);
      assert.equal(numberOf(number, own), '33333333', number);
    }
    for (const number of ['1.000.005-K', '1000005k']) assert.equal(numberOf(number, own), '1000005', number);
    assert.equal(numberOf('1000005k', asked, { rut: '1.000.005-K' }), '1000005');
  });

  it('leaves alone what may be the whole number of a CuentaRUT', () => {
    assert.equal(numberOf('10000009', own), '10000009', 'also 1.000.000-9, were it a RUT with its check digit');
    assert.equal(numberOf('1.000.000-9', own), '1000000');
    assert.equal(numberOf('1.000.000-6', own), undefined);
    assert.equal(numberOf('333333334', own), undefined);
  });

  it('of BancoEstado alone is a CuentaRUT, and of nobody but its holder', () => {
    const account = { ...rutAccount, number: '33333333', rut: '33.333.333-3' };
    assert.deepEqual(problems({ ...account, bank: '001' }, asked), [
      'bank kind: A CuentaRUT is always at BancoEstado: change the bank or the kind of account',
    ]);
    assert.deepEqual(problems({ ...account, number: '44444444' }, asked), [
      'number: For a CuentaRUT, write the RUT of the account holder as the account number',
    ]);
  });

  it('that has to be the person’s own is not asked whose it is', () => {
    const account = { bank: '001', kind: 'corriente', number: '12345678' };
    assert.deepEqual(bankAccount.read(typed({ ...account, rut: '33' }), own), { value: account });
  });

  it('is at a bank of a list that says where it is from, of when, and that it is second-hand', () => {
    const { isOfficial, source, gathered } = chileanBankList;
    assert.equal(isOfficial, false);
    assert.match(gathered, /^\d{4}-\d{2}$/);
    assert.notEqual(source, '');
  });

  it('is at one of the banks, each there once, by the alphabet', () => {
    const [codes, names] = [chileanBanks.map(({ code }) => code), chileanBanks.map(({ name }) => name)];
    assert.equal(new Set(codes).size, codes.length);
    assert.ok(codes.every((code) => /^\d{3}$/.test(code)));
    assert.deepEqual(names, names.toSorted(new Intl.Collator('es').compare));
  });
});

describe('An IBAN', () => {
  const asked = ask({ scheme: 'iban' });
  const said = (iban: string, language = 'en') =>
    problems({ iban, holder: 'Ada' }, { ...asked, language }).map((problem) => problem.replace('iban: ', ''));

  it('of the registry’s examples is read', () => {
    const published = [
      'ES91 2100 0418 4502 0005 1332',
      'FR14 2004 1010 0505 0001 3M02 606',
      'NO93 8601 1117 947',
      'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
      'SA03 8000 0000 6080 1016 7519',
    ];
    for (const iban of published) {
      const { value } = bankAccount.read(typed({ iban: ` ${iban.toLowerCase()}`, holder: 'Ada' }), asked);
      assert.equal(bankAccount.write(value!, asked).iban?.[0], iban);
    }
  });

  it('is told what does not fit, one thing at a time', () => {
    assert.deepEqual(said('DE89 3704 ñ'), ['Write the IBAN with letters from A to Z and digits only']);
    assert.deepEqual(said('12345678'), ['Begin the IBAN with the two letters of its country, like DE']);
    assert.deepEqual(said('CL1234'), ['Begin the IBAN with the two letters of its country, like DE']);
    assert.deepEqual(said('DE89 3704 0044'), [
      'Check the IBAN: one that begins with DE has 22 letters and digits. Here there are 12',
    ]);
    assert.deepEqual(said('DE89 3704 0044 0532 0130 01'), [
      'Check the IBAN: a letter or digit does not match the others',
    ]);
  });

  it('says so in Spanish and Arabic too', () => {
    assert.deepEqual(said('DE98 3704 0044 0532 0130 00', 'es'), [
      'Revisa el IBAN: una letra o cifra no corresponde a las demás',
    ]);
    assert.deepEqual(said('ES12', 'ar'), [
      'تحقق من رقم \u2066IBAN\u2069: ما يبدأ بـ \u2066ES\u2069 فيه 24 حرفًا ورقمًا، وعددها هنا 4',
    ]);
  });

  it('may break the rule that a bank has inside its own part', () => {
    assert.deepEqual(said('NO28 1234 5678 901'), []);
  });

  it('goes with a name that a bank can have', () => {
    const account = { iban: 'DE89370400440532013000' };
    assert.deepEqual(problems({ ...account, holder: 'A'.repeat(141) }, asked), [
      'holder: Shorten your answer by 1 character',
    ]);
  });
});

describe('An account, to the person who checks it,', () => {
  const chilean = { bank: '012', kind: 'cuenta-rut', number: '33333333', rut: '333333333' } as const;
  const european = { iban: 'DE89370400440532013000', holder: 'Ada Lovelace' };
  const saying = (language: string) => [
    bankAccount.say(chilean, ask({ scheme: 'cl' }, { language })),
    bankAccount.say(european, ask({ scheme: 'iban' }, { language })),
  ];

  it('is said whole, line by line, in groups', () => {
    assert.deepEqual(saying('en'), [
      'BancoEstado\nCuentaRUT\nAccount number: 33333333\nRUT of the account holder: 33.333.333-3',
      'DE89 3704 0044 0532 0130 00\nName of the account holder: Ada Lovelace',
    ]);
    assert.deepEqual(saying('es-CL'), [
      'BancoEstado\nCuentaRUT\nNúmero de cuenta: 33333333\nRUT de quien es la cuenta: 33.333.333-3',
      'DE89 3704 0044 0532 0130 00\nNombre de quien es la cuenta: Ada Lovelace',
    ]);
  });

  it('keeps its numbers from left to right in Arabic', () => {
    const [cl, iban] = saying('ar');
    assert.match(cl!, /رقم الحساب: \u206633333333\u2069\n.*: \u206633\.333\.333-3\u2069$/);
    assert.match(iban!, /^\u2066DE89 3704 0044 0532 0130 00\u2069\n/);
  });
});

describe('A definition that does not say how accounts are written', () => {
  it('cannot be asked', () => {
    assert.throws(() => bankAccount.control(ask({})), /needs the setting “scheme”: cl or iban/);
  });
});
