import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../error-summary/define.js';
import '../field/define.js';
import type { Field } from '../field/field.js';
import '../form/define.js';
import type { Form } from '../form/form.js';
import { byLabel, example, page, settled } from '../shared/testing.js';
import { loadWords } from '../shared/words.js';

const asked = 'Code from the message';

async function open(): Promise<Form> {
  const form = await fixture<Form>(page(await example('one-time-code/code')));
  await loadWords(form);
  return form;
}

/** What is said about a code, in the words of the example. */
async function saidOf(code: string): Promise<string> {
  const form = await open();
  byLabel(form, asked).value = code;
  return form.querySelector<Field>('plaza-field')!.validate();
}

describe('a one-time code', () => {
  for (const code of ['402917', ' 402917 ', '402 917', '402-917', '402–917', '4 0 2 9 1 7', '４０２９１７', '٤٠٢٩١٧'])
    it(`is taken as people paste it: “${code}”`, async () => {
      expect(await saidOf(code)).to.equal('');
    });

  for (const code of ['40291', '4029170', '402917 is your code', '40291O'])
    it(`is not taken for another number of digits: “${code}”`, async () => {
      expect(await saidOf(code)).to.equal('The code has 6 digits. Enter all of them');
    });

  it('can be filled in by the telephone, in one input', async () => {
    const input = byLabel(await open(), asked);
    expect(input.getAttribute('autocomplete')).to.equal('one-time-code');
    expect(input.inputMode).to.equal('numeric');
    expect(input.type).to.equal('text');
  });

  it('is typed with the keyboard, is not sent by itself, and Enter continues', async () => {
    const form = await open();
    const sent: string[] = [];
    form.form!.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push([...new FormData(form.form!, event.submitter)].join('; '));
    });
    byLabel(form, asked).focus();
    await sendKeys({ type: '402 917' });
    await settled();
    expect(sent.join()).to.equal('');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => sent.length > 0);
    expect(sent.join()).to.equal('code,402 917');
  });

  it('can be sent again without one', async () => {
    const form = await open();
    const sent: string[] = [];
    form.form!.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push([...new FormData(form.form!, event.submitter)].join('; '));
    });
    const buttons = [...form.querySelectorAll('button')];
    buttons.find(({ innerText }) => innerText.trim() === 'Send a new code')!.click();
    await settled();
    expect(sent.join()).to.equal('code,; action,send-again');
  });
});
