import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { answerSet, steadily } from '../channels/answer-sets.ts';
import { differenceOn } from '../channels/parity.ts';
import type { Outline, OutlinedPage } from '../channels/outline.ts';
import { outlineOf } from '../channels/outline.ts';
import { paperFormOf } from '../channels/paper.ts';
import { phoneScriptOf } from '../channels/phone.ts';
import type { Definition } from '../definition/definition.ts';
import { prepare } from '../path/service.ts';
import { allPublished, published } from '../testing/published.ts';
import { chooserOf } from '../testing/somebody.ts';
import { stall } from '../testing/stall.ts';
import { changed } from './testing.ts';
import { checkDefinition } from './check.ts';

const permit = published('permiso-circulacion');
const grant = published('energy-grant');
const codesOf = (definition: Definition) =>
  checkDefinition(definition).map(({ pointer, code }) => `${pointer} ${code}`);
const today = '2026-11-27';
const numbers = fc.array(fc.nat(1e6), { minLength: 20, maxLength: 60 });

/** Each definition with a counter, where it has none of its own. */
const atCounters = allPublished.map((each): Definition => ({ ...each, channels: { agent: {}, ...each.channels } }));

for (const definition of atCounters)
  for (const channel of ['paper', 'phone', 'agent'] as const) {
    if (!definition.channels?.[channel]) continue;
    const service = prepare(definition);
    const outline = outlineOf(service, channel);
    describe(`${definition.id} on the channel ${channel}`, () => {
      it('asks, takes, ends and costs the same as on the web, for 1000 people who together are asked everything', () => {
        const met = new Set<string>();
        fc.assert(
          fc.property(numbers, fc.constantFrom(...definition.languages), (chosen, language) => {
            const reader = { language, today };
            const set = answerSet(service, reader, chooserOf(chosen));
            const noting: typeof set = {
              ...set,
              typed(question, name) {
                met.add(question.name);
                return set.typed(question, name);
              },
            };
            const found = differenceOn(outline, noting, reader);
            assert.equal(found, undefined, JSON.stringify(found));
          }),
          { numRuns: 1000 },
        );
        assert.deepEqual(
          [...service.questions.keys()].filter((name) => !met.has(name)),
          [],
        );
      });

      const isNumbered = channel !== 'agent';
      it(
        'has every question in what people see, with its number',
        { skip: !isNumbered && 'screens have no numbers' },
        () => {
          for (const language of definition.languages) {
            const reader = { language, today };
            const numbered =
              channel === 'paper'
                ? paperFormOf(service, reader, new Date(today)).blocks.map((block) =>
                    'number' in block ? block.number : undefined,
                  )
                : phoneScriptOf(service, reader).parts.map((part) => ('number' in part ? part.number : undefined));
            const seen = new Set(numbered.filter((number) => number !== undefined));
            assert.deepEqual([...seen], [...outline.numbers.values()].map(String));
          }
        },
      );
    });
  }

describe('The gate of parity', () => {
  const outline = outlineOf(prepare(permit), 'paper');
  const differs = (broken: Outline) => {
    for (let seed = 1; seed < 200; seed++) {
      const reader = { language: 'es-CL', today };
      const found = differenceOn(broken, answerSet(broken.service, reader, steadily(seed)), reader);
      if (found) return found.kind;
    }
    return undefined;
  };
  const withSteps = (change: (step: OutlinedPage) => object): Outline => ({
    ...outline,
    steps: outline.steps.map((step) => ('page' in step ? { ...step, ...change(step) } : step)),
  });

  it('notices a question that paper asks of others, or of nobody', () => {
    const always = withSteps(({ page: { when: _when, ...page } }) => ({ page }));
    assert.equal(differs(always), 'questions');
    assert.equal(differs(withSteps(({ page }) => (page.id === 'fuel' ? { questions: [] } : {}))), 'questions');
  });

  it('notices an end that paper does not have', () => {
    assert.equal(differs(withSteps(() => ({ outcomes: [] }))), 'questions');
    assert.equal(differs(withSteps(() => ({ rules: [] }))), 'end');
  });

  it('notices an answer that is read otherwise than on the web', () => {
    const narrow = changed(permit, { '/data/properties/vehicle/properties/plate/maxLength': 5 });
    const small = outlineOf(prepare(narrow), 'paper');
    assert.equal(differs({ ...small, service: prepare(permit) }), 'answers');
  });

  it('finds nothing where nothing is otherwise', () => {
    assert.equal(differs(outline), undefined);
  });
});

