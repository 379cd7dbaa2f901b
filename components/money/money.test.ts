import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../field/define.js';
import type { Field } from '../field/field.js';
import { begin, byLabel, page, settled, typeKeys, warningsOf } from '../shared/testing.js';
import { loadWords } from '../shared/words.js';
import './define.js';
import { moneyInWords } from './money-in-words.js';
import { readMoney } from './read-money.js';

const rent = (currency: string, attributes: string, language: string) => `
  <div lang="${language}">
    <plaza-field>
      <label for="rent">Rent</label>
      <plaza-money ${currency && `currency="${currency}"`} ${attributes}>
        <span class="plaza-affixes"><span aria-hidden="true">$</span><input id="rent" name="rent"></span>
      </plaza-money>
    </plaza-field>
    <button>Elsewhere</button>
  </div>`;

const needed = (language: string) =>
  Promise.all([
    import('./money-in-words.js'),
    language.startsWith('es') ? import('../words/money/es.js') : import('../words/money/en.js'),
  ]);

/** A field a person has come to, so that what reads it is here. */
async function open(currency = 'CLP', language = 'en', attributes = ''): Promise<Field> {
  const host = await fixture(page(rent(currency, attributes, language)));
  const field = host.querySelector('plaza-field')!;
  await loadWords(field);
  byLabel(field, 'Rent').focus();
  await begin(byLabel(field, 'Rent'), 'focusin', needed(language));
  return field;
}

const announced = () => document.querySelector('[aria-live="polite"]')?.textContent ?? '';
const noted = (field: Element) => field.querySelector<HTMLElement>('.plaza-note:not([hidden])')?.innerText ?? '';

describe('an amount of money', () => {
  const cases: [string, string, string][] = [
    ['es-CL CLP', '1500', '1500'],
    ['es-CL CLP', '1.500', '1500'],
    ['es-CL CLP', '1,500', '1500'],
    ['es-CL CLP', '$ 1.500.000.-', '1500000'],
    ['es-CL CLP', '1 500 000', '1500000'],
    ['es-CL CLP', 'CLP 1500', '1500'],
    ['es-CL CLP', '1500 pesos', '1500'],
    ['es-CL CLP', '1500,00', '1500'],
    ['es-CL CLP', '１５００', '1500'],
    ['es-CL CLP', '007', '7'],
    ['es-CL CLP', '', ''],
    ['es-CL CLP', ' ', ''],
    ['es-CL CLP', '.', 'moneyUnreadable'],
    ['es-CL CLP', '$', 'moneyUnreadable'],
    ['es-CL CLP', '1.50', 'moneyNoCents'],
    ['es-CL CLP', '1.500,50', 'moneyNoCents'],
    ['es-CL CLP', '0.500', 'moneyNoCents'],
    ['es-CL CLP', '1 50', 'moneyUnreadable'],
    ['es-CL CLP', '12.34.56', 'moneyUnreadable'],
    ['es-CL CLP', '12 mil', 'moneyUnreadable'],
    ['es-CL CLP', '-5', 'moneyUnreadable'],
    ['en EUR', '1,500', '1500.00'],
    ['en EUR', '1.5', '1.50'],
    ['en EUR', '€1,500.50', '1500.50'],
    ['en EUR', '1.500,50', '1500.50'],
    ['en EUR', '.5', '0.50'],
    ['en EUR', '15.', '15.00'],
    ['en EUR', '12,34,567.50', '1234567.50'],
    ['en EUR', '90071992547409930.25', '90071992547409930.25'], // more than a number can hold
    ['en EUR', '1.500', 'moneyAmbiguous 1500 1.50'],
    ['en EUR', '1,500.000', 'moneyUnreadable'],
    ['en EUR', '1500.505', 'moneyTooManyDecimals'],
    ['es EUR', '1.500', '1500.00'],
    ['es EUR', '1,500', 'moneyAmbiguous 1500 1,50'],
    ['en KWD', '1.500', '1.500'],
    ['en KWD', '1,500', '1500.000'],
    ['ar EGP', '١٬٥٠٠٫٥٠', '1500.50'],
    ['de-CH CHF', '1’500.50', '1500.50'],
  ];
  for (const [where, typed, expected] of cases)
    it(`is read in ${where}: “${typed}”`, () => {
      const [language, currency] = where.split(' ') as [string, string];
      const { value, problem, values } = readMoney(typed, { language, currency });
      const said = problem === 'moneyAmbiguous' ? `${problem} ${values!.whole} ${values!.decimal}` : (problem ?? value);
      expect(said).to.equal(expected);
    });

  for (const [where, value, expected] of [
    ['en USD', '1500000.00', '1 million 500 thousand US dollars'],
    ['en EUR', '1000.50', '1 thousand 0.50 euros'],
    ['en EUR', '0.00', '0 euros'],
    ['es-CL CLP', '1', '1 peso chileno'],
    ['es-CL CLP', '2000000', '2 millones pesos chilenos round'],
    ['es-CL CLP', '1500000000', '1.500 millones pesos chilenos round'],
    ['es-CL CLP', '1234567', '1 millón 234 mil 567 pesos chilenos'],
    ['ja JPY', '15000', '15,000 円'],
  ] as const)
    it(`is said in ${where}: ${value}`, () => {
      const [language, currency] = where.split(' ') as [string, string];
      const said = moneyInWords(value, { language, currency });
      expect(`${said.amount} ${said.currency}${said.isRound ? ' round' : ''}`).to.equal(expected);
    });
});

