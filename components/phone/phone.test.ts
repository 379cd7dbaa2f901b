import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../field/define.js';
import type { Field } from '../field/field.js';
import { begin, byLabel, page, settled, typeKeys, warningsOf } from '../shared/testing.js';
import { loadWords } from '../shared/words.js';
import './define.js';
import { readPhone } from './read-phone.js';

const needed = () => Promise.all([import('./read-phone.js'), import('../words/phone/en.js')]);

/** A field a person has come to, so that what reads it is here. */
async function open(attributes = 'country="CL"', language = 'en'): Promise<Field> {
  const host = await fixture(
    page(`<div lang="${language}">
      <plaza-field>
        <label for="phone">Telephone</label>
        <plaza-phone ${attributes}><input id="phone" name="phone" type="tel"></plaza-phone>
      </plaza-field>
      <button>Elsewhere</button>
    </div>`),
  );
  const field = host.querySelector('plaza-field')!;
  await loadWords(field);
  byLabel(field, 'Telephone').focus();
  await Promise.all([import('../words/phone/es.js'), needed()]);
  await begin(byLabel(field, 'Telephone'), 'focusin', needed());
  return field;
}

describe('a telephone number', () => {
  const cases: [string, string, string][] = [
    ['CL', '912345678', '+56912345678'],
    ['CL', ' 9 1234 5678 ', '+56912345678'],
    ['CL', '+56 (9) 1234-5678', '+56912345678'],
    ['CL', '0056 9 1234 5678', '+56912345678'],
    ['CL', '56912345678', '+56912345678'],
    ['CL', '9 1234 5678 ext. 12', '+56912345678 12'],
    ['CL', '９１２３４５６７８', '+56912345678'],
    ['CL', '+1 202 555 0123', '+12025550123'],
    ['NL', '06 12345678', '+31612345678'],
    ['', '+44 7400 123456', '+447400123456'],
    ['CL', '  ', ''],
    ['CL', 'hola', 'phoneUnreadable'],
    ['CL', 'call 912345678', 'phoneUnreadable'],
    ['CL', '12345678', 'phoneTooShort Chile +56 9 11'],
    ['CL', '+56', 'phoneTooShort Chile +56 9 11'],
    ['CL', '+44 7400 12', 'phoneTooShort United Kingdom +44 7 10'],
    ['CL', '+1 202 555 01234', 'phoneTooLong United States +1 10 10'],
    ['GB', '+44 7400 1234', 'phoneLength United Kingdom +44 7 10'],
    ['CL', '+999 123456', 'phoneUnknownCode'],
    ['', '912345678', 'phoneWithoutCode'],
    ['ZZ', '912345678', 'phoneWithoutCode'],
  ];
  for (const [country, typed, expected] of cases)
    it(`is read in ${country || 'no country'}: “${typed}”`, () => {
      const { value, extension, problem, values } = readPhone(typed, { country, language: 'en' });
      const about = values && [values.country, values.code, values.least, values.most];
      const said = problem ? [problem, ...(about ?? [])] : [value, extension];
      expect(said.filter(Boolean).join(' ')).to.equal(expected);
    });
});

describe('plaza-phone', () => {
  // First, for a warning is given once.
  it('is warned about where no such country is known', async () => {
    const warnings = await warningsOf(() => open('country="Chile"'));
    expect(warnings.join()).to.include('#phone-with-unknown-country');
  });

  it('says how many digits are missing in that country, and leaves what was typed alone', async () => {
    const field = await open();
    await typeKeys('+56 9 1234 5');
    expect(field.validate()).to.equal('The number is too short. In Chile it has at least 9 digits after +56');
    await typeKeys('678');
    expect(field.validate()).to.equal('');
    await sendKeys({ press: 'Tab' });
    await settled();
    expect(byLabel(field, 'Telephone').value).to.equal('+56 9 1234 5678');
  });

  for (const [typed, words] of [
    ['+56 9 1234', 'El número es muy corto. En Chile tiene al menos 9 cifras después de +56'],
    ['+34 612 34 56 78 90', 'El número es muy largo. En España tiene como máximo 9 cifras después de +34'],
    ['+44 7400 1234', 'Revisa el número. En Reino Unido tiene 7, 9 o 10 cifras después de +44'],
    ['+999 12345', 'Revisa cómo comienza el número: ningún país tiene este código'],
  ] as const)
    it(`says what is wrong in Spanish on a Spanish page: “${typed}”`, async () => {
      const field = await open(undefined, 'es');
      await typeKeys(typed);
      expect(field.validate()).to.equal(words);
    });

  it('says what is wrong in the page’s words', async () => {
    const field = await open(
      'country="CL" error-length="Count again" error-unreadable="Digits" error-country="Which?"',
    );
    for (const [typed, words] of [
      ['12', 'Count again'],
      ['none', 'Digits'],
      ['+999 12345', 'Which?'],
    ] as const) {
      byLabel(field, 'Telephone').select();
      await typeKeys(typed);
      expect(field.validate()).to.equal(words);
    }
  });
});