describe('A definition that declares a channel', () => {
  it('says where what is sent on paper goes', () => {
    assert.deepEqual(codesOf(changed(permit, { '/channels/paper/sendTo': undefined })), ['/channels/paper no-address']);
  });

  it('cannot be said on the phone with a file, unless there is another way for it', () => {
    const bare = changed(grant, { '/channels/phone': {} });
    assert.deepEqual(codesOf(bare), ['/questions/proof not-sayable']);
    assert.match(checkDefinition(bare)[0]!.message, /Add the question to “exclude”/);
    assert.deepEqual(codesOf(changed(bare, { '/channels/phone': { exclude: ['proof'] } })), [
      '/channels/phone no-alternative',
    ]);
    assert.deepEqual(codesOf(grant), []);
  });

  it('leaves out nothing at the counter without saying what people do about it, nor what decides', () => {
    const without = changed(stall, { '/channels/agent/instead': undefined });
    assert.deepEqual(codesOf(without), ['/channels/agent no-alternative']);
    const deciding = changed(stall, { '/channels/agent/exclude': ['kind'] });
    assert.deepEqual(codesOf(deciding), ['/pages/3/when excluded-decides', '/fees/0/when excluded-decides']);
  });

  it('leaves out no question that something else depends on', () => {
    const without = changed(permit, {
      '/channels/paper/exclude': ['vehicle/first-permit'],
      '/channels/paper/instead': { es: 'Pregunta en la oficina.', en: 'Ask at the office.' },
    });
    const found = codesOf(without);
    assert.ok(found.length > 3);
    assert.deepEqual(new Set(found.map((each) => each.split(' ')[1])), new Set(['excluded-decides']));
    assert.ok(found.includes('/pages/16/when excluded-decides'), found.join('\n'));
  });

  it('leaves out only questions that there are', () => {
    const without = changed(permit, { '/channels/paper/exclude': ['owner/shoe-size'] });
    assert.deepEqual(codesOf(without), [
      '/channels/paper/exclude/0 unknown-question',
      '/channels/paper no-alternative',
    ]);
  });

  it('has words for every question in every language', () => {
    assert.deepEqual(codesOf(changed(grant, { '/questions/name/label/es': ' ' })), [
      '/questions/name/label no-words',
      '/questions/name/label no-words',
    ]);
    assert.deepEqual(codesOf(changed(grant, { '/questions/email/say': { es: '', en: 'x' } })), [
      '/questions/email/say no-words',
    ]);
  });

  it('has options that sound different', () => {
    const alike = changed(grant, {
      '/questions/contact/options/1/label': { es: 'por correo, electrónico', en: 'By phone' },
    });
    assert.deepEqual(new Set(codesOf(alike)), new Set(['/questions/contact/options/1/label alike']));
  });

  it('asks for no surer sign-in than the phone has', () => {
    const sure = changed(grant, { '/identity': { level: 'high', required: true } });
    assert.deepEqual(codesOf(sure), ['/channels/phone identity-level']);
    const signed = { id: 'signed', kind: 're-authentication', text: grant.declarations![0]!.text };
    const identity = { level: 'low', required: false };
    assert.deepEqual(codesOf(changed(grant, { '/identity': identity, '/declarations/-': signed })), [
      '/declarations/1/kind identity-level',
    ]);
  });
});

describe('The definitions of the examples', () => {
  it('declare paper, and no channel that does not hold', () => {
    for (const definition of allPublished) assert.deepEqual(checkDefinition(definition), [], definition.id);
    assert.ok(permit.channels?.paper && grant.channels?.paper && grant.channels.phone);
  });
});
