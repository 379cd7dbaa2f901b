import type { ServiceQuestion } from '../path/service.ts';
import { catalogues, message } from '../words/catalogue.ts';
import { askedOf } from './read-page.ts';
import type { Reader } from './read-page.ts';

const hints = { day: 'dateHint', month: 'dateWithoutDayHint', year: 'dateOfYearHint' } as const;

/**
 * How a date is written; undefined for a question that asks for none.
 *
 * @returns With `isNeeded` it is said beside the definition's own hint too: else nobody would know that a part may be left out.
 */
export function dateHint(question: ServiceQuestion, reader: Reader): { text: string; isNeeded: boolean } | undefined {
  const control = question.type.control(askedOf(question, reader));
  if (control.kind !== 'date') return undefined;
  const { precision = 'day' } = control;
  const text = message(reader.words ?? catalogues, reader.language, hints[precision]);
  return { text, isNeeded: precision !== 'day' };
}
