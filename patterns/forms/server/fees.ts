import { html } from 'hono/html';
import type { Fee, Money } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import { feesOf, totalsOf } from '../path/fees.ts';
import type { Path } from '../path/path.ts';
import { moneyInWords } from '../questions/money.ts';
import { answerHtml, speaker } from './controls.ts';
import type { Html } from './controls.ts';
import type { Setting } from './pages.ts';

function sum({ reader }: Setting, { amount, currency }: Money): string {
  return moneyInWords(amount, currency, reader.language);
}

/** What the service can cost, before anybody answered anything. */
export function costHtml(setting: Setting): Html | undefined {
  const { service, reader } = setting;
  const { fees = [] } = service.definition;
  if (!fees.length) return undefined;
  const words = speaker(reader);
  const inWords = ({ title, money, when }: Fee) => {
    const fee = `${say(title, reader.language)}: ${sum(setting, money)}`;
    return when ? words('feeDepends', { fee }) : fee;
  };
  return html`<h2 class="plaza-heading-m">${words('costHeading')}</h2>
      <ul class="plaza-list">
        ${fees.map(
          (fee) => html`<li>${inWords(fee)}</li>
        `,
        )}
      </ul>`;
}

/** What is owed by the answers, each with its name, and the sum where there are several. */
export function feeRows(setting: Setting, path: Path): { label: string; answer: string }[] {
  const { service, reader } = setting;
  const fees = feesOf(service.definition, path);
  const rows = fees.map(({ title, money }) => ({ label: say(title, reader.language), answer: sum(setting, money) }));
  if (fees.length < 2) return rows;
  const total = new Intl.ListFormat(reader.language).format(totalsOf(fees).map((money) => sum(setting, money)));
  return [...rows, { label: speaker(reader)('total'), answer: total }];
}

/** What is owed, where something is. */
export function feesHtml(setting: Setting, path: Path): Html | undefined {
  const rows = feeRows(setting, path);
  const [first] = rows;
  if (!first) return undefined;
  const heading = speaker(setting.reader)('feesHeading');
  if (rows.length === 1)
    return html`<p class="plaza-text">${heading}: ${first.label}, <strong><bdi>${first.answer}</bdi></strong></p>`;
  return html`<h2 class="plaza-heading-m">${heading}</h2>
      <dl class="plaza-summary-list">${rows.map(({ label, answer }) => html`<div><dt>${label}</dt><dd>${answerHtml(answer)}</dd></div>`)}</dl>`;
}
