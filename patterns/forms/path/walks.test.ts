/** Random people walk through definitions: whatever they answer, they come to an end, and nothing of theirs goes astray. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { askedOf, questionsOf, readPage } from '../answers/read-page.ts';
import { setAside, submissionOf } from '../answers/submission.ts';
import type { Definition } from '../definition/definition.ts';
import { answerOf, withAnswer } from '../draft/draft.ts';
import type { Draft } from '../draft/draft.ts';
import { household } from '../testing/household/household.ts';
import { chooserOf, walk } from '../testing/somebody.ts';
import { pathOf } from './path.ts';
import { prepare } from './service.ts';

const read = (file: string): Definition =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Definition;
const today = '2026-11-27';
const reader = { language: 'en-GB', today };
const person = fc.array(fc.nat(1e6), { minLength: 5, maxLength: 80 });

/** Each with a page that only some come to, and whether the answers say so. */
const services = [
  {
    title: 'the vehicle permit',
    service: prepare(read('../../../examples/permiso-circulacion/definition.json')),
    page: 'company',
    isShown: (draft: Draft) => answerOf(draft.answers, 'owner/kind') === 'company',
  },
  {
    title: 'the support for a household',
    service: prepare(household),
    page: 'members',
    isShown: (draft: Draft) => answerOf(draft.answers, 'household/alone') === false,
  },
];

for (const { title, service, page, isShown } of services)
  describe(`Whoever walks through ${title}`, () => {
    const goThrough = (numbers: readonly number[], each?: (draft: Draft) => void) =>
      walk(service, chooserOf(numbers), { ...(each && { each }) });
    const alone = [...service.questions.keys()].filter((name) => !name.includes('*'));

    it('comes to an end: everything is answered, or the service says why it ends before', () => {
      fc.assert(
        fc.property(person, (numbers) => {
          const path = pathOf(service, goThrough(numbers), today);
          assert.ok(path.complete || path.outcome || path.broken.length, JSON.stringify(path.steps.at(-1)));
        }),
        { numRuns: 50 },
      );
    });

    it('finds each page as it was when they go back and on again', () => {
      fc.assert(
        fc.property(person, (numbers) => {
          const draft = goThrough(numbers);
          for (const step of pathOf(service, draft, today).steps) {
            const sent = new Map<string, readonly string[]>();
            for (const { question, name } of questionsOf(service, step)) {
              const value = answerOf(draft.answers, name);
              if (value === null || value === undefined) continue;
              for (const [part, texts] of Object.entries(question.type.write(value, askedOf(question, reader))))
                sent.set(part ? `${name}/${part}` : name, texts);
            }
            const { values } = readPage(service, step, sent, reader);
            const after = Object.entries(values).reduce((all, [name, value]) => withAnswer(all, name, value), draft);
            assert.deepEqual(after.answers, draft.answers);
          }
        }),
        { numRuns: 30 },
      );
    });

    it('sends what is asked at the end, and nothing else', () => {
      fc.assert(
        fc.property(person, person, fc.infiniteStream(fc.boolean()), (first, second, changes) => {
          // Somebody answers everything, then thinks again about some answers and goes another way.
          let draft = goThrough(first);
          const again = goThrough(second);
          for (const name of alone)
            if (changes.next().value) draft = withAnswer(draft, name, answerOf(again.answers, name));
          const path = pathOf(service, draft, today);
          const { data } = submissionOf(service, draft, path);
          const aside = setAside(service, draft, path);
          for (const name of aside) if (alone.includes(name)) assert.equal(answerOf(data, name), undefined, name);
          for (const name of path.steps.flatMap(({ ask }) => ask)) assert.ok(!aside.includes(name), name);
          assert.doesNotMatch(JSON.stringify(data), /null/);
        }),
        { numRuns: 50 },
      );
    });

    it('never sees a page whose condition is not known to be true', () => {
      fc.assert(
        fc.property(person, (numbers) => {
          goThrough(numbers, (draft) => {
            const places = pathOf(service, draft, today).steps.map(({ at }) => at);
            assert.equal(places.includes(page), isShown(draft));
          });
        }),
        { numRuns: 30 },
      );
    });
  });
