import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../field/define.js';
import type { Field } from '../field/field.js';
import {
  begin,
  byLabel,
  descriptionOf,
  nextAnnouncement,
  page,
  settled,
  typeKeys,
  warningsOf,
} from '../shared/testing.js';
import { addWords, loadWords } from '../shared/words.js';
import './define.js';
import { readNationalNumber, schemeNamed } from './read-national-number.js';

const rut = (attributes = 'scheme="cl-rut"', language = 'en') => `
  <div lang="${language}">
    <plaza-field>
      <label for="rut">RUT</label>
      <p slot="hint" id="rut-hint">For example, 33.333.333-3</p>
      <plaza-national-number ${attributes}>
        <input id="rut" name="rut" data-plaza-sensitive aria-describedby="rut-hint">
      </plaza-national-number>
    </plaza-field>
    <button>Elsewhere</button>
  </div>`;

/** A field a person has come to, so that what reads it is here. */
async function open(attributes?: string, language?: string): Promise<{ field: Field; input: HTMLInputElement }> {
  const host = await fixture(page(rut(attributes, language)));
  const field = host.querySelector('plaza-field')!;
  await loadWords(field);
  const input = byLabel(field, 'RUT');
  input.focus();
  const ready = host.querySelector('plaza-national-number')!;
  await waitUntil(() => {
    input.value = '?';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return ready.reading.outcome !== 'ok';
  });
  input.value = '';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return { field, input };
}

async function leave(): Promise<void> {
  await sendKeys({ press: 'Tab' });
  await settled();
}

describe('a national number', () => {
  const right = [
    ['cl-rut', '33.333.333-3', '333333333', '33.333.333-3'],
    ['cl-rut', ' 33 333 333 3 ', '333333333', '33.333.333-3'],
    ['cl-rut', '33000004k', '33000004K', '33.000.004-K'],
    ['cl-rut', '33.000.004–k', '33000004K', '33.000.004-K'],
    ['cl-rut', '7.000.000-8', '70000008', '7.000.000-8'],
    ['cl-rut', '３３３３３３３３３', '333333333', '33.333.333-3'],
    ['cl-rut', '٣٣٣٣٣٣٣٣٣', '333333333', '33.333.333-3'],
    ['nl-bsn', '9999 90 019', '999990019', '9999.90.019'],
    ['br-cpf', '111.444.777-35', '11144477735', '111.444.777-35'],
    ['uy-ci', '9.999.999-9', '99999999', '9.999.999-9'],
    ['es-dni', '00000000t', '00000000T', '00000000-T'],
    ['es-nie', 'x0000000t', 'X0000000T', 'X-0000000-T'],
    ['ar-cuit', '20-00000000-1', '20000000001', '20-00000000-1'],
    ['ec-ci', '3000000004', '3000000004', '300000000-4'],
  ] as const;
  for (const [scheme, typed, value, shown] of right)
    it(`is read in ${scheme}: “${typed}”`, async () => {
      const reading = readNationalNumber(typed, await schemeNamed(scheme));
      expect(`${reading.outcome} ${reading.value} ${reading.shown}`).to.equal(`ok ${value} ${shown}`);
    });

  const wrong = [
    ['cl-rut', '33.333.333-4', 'check-digit-wrong nationalCheckDigit 4 1'],
    ['cl-rut', '33.333.333-k', 'check-digit-wrong nationalCheckDigit K 1'],
    ['br-cpf', '111.444.777-34', 'check-digit-wrong nationalCheckDigit 34 2'],
    ['uy-ci', '9.999.999-8', 'check-digit-wrong nationalCheckDigit 8 1'],
    ['es-dni', '00000000A', 'check-digit-wrong nationalCheckDigit A 1'],
    ['cl-rut', '33.333', 'malformed nationalMalformed  1'],
    ['cl-rut', '3K.333.333-3', 'malformed nationalMalformed  1'],
    ['cl-rut', '33.33E.333-3', 'malformed nationalCharacter E 1'],
    ['nl-bsn', '99999001O', 'malformed nationalCharacter O 1'],
    ['constructor', '33.333.333-3', 'unknown-scheme nationalUnknownScheme undefined undefined'],
  ] as const;
  for (const [scheme, typed, expected] of wrong)
    it(`is not taken in ${scheme}: “${typed}”`, async () => {
      const { outcome, problem, values } = readNationalNumber(typed, await schemeNamed(scheme));
      expect(`${outcome} ${problem} ${values?.character} ${values?.count}`).to.equal(expected);
    });

  it('may be left out, as far as the number goes', async () => {
    expect(readNationalNumber(' - ', await schemeNamed('cl-rut')).outcome).to.equal('ok');
  });
});

