import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changed } from '../check/testing.ts';
import type { Definition } from '../definition/definition.ts';
import { prepare } from '../path/service.ts';
import { household } from '../testing/household/household.ts';
import { published } from '../testing/published.ts';
import { catalogues } from '../words/catalogue.ts';
import { phoneScriptOf } from './phone.ts';
import type { PhonePart } from './phone.ts';
import type { PhoneQuestion } from './phone-questions.ts';

const grant = published('energy-grant');
const scriptOf = (definition: Definition, language = 'en') =>
  phoneScriptOf(prepare(definition), { language, today: '2026-11-27' });
const isQuestion = (part: PhonePart): part is PhoneQuestion => part.kind === 'question';
const question = (name: string, definition = grant, language?: string) =>
  scriptOf(definition, language)
    .parts.filter(isQuestion)
    .find((each) => each.name === name)!;
const branches = (definition: Definition, language?: string) =>
  scriptOf(definition, language).parts.flatMap((part) => (part.kind === 'branch' ? [part.text] : []));

describe('A phone script', () => {
  it('asks as the definition says it, else the label as a question', () => {
    assert.equal(question('email').say, 'Email address?');
    assert.equal(question('email', grant, 'es').say, '¿Correo electrónico?');
    assert.equal(question('contact').say, 'How do you want to hear from us?');
    assert.equal(question('about').say, 'About your home? (optional)');
    const said = changed(grant, {
      '/questions/email/say': { es: '¿A qué correo escribimos?', en: 'Where do we write to?' },
    });
    assert.equal(question('email', said).say, 'Where do we write to?');
  });

  it('tells which answers there are, and how to make sure of them', () => {
    const needs = question('needs');
    assert.equal(needs.expect, 'One or more of these');
    assert.deepEqual(
      needs.options.map(({ label }) => label),
      ['Insulation of roof or walls', 'Heating', 'Windows', 'None of these (with no other)'],
    );
    assert.equal(question('birth_date').confirm, 'Repeat it with the name of the month: March 27, 1980.');
    assert.equal(
      question('applicant/run', household).confirm,
      'Repeat it in groups, digit by digit: 1 2 – 3 4 5 – 6 7 8 – 9.',
    );
    assert.match(question('email').confirm, /^Spell what stands before the @/);
    assert.match(question('work/income', household).confirm, /CLP.125,000/);
  });

  it('has the very words that the service has for what is wrong', () => {
    assert.deepEqual(question('email').wrong, [
      'Enter your email address',
      'Write an email address with an @, like name@example.org',
    ]);
    assert.ok(question('birth_date').wrong.includes('Your date of birth must be today or in the past'));
    assert.deepEqual(question('about').wrong, []);
  });

  it('says whom to ask what, and when to end', () => {
    assert.equal(branches(household)[0], 'Say what it costs');
    assert.equal(
      branches(household)[1],
      'Ask questions 2 to 4 only if the answer to question 1 is “Somebody else and their household”. If not, go on at question 5.',
    );
    const ends = scriptOf(household).parts.flatMap((part) => (part.kind === 'say' && part.lead ? [part.lead] : []));
    assert.ok(
      ends.includes('End here if the age today, counted from the date in question 7, is less than 18 years.'),
      ends.join('\n'),
    );
    assert.ok(
      ends.some((lead) => /^If the date in question \d+ is before the date in question 7, say:$/.test(lead)),
      ends.join('\n'),
    );
  });

  it('asks for no file, and says what people do instead', () => {
    const { parts } = scriptOf(grant);
    assert.equal(question('proof'), undefined);
    const at = parts.findIndex((part) => part.kind === 'list' && part.items.includes('Proof of your address'));
    assert.match(JSON.stringify(parts[at + 1]), /Send by post/);
  });

  it('reads the declarations out, and ends with the reference', () => {
    const all = JSON.stringify(scriptOf(grant).parts);
    assert.match(
      all,
      /Read this out\. Go on only after a clear “yes”\..*What I wrote is true and complete\..*Give the reference, in groups/,
    );
  });

  it('speaks every language of the catalogue, with words to spell in its letters', () => {
    for (const language of Object.keys(catalogues)) {
      const script = scriptOf(household, language);
      assert.doesNotMatch(JSON.stringify(script), /\{\w+\}|undefined/);
      assert.ok(script.alphabet.length >= 26, `${script.alphabet.length}`);
    }
    assert.ok(scriptOf(household, 'ar').alphabet.includes('ب باب'));
  });
});
