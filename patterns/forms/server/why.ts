import { html } from 'hono/html';
import { conditionInWords } from '../conditions/in-words.ts';
import type { Step } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import type { Words } from '../definition/words.ts';
import { isRepeat } from '../definition/definition.ts';
import { speaker } from './controls.ts';
import type { Html } from './controls.ts';
import type { Setting } from './pages.ts';

/**
 * Why something is asked, on demand: what the definition says of it, which answers led here, and by which law. Nothing where it is
 * asked of everybody and the definition gives no reason: the law alone stands on the first page.
 *
 * @param step The page whose condition is said.
 */
export function whyHtml(setting: Setting, own: Words | undefined, step: Step | undefined): Html | undefined {
  const reasons = reasonsFor(setting, own, step);
  if (!reasons.length) return undefined;
  return html`<details class="plaza-text"><summary>${speaker(setting.reader)('why')}</summary>
            ${reasons.map(
              (reason) => html`<p>${reason}</p>
            `,
            )}</details>`;
}

/** The same for whoever helps others and has to say it: there to be read at once. */
export function whyAtOnce(setting: Setting, own: Words | undefined, step: Step | undefined): Html | undefined {
  const reasons = reasonsFor(setting, own, step);
  if (!reasons.length) return undefined;
  return html`<p class="plaza-text"><strong>${speaker(setting.reader)('why')}:</strong> ${reasons.join(' ')}</p>
          `;
}

function reasonsFor(setting: Setting, own: Words | undefined, step: Step | undefined): string[] {
  if (!own && !step?.when) return [];
  const words = speaker(setting.reader);
  const { legalBasis = [] } = setting.service.definition;
  return [
    ...(own ? [say(own, setting.reader.language)] : []),
    ...(step?.when ? [words('askedBecause', { condition: becauseOf(setting, step) })] : []),
    ...(legalBasis.length ? [`${words('legalBasis')}: ${basisInWords(setting)}`] : []),
  ];
}

/** The laws that a service stands on, for its first page. */
export function legalBasisHtml(setting: Setting): Html | undefined {
  const { legalBasis = [] } = setting.service.definition;
  if (!legalBasis.length) return undefined;
  return html`<h2 class="plaza-heading-m">${speaker(setting.reader)('legalBasis')}</h2>
      <ul class="plaza-list">${legalBasis.map((each) => html`<li>${say(each, setting.reader.language)}</li>`)}</ul>`;
}

function becauseOf({ service, reader }: Setting, { id, when }: Step): string {
  const words = speaker(reader);
  const given = service.around.get(id)!.flatMap((repeat) => (repeat.when ? [repeat.when] : []));
  const quoted = (label: Words) => words('quoted', { text: say(label, reader.language) });
  const refer = (name: string): string => {
    const question = service.questions.get(name);
    if (question) return words('questionNamed', { text: quoted(question.question.label) });
    const list = [...service.steps.values()].find((step) => isRepeat(step) && step.repeat === name);
    return list && isRepeat(list) ? words('listNamed', { text: quoted(list.heading) }) : name;
  };
  return conditionInWords(when!, { service, reader, refer, byLabel: true, given });
}

function basisInWords({ service, reader }: Setting): string {
  const { legalBasis = [] } = service.definition;
  return legalBasis.map((each) => say(each, reader.language)).join('; ');
}