describe('plaza-national-number', () => {
  // First, for a warning is given once.
  it('is warned about where no such scheme is known, and stops nobody', async () => {
    const host = await fixture(page(rut('scheme="cl-rat"')));
    const input = byLabel(host, 'RUT');
    const warnings = await warningsOf(async () => {
      const needed = [import('./read-national-number.js'), import('../words/national-number/en.js')];
      await begin(input, 'focusin', Promise.all(needed));
      await settled();
    });
    expect(warnings.join()).to.include('#national-number-without-scheme');
    input.value = '33.333.333-4';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    expect(host.querySelector('plaza-field')!.validate()).to.equal('');
  });

  it('is warned about where it has no input', async () => {
    const warnings = await warningsOf(async () => {
      await fixture(page('<plaza-national-number scheme="cl-rut"></plaza-national-number>'));
      await settled();
    });
    expect(warnings.join()).to.include('#reading-without-control');
  });

  it('changes nothing of markup as documented before a person acts', async () => {
    const host = await fixture(page(rut()));
    await settled();
    const before = document.createElement('div');
    before.innerHTML = rut();
    expect(host.innerHTML).to.equal(before.firstElementChild!.innerHTML);
  });

  it('marks the answer as not to be kept, where the page did not', async () => {
    const host = await fixture(page(rut().replace('data-plaza-sensitive', '')));
    await settled();
    expect(byLabel(host, 'RUT').hasAttribute('data-plaza-sensitive')).to.equal(true);
  });

  it('leaves alone what people type, and writes it in groups when they leave', async () => {
    const { input } = await open();
    await typeKeys('33000004k');
    expect(input.value).to.equal('33000004k');
    const heard: string[] = [];
    input.addEventListener('input', () => heard.push(input.value));
    await leave();
    await waitUntil(() => input.value !== '33000004k');
    expect(input.value).to.equal('33.000.004-K');
    expect(heard.join()).to.equal('33.000.004-K');
  });

  it('says which character does not match, and not which would', async () => {
    const { field, input } = await open();
    await typeKeys('33333333-4');
    expect(field.validate()).to.equal('Check the number: the last character, “4”, does not match the others');
    await leave();
    expect(input.validationMessage).to.equal(field.validate());
  });

  it('says so in Spanish on a Spanish page', async () => {
    const { field } = await open(undefined, 'es-CL');
    await typeKeys('33333333-4');
    expect(field.validate()).to.equal('Revisa el número: el último carácter, “4”, no corresponde a los demás');
  });

  it('says it in the page’s words', async () => {
    const { field } = await open('scheme="cl-rut" error-check-digit="Look again" error-malformed="Write it all"');
    await typeKeys('33333333-4');
    expect(field.validate()).to.equal('Look again');
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Backspace' });
    expect(field.validate()).to.equal('Write it all');
  });

  it('says it in a language that was added', async () => {
    addWords('ay', { nationalCharacter: '{character} janiwa' });
    const { field } = await open(undefined, 'ay');
    await typeKeys('33x');
    expect(field.validate()).to.equal('X janiwa');
  });

  it('lets a number pass with a warning, where the service asks for that', async () => {
    const { field, input } = await open('scheme="cl-rut" check="warn"');
    await typeKeys('333333334');
    expect(field.validate()).to.equal('');
    const announced = nextAnnouncement();
    await leave();
    const words = 'The last character, “4”, does not match the others. If your document says so, go on';
    expect(await announced).to.equal(words);
    expect(descriptionOf(input)).to.equal(`For example, 33.333.333-3 | ${words}`);
    expect(input.value).to.equal('33.333.333-4');

    input.focus();
    input.select();
    await typeKeys('333333333');
    await leave();
    await waitUntil(() => descriptionOf(input) === 'For example, 33.333.333-3');
    expect(field.innerText).to.not.include('does not match');
  });

  it('checks again what a script or the browser put there', async () => {
    const { field, input } = await open();
    input.value = '33333333-4';
    field.dispatchEvent(new Event('plaza-form-validate', { bubbles: true }));
    expect(field.validate()).to.include('“4”');
    input.value = '33333333-3';
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await waitUntil(() => field.validate() === '');
  });
});
