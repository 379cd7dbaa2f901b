import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { loadWords } from '../shared/words.js';
import { byLabel, descriptionOf, example, page, settled } from '../shared/testing.js';
import { readDate, splitDate } from './calendar-date.js';
import type { DateField } from './date-field.js';
import './define.js';

const birth = (attributes = '', values: string[] = ['', '', '']) => `
  <plaza-date-field ${attributes}>
    <fieldset role="group">
      <legend>Date of birth</legend>
      <p slot="hint">For example, 27 3 1980</p>
      <div class="plaza-date-parts">
        <div><label for="d">Day</label><input id="d" name="birth/day" value="${values[0]}"></div>
        <div><label for="m">Month</label><input id="m" name="birth/month" value="${values[1]}"></div>
        <div><label for="y">Year</label><input id="y" name="birth/year" value="${values[2]}"></div>
      </div>
    </fieldset>
  </plaza-date-field>`;

async function open(attributes: string, ...values: string[]): Promise<DateField> {
  const field = await fixture<DateField>(page(birth(attributes, values.length ? values : undefined)));
  await loadWords(field);
  return field;
}

const written = (date: Date) => date.toLocaleDateString('en', { dateStyle: 'long' });
const marked = (field: Element) => [...field.querySelectorAll('[aria-invalid="true"]')].map(({ id }) => id).join();

describe('plaza-date-field', () => {
  it('reads the three answers as one date', async () => {
    const field = await open('required', '7', '3', '1980');
    expect(field.value).to.equal('1980-03-07');
    expect(field.validate()).to.equal('');
  });

  it('is described as a group, by hint and error once', async () => {
    const field = await open('required');
    field.error = field.validate();
    await settled();
    expect(descriptionOf(byLabel(field, 'Date of birth'))).to.equal(
      'For example, 27 3 1980 | Error: Fill in “Date of birth”',
    );
    expect(field.querySelectorAll('input[aria-describedby]').length).to.equal(0);
  });

  describe('what is wrong', () => {
    const tomorrow = new Date(Date.now() + 86_400_000 * 2).getFullYear() + 1;
    const cases: [string, string, string[], string, string][] = [
      ['nothing, where none is asked', '', ['', '', ''], '', ''],
      ['nothing was entered', 'required', ['', '', ''], 'Fill in “Date of birth”', 'd,m,y'],
      ['one part is missing', 'required', ['7', '3', ''], 'Add the year to the date', 'y'],
      ['two parts are missing', '', ['', '', '1980'], 'Add the day and month to the date', 'd,m'],
      ['the day does not exist', '', ['31', '2', '1980'], 'Check the date: it does not exist', 'd,m,y'],
      ['the 29th of February of another year', '', ['29', '2', '1981'], 'Check the date: it does not exist', 'd,m,y'],
      ['a month of 13', '', ['7', '13', '1980'], 'Check the date: it does not exist', 'm'],
      ['words for a day', '', ['seven', '3', '1980'], 'Check the date: it does not exist', 'd'],
      ['two digits of a year', '', ['7', '3', '80'], 'Write the year with 4 digits, like 1980', 'y'],
      ['too early', 'min="1990-01-01"', ['7', '3', '1980'], 'Write January 1, 1990 or a later date', 'd,m,y'],
      ['too late', 'max="1970-01-01"', ['7', '3', '1980'], 'Write January 1, 1970 or an earlier date', 'd,m,y'],
      [
        'in the future',
        'max="today"',
        ['7', '3', String(tomorrow)],
        `Write ${written(new Date())} or an earlier date`,
        'd,m,y',
      ],
      ['in the past', 'min="today"', ['7', '3', '1980'], `Write ${written(new Date())} or a later date`, 'd,m,y'],
      [
        'in the page’s words',
        'required error-value-missing="When were you born?"',
        ['', '', ''],
        'When were you born?',
        'd,m,y',
      ],
    ];
    for (const [what, attributes, values, words, parts] of cases)
      it(`is said, and only what is wrong is marked: ${what}`, async () => {
        const field = await open(attributes, ...values);
        field.error = field.validate();
        await settled();
        expect(field.message).to.equal(words);
        expect(marked(field)).to.equal(parts);
      });

    it('is where the error summary leads: the first part in error', async () => {
      const field = await open('required', '7', '3', '');
      field.validate();
      expect(field.target!.id).to.equal('y');
    });

    it('is unmarked when it is mended, also where the server marked it', async () => {
      const field = await open('', '7', '3', '80');
      byLabel(field, 'Year').setAttribute('aria-invalid', 'true');
      byLabel(field, 'Year').value = '1980';
      field.error = field.validate();
      await settled();
      expect(marked(field)).to.equal('');
    });
  });

  describe('a month', () => {
    const months: [string, string, string][] = [
      ['March', 'en', '03'],
      ['mar', 'en', '03'],
      ['Sept.', 'en', '09'],
      ['diciembre', 'es', '12'],
      ['Ago', 'es', '08'],
      ['märz', 'de', '03'],
      ['06', 'en', '06'],
      ['٣', 'en', ''],
      ['ma', 'en', ''],
      ['marzo', 'en', '03'], // typed before the language was changed
      ['jui', 'fr', ''],
      ['juin', 'fr', '06'],
      ['brumaire', 'en', ''],
    ];
    for (const [typed, language, month] of months)
      it(`may be typed as “${typed}” in "${language}"`, () => {
        const { date } = readDate({ day: '7', month: typed, year: '1980' }, language);
        expect(date).to.equal(month && `1980-${month}-07`);
      });
  });

  describe('a whole date', () => {
    const dayFirst = ['day', 'month', 'year'] as const;
    for (const [text, parts] of [
      ['21/11/1980', '21 11 1980'],
      ['1980-11-21', '21 11 1980'],
      ['21 de noviembre de 1980', '21 noviembre 1980'],
      ['21.11.1980', '21 11 1980'],
      [' 21st of November, 1980 ', '21 November 1980'],
    ] as const)
      it(`is taken apart: ${text}`, () => {
        const { day, month, year } = splitDate(text, dayFirst, 'es')!;
        expect(`${day} ${month} ${year}`).to.equal(parts);
      });

    it('fills all three when it is pasted into one', async () => {
      const field = await open('');
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '21/11/1980');
      const paste = new Event('paste', { bubbles: true, cancelable: true });
      byLabel(field, 'Day').dispatchEvent(Object.assign(paste, { clipboardData }));
      expect(field.value).to.equal('1980-11-21');
    });

    it('is left alone when it is no date', () => {
      expect(splitDate('tomorrow', dayFirst, 'en')).to.equal(undefined);
    });
  });

  it('never moves people on by itself', async () => {
    const field = await open('');
    byLabel(field, 'Day').focus();
    await sendKeys({ type: '21' });
    expect(document.activeElement!.id).to.equal('d');
    await sendKeys({ press: 'Tab' });
    expect(document.activeElement!.id).to.equal('m');
  });

  for (const name of ['date-of-birth', 'with-error', 'in-spanish'])
    it(`does not change the markup of its example: ${name}`, async () => {
      const host = await fixture(page('<div></div>'));
      host.innerHTML = await example(`date-field/${name}`);
      const before = host.innerHTML;
      await settled();
      expect(host.innerHTML).to.equal(before);
    });
});
