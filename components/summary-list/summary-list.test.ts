import { expect, fixture } from '@open-wc/testing';
import { page } from '../shared/testing.js';

const answer = ['BancoEstado', 'رقم الحساب: 33333333'];

/** Where a sign of the answer stands, from the left. */
function leftOf(text: Text, sign: string): number {
  const at = text.data.indexOf(sign);
  const range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  return range.getBoundingClientRect().left;
}

describe('plaza-summary-list', () => {
  it('shows each line of an answer the way that it is written, all of them below the question', async () => {
    const host = await fixture<HTMLElement>(page('<div dir="rtl"></div>'));
    const list = host.querySelector('[dir]') ?? host;
    list.innerHTML = '<dl class="plaza-summary-list"><div><dt>الحساب</dt><dd></dd></div></dl>';
    const shown = list.querySelector('dd')!;
    shown.innerHTML = answer.map((line) => `<bdi>${line}</bdi>`).join('\n');
    await new Promise((resolve) => {
      const look = { rel: 'stylesheet', href: '/components/dist/css/summary-list.css', onload: resolve };
      host.append(Object.assign(document.createElement('link'), look));
    });
    const [bank, text] = [...shown.querySelectorAll('bdi')].map(({ firstChild }) => firstChild as Text) as [Text, Text];
    const { left, width } = shown.getBoundingClientRect();
    expect(leftOf(bank, 'B')).to.be.greaterThan(left + width / 2, 'at the side where the question is');
    expect(leftOf(bank, 'B')).to.be.lessThan(leftOf(bank, 'E'));
    expect(leftOf(text, 'ر')).to.be.greaterThan(leftOf(text, ':'), 'the colon comes after the words');
    expect(leftOf(text, ':')).to.be.greaterThan(leftOf(text, '3'), 'and the number after the colon');
  });
});