describe('plaza-money', () => {
  // First, for a warning is given once.
  it('is warned about where it has no currency', async () => {
    const warnings = await warningsOf(() => open(''));
    expect(warnings.join()).to.include('#money-without-currency');
  });

  it('says below what was understood while people type, and leaves what they type alone', async () => {
    const field = await open();
    await typeKeys('1.500.000');
    expect(noted(field)).to.equal('1 million 500 thousand Chilean pesos');
    await sendKeys({ press: 'Tab' });
    await settled();
    expect(byLabel(field, 'Rent').value).to.equal('1.500.000');
  });

  it('says it in Spanish on a Spanish page', async () => {
    const field = await open('CLP', 'es-CL');
    await typeKeys('2000000');
    expect(noted(field)).to.equal('2 millones de pesos chilenos');
  });

  it('says nothing where nothing can be read', async () => {
    const field = await open();
    await typeKeys('15');
    expect(noted(field)).to.equal('15 Chilean pesos');
    await typeKeys(',5');
    expect(noted(field)).to.equal('');
  });

  it('announces it once people rest', async () => {
    await open();
    await typeKeys('1600');
    await waitUntil(() => announced() === '1 thousand 600 Chilean pesos', 'Nothing was said', { timeout: 2000 });
  });

  it('announces it when people leave before they rest', async () => {
    await open();
    await typeKeys('2500');
    await sendKeys({ press: 'Tab' });
    await waitUntil(() => announced().endsWith('2 thousand 500 Chilean pesos'), 'It came too late', { timeout: 800 });
  });

  it('refuses cents in a currency that has none', async () => {
    const field = await open();
    await typeKeys('1500,5');
    expect(field.validate()).to.equal('Write the amount without cents: this currency has none');
  });

  it('asks what was meant where two amounts are possible', async () => {
    const field = await open('EUR');
    await typeKeys('1.500');
    expect(field.validate()).to.equal('“1.500” can be read in two ways. Write 1500 or 1.50');
  });

  it('asks it in Spanish, the other way round', async () => {
    const field = await open('EUR', 'es');
    await typeKeys('1,500');
    expect(field.validate()).to.equal('“1,500” se puede leer de dos maneras. Escribe 1500 o 1,50');
  });

  it('says what is wrong in the page’s words', async () => {
    const field = await open('EUR', 'en', 'error-unreadable="Digits, please" error-decimals="Two at most"');
    await typeKeys('a lot');
    expect(field.validate()).to.equal('Digits, please');
    byLabel(field, 'Rent').select();
    await typeKeys('1.5055');
    expect(field.validate()).to.equal('Two at most');
  });

  for (const [currency, typed, said] of [
    ['CLP', '999', 'Write CLP 1,000 or more'],
    ['CLP', '1.000', ''],
    ['CLP', '2.500.001', 'Write CLP 2,500,000 or less'],
    ['CLP', '2500000,0', ''],
    ['EUR', '999.99', 'Write €1,000.00 or more'],
    ['EUR', '2,500,000.00', ''],
    ['EUR', '2,500,000.01', 'Write €2,500,000.00 or less'],
    ['EUR', '90071992547409930.25', 'Write €2,500,000.00 or less'],
    ['EUR', '', ''],
  ] as const)
    it(`says what an amount has to be between: ${currency} ${typed || 'nothing'}`, async () => {
      const field = await open(currency, 'en', 'min="1000" max="2500000"');
      if (typed) await typeKeys(typed);
      expect(field.validate().replace('\u00A0', ' ')).to.equal(said);
    });

  it('says it in the page’s words', async () => {
    const field = await open(
      'CLP',
      'en',
      'min="1000" max="2000" error-range-underflow="More" error-range-overflow="Less"',
    );
    await typeKeys('5');
    expect(field.validate()).to.equal('More');
    await typeKeys('000');
    expect(field.validate()).to.equal('Less');
  });

  it('shows again what the browser gives back', async () => {
    const field = await open();
    byLabel(field, 'Rent').value = '1500';
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await waitUntil(() => noted(field) === '1 thousand 500 Chilean pesos');
  });
});
