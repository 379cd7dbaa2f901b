import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { loadWords } from '../shared/words.js';
import { byLabel, descriptionOf, example, page, settled, warningsOf } from '../shared/testing.js';
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

/** Pastes a text; whether the browser would put it there too. */
function paste(into: HTMLElement, text: string): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  return into.dispatchEvent(Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData }));
}

const written = (date: Date) => date.toLocaleDateString('en', { dateStyle: 'long' });
const marked = (field: Element) => [...field.querySelectorAll('[aria-invalid="true"]')].map(({ id }) => id).join();

describe('plaza-date-field', () => {
  // First, for a warning is given once.
  it('is warned about where two dates have the same ids', async () => {
    const warnings = await warningsOf(async () => {
      await fixture(page(`<div>${birth()}${birth()}</div>`));
      await settled();
    });
    expect(warnings.join()).to.include('#duplicate-id');
  });

  it('reads the three answers as one date', async () => {
    const field = await open('required', '7', '3', '1980');
    expect(field.value).to.equal('1980-03-07');
    expect(field.validate()).to.equal('');
  });

  for (const [typed, date] of [
    ['1 1 1000', '1000-01-01'],
    ['31 12 9999', '9999-12-31'],
    ['29 2 1980', '1980-02-29'],
    ['０７ 3 １９８０', '1980-03-07'], // full width, as a Japanese keyboard writes
  ] as const)
    it(`reads ${typed}`, () => {
      const [day, month, year] = typed.split(' ') as [string, string, string];
      expect(readDate({ day, month, year }, 'en').date).to.equal(date);
    });

  it('makes up no part that was left out', async () => {
    expect((await open('precision="year"', '', '', '2019')).value).to.equal('2019');
    expect((await open('precision="year"', ' ', 'May', '2019')).value).to.equal('2019-05');
    expect((await open('precision="year"', '17', '5', '2019')).value).to.equal('2019-05-17');
    expect((await open('precision="month"', '', '', '2019')).value).to.equal('');
  });

  it('reads an answer with spaces around it', () => {
    expect(readDate({ day: ' 7', month: '3 ', year: ' 1980 ' }, 'en').date).to.equal('1980-03-07');
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
      ['nothing but spaces was entered', 'required', [' ', ' ', ' '], 'Fill in “Date of birth”', 'd,m,y'],
      ['one part is missing', 'required', ['7', '3', ''], 'Add the year to the date', 'y'],
      ['two parts are missing', '', ['', '', '1980'], 'Add the day and month to the date', 'd,m'],
      ['the day does not exist', '', ['31', '2', '1980'], 'Check the date: it does not exist', 'd,m,y'],
      ['the 29th of February of another year', '', ['29', '2', '1981'], 'Check the date: it does not exist', 'd,m,y'],
      ['a month of 13', '', ['7', '13', '1980'], 'Check the date: it does not exist', 'm'],
      ['words for a day', '', ['seven', '3', '1980'], 'Check the date: it does not exist', 'd'],
      ['two digits of a year', '', ['7', '3', '80'], 'Write the year with 4 digits, like 1980', 'y'],
      ['the last year of two digits', '', ['7', '3', '99'], 'Write the year with 4 digits, like 1980', 'y'],
      ['nothing, on the first day allowed', 'min="1980-03-07"', ['7', '3', '1980'], '', ''],
      ['nothing, on the last day allowed', 'max="1980-03-07"', ['7', '3', '1980'], '', ''],
      ['too early', 'min="1990-01-01"', ['7', '3', '1980'], 'Write January 1, 1990 or a later date', 'd,m,y'],
      ['too late', 'max="1970-01-01"', ['7', '3', '1980'], 'Write January 1, 1970 or an earlier date', 'd,m,y'],
      [
        'in the future',
        'max="today"',
        ['7', '3', String(tomorrow)],
        `Write ${written(new Date())} or an earlier date`,
        'd,m,y',
      ],
      ['nothing, where the year is enough', 'required precision="year"', ['', '', '2019'], '', ''],
      ['nothing, where the month is enough', 'required precision="month"', ['', 'may', '2019'], '', ''],
      ['nothing, where more is known than is enough', 'precision="year"', ['17', '5', '2019'], '', ''],
      [
        'nothing was entered of a date of which a part is enough',
        'required precision="year"',
        ['', '', ''],
        'Fill in “Date of birth”',
        'd,m,y',
      ],
      ['a month is asked and missing', 'precision="month"', ['', '', '2019'], 'Add the month to the date', 'm'],
      ['a day without its month', 'precision="year"', ['17', '', '2019'], 'Add the month to the date', 'm'],
      ['a month without its year', 'precision="year"', ['', '5', ''], 'Add the year to the date', 'y'],
      ['a day is asked and missing', 'precision="day"', ['', '5', '2019'], 'Add the day to the date', 'd'],
      [
        'all is asked, where a part that does not exist is to be enough',
        'precision="week"',
        ['', '5', '2019'],
        'Add the day to the date',
        'd',
      ],
      ['a month of 13 without a day', 'precision="year"', ['', '13', '2019'], 'Check the date: it does not exist', 'm'],
      ['nothing, where a part of the year lies before', 'precision="year" max="2019-05-01"', ['', '', '2019'], '', ''],
      ['nothing, where a part of the year lies after', 'precision="year" min="2019-05-01"', ['', '', '2019'], '', ''],
      ['nothing, where a part of the month lies after', 'precision="year" min="2019-05-17"', ['', '5', '2019'], '', ''],
      [
        'the whole year is too late',
        'precision="year" max="2018-12-31"',
        ['', '', '2019'],
        'Write December 31, 2018 or an earlier date',
        'd,m,y',
      ],
      [
        'the whole month is too early',
        'precision="year" min="2019-06-01"',
        ['', '5', '2019'],
        'Write June 1, 2019 or a later date',
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

    for (const [what, attributes, day, words] of [
      ['an incomplete date', '', '', 'Agrega el día y el mes a la fecha'],
      ['a date that is too early', 'min="1990-01-01"', '7', 'Escribe el 1 de enero de 1990 o una fecha posterior'],
    ] as const)
      it(`is said in Spanish on a Spanish page: ${what}`, async () => {
        const host = await fixture(page(`<div lang="es">${birth(attributes, [day, day, '1980'])}</div>`));
        const field = host.querySelector<DateField>('plaza-date-field')!;
        await loadWords(field);
        expect(field.validate()).to.equal(words);
      });

    it('is what the server says, early or late', async () => {
      const field = await open('', '7', '3', '1980');
      const sent = Object.assign(document.createElement('p'), { slot: 'error', textContent: 'We know another date' });
      field.querySelector('[slot="hint"]')!.after(sent);
      await settled();
      expect(field.message).to.equal('We know another date');
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
      ['fevrier', 'fr', '02'],
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
      const heard: string[] = [];
      field.addEventListener('input', ({ target }) => heard.push((target as HTMLInputElement).id));
      expect(paste(byLabel(field, 'Day'), '21/11/1980')).to.equal(false);
      expect(field.value).to.equal('1980-11-21');
      expect(heard.join()).to.equal('d,m,y'); // whoever saves a draft at each letter hears of all three
    });

    it('is read in the order in which the page asks', async () => {
      const field = await open('');
      byLabel(field, 'Day').parentElement!.before(byLabel(field, 'Month').parentElement!);
      paste(byLabel(field, 'Month'), '11/21/1980');
      expect(field.value).to.equal('1980-11-21');
    });

    it('is left alone when it is no date', async () => {
      const field = await open('');
      expect(splitDate('tomorrow', dayFirst, 'en')).to.equal(undefined);
      expect(paste(byLabel(field, 'Day'), 'tomorrow')).to.equal(true);
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

  for (const name of ['date-of-birth', 'known-in-part', 'with-error', 'in-spanish'])
    it(`does not change the markup of its example: ${name}`, async () => {
      const host = await fixture(page('<div></div>'));
      host.innerHTML = await example(`date-field/${name}`);
      const before = host.innerHTML;
      await settled();
      expect(host.innerHTML).to.equal(before);
    });

  it('reads a whole date that was typed into one part', async () => {
    for (const [typed, date] of [
      ['21/11/1980', '1980-11-21'],
      ['1980-11-21', '1980-11-21'],
      ['21 November 1980', '1980-11-21'],
    ]) {
      const field = await open('required', typed!, '', '');
      expect(`${field.value} ${field.validate()}`).to.equal(`${date} `);
    }
    expect((await open('required', '21/11', '', '')).validate()).to.equal('Add the month and year to the date');
  });

  it('knows its parts by the names that other systems write', async () => {
    const field = await fixture<DateField>(
      page(birth('required', ['7', '3', '1980']).replace(/birth\/(\w+)/g, 'birth[$1]')),
    );
    expect(`${field.value} ${field.validate()}`).to.equal('1980-03-07 ');
  });

  it('stops nobody where it cannot tell its parts, and warns', async () => {
    let wrong = '';
    const warnings = await warningsOf(async () => {
      const field = await fixture<DateField>(page(birth('required').replace('birth/month', 'birth/mes')));
      await settled();
      wrong = field.validate();
    });
    expect(wrong).to.equal('');
    expect(warnings.join()).to.include('#date-without-parts');
  });

  it('puts a whole date that was typed into one part where it belongs, once the person leaves it', async () => {
    const field = await open('required');
    byLabel(field, 'Day').focus();
    await sendKeys({ type: '21/13/1980' });
    expect(byLabel(field, 'Year').value).to.equal('');
    await sendKeys({ press: 'Tab' });
    const parts = ['Day', 'Month', 'Year'].map((part) => byLabel(field, part).value);
    expect(parts.join(' ')).to.equal('21 13 1980');
    field.error = field.validate();
    await settled();
    expect(`${field.error} ${marked(field)}`).to.equal('Check the date: it does not exist m');
  });
});
