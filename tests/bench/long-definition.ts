import type { Definition, Page, Question } from '@plaza-ds/forms';

const words = (text: string) => ({ en: text });

/** A definition of so many pages: every third asks a choice, and the page after it is shown for one of the answers. */
export function longDefinition(pages: number): Definition {
  const questions: Record<string, Question> = {};
  const properties: Record<string, { $ref: string }> = {};
  const list: Page[] = [];
  for (let number = 1; number <= pages; number++) {
    const isChoice = number % 3 === 1;
    const name = `q${number}-${isChoice ? 'choice' : 'text'}`;
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: words(`Option ${value}`) }));
    questions[name] = { label: words(`Question ${number}`), ...(isChoice && { options }) };
    properties[name] = { $ref: isChoice ? 'std:choice' : 'std:text' };
    const when = { eq: [{ answer: `q${number - 1}-choice` }, 'a'] } satisfies Page['when'];
    list.push({ id: `page-${number}`, ask: [name], ...(number % 3 === 2 && { when }) });
  }
  return {
    id: 'long',
    version: 1,
    languages: ['en'],
    title: words('A long form'),
    agency: words('Municipality of Peñaluna'),
    timeZone: 'UTC',
    data: { type: 'object', properties, required: Object.keys(properties) },
    questions,
    pages: list,
  };
}
