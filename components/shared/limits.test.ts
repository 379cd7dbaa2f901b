import { expect, fixture, waitUntil } from '@open-wc/testing';
import '../field/define.js';
import type { Field } from '../field/field.js';
import { loadWords } from './words.js';
import { page, settled } from './testing.js';
import './limits.js';
import type { AnswerLimits } from './limits.js';

/** What a field with these limits says of an answer. */
async function saidOf(limits: AnswerLimits, answer: string, attributes = ''): Promise<string> {
  const host = await fixture<HTMLElement>(
    page(
      `<plaza-field limits='${JSON.stringify(limits)}' ${attributes}><label for="a">Answer</label><input id="a" name="a"></plaza-field>`,
    ),
  );
  const field = (host.matches('plaza-field') ? host : host.querySelector('plaza-field')) as Field;
  await loadWords(field);
  field.control!.value = answer;
  field.control!.dispatchEvent(new Event('input', { bubbles: true }));
  for (let turn = 0; turn < 3; turn++) await settled();
  return field.validate();
}

describe('the limits of a field', () => {
  const year: AnswerLimits = { type: 'integer', minimum: 1900, maximum: 2027 };
  const said: [AnswerLimits, string, string][] = [
    [year, '1899', 'Write 1,900 or more'],
    [year, '2.028', 'Write 2,027 or less'],
    [year, '1900', ''],
    [year, '٢٠٢٠', ''],
    [year, ' 2,020 ', ''],
    [year, '20.15', 'Write a number'],
    [year, '', ''],
    [{ type: 'number', multipleOf: 0.1 }, '0,3', ''],
    [{ type: 'number', multipleOf: 0.1 }, '0.35', 'Write a number in steps of 0.1'],
    [{ type: 'number', minimum: -0.5 }, '−0.5', ''],
    [{ type: 'number', minimum: -0.5 }, '-0.51', 'Write -0.5 or more'],
    [{ type: 'number', maximum: 0 }, '0.0000000001', 'Write 0 or less'],
    [{ type: 'integer', maximum: 9007199254740990 }, '9007199254740991', 'Write 9,007,199,254,740,990 or less'],
    [{ minLength: 3 }, ' 🏠🏠 ', 'Write at least 3 characters'],
    [{ maxLength: 2 }, ' 🏠🏠 ', ''],
    [{ maxLength: 2 }, 'abcd', 'Shorten your answer by 2 characters'],
    [{ pattern: '^(a|b)$' }, 'c', 'Check “Answer”: write it as the example shows'],
    [{ pattern: '^(a|b)$' }, 'b', ''],
    [{ pattern: '^(a|b)$', minLength: 3 }, 'b\u0007', ''],
    [{ maxLength: 2 }, 'bcd\u0007', 'Shorten your answer by 2 characters'],
    [{ minLength: 9 }, 'b\tcd', 'Write at least 9 characters'],
  ];
  for (const [limits, answer, message] of said)
    it(`say of “${answer}” under ${JSON.stringify(limits)}: ${message || 'nothing'}`, async () => {
      expect(await saidOf(limits, answer)).to.equal(message);
    });

  it('are said in the words of the page', async () => {
    expect(await saidOf(year, '1', 'error-range-underflow="Cars are younger"')).to.equal('Cars are younger');
  });

  it('are forgotten once the answer is mended', async () => {
    await saidOf(year, '1');
    const field = document.querySelector<Field>('plaza-field')!;
    field.control!.value = '2000';
    field.control!.dispatchEvent(new Event('input', { bubbles: true }));
    expect(field.validate()).to.equal('');
  });

  it('are said of several lines too, beside how many characters are left', async () => {
    const host = await fixture<Field>(
      `<plaza-field limits='{"minLength":4}' max-characters="9"><label for="a">Answer</label><textarea id="a"></textarea></plaza-field>`,
    );
    await loadWords(host);
    host.control!.value = ' a\nb ';
    host.control!.dispatchEvent(new Event('input', { bubbles: true }));
    await waitUntil(() => host.control!.validity.customError);
    expect(host.validate()).to.equal('Write at least 4 characters');
    await waitUntil(() => host.querySelector('[slot=count]')?.textContent === 'You have 6 characters left');
  });

  it('do not cut what is pasted', async () => {
    await saidOf({ maxLength: 2 }, 'abcd');
    const { control } = document.querySelector<Field>('plaza-field')!;
    await waitUntil(() => control!.validity.customError);
    expect(control!.value).to.equal('abcd');
  });
});
