import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PdfBlock } from '@plaza-ds/pdf';
import { changed } from '../check/testing.ts';
import type { Definition } from '../definition/definition.ts';
import { prepare } from '../path/service.ts';
import { household } from '../testing/household/household.ts';
import { allPublished, published } from '../testing/published.ts';
import { catalogues } from '../words/catalogue.ts';
import { paperFormOf } from './paper.ts';

const today = '2026-11-27';
const permit = published('permiso-circulacion');
const formOf = (definition: Definition, language = 'en') =>
  paperFormOf(prepare(definition), { language, today }, new Date(today));
type Question = Extract<PdfBlock, { kind: 'question' }>;
const questionsIn = (definition: Definition, language?: string) =>
  formOf(definition, language).blocks.filter((block): block is Question => block.kind === 'question');
const question = (label: string, definition = permit) =>
  questionsIn(definition).find((each) => each.label === label) ?? assert.fail(`There is no “${label}”.`);
const textsOf = (definition: Definition, kind: PdfBlock['kind'], language?: string) =>
  formOf(definition, language).blocks.flatMap((block) => (block.kind === kind && 'text' in block ? [block.text] : []));

describe('A form to print', () => {
  it('says for whom questions are by the numbers that they have', () => {
    const conditions = textsOf(permit, 'condition');
    assert.equal(
      conditions[0],
      'Answer questions 2 and 3 only if you ticked “A person” in question 1. If not, go on at question 4.',
    );
    assert.equal(
      textsOf(permit, 'condition', 'es-CL')[1],
      'Responde las preguntas 4 a 7 solo si en la pregunta 1 marcaste “De una empresa u organización”. Si no, sigue en la pregunta 8.',
    );
    assert.ok(
      conditions.includes('Fill in this part only if you ticked “Yes” in question 11. If not, go on at question 15.'),
    );
    // Question 27 is asked of everybody who ticked “No” in 15, so it is not said that it may have no answer.
    assert.ok(
      conditions.includes(
        'Answer question 29 only if you ticked “No” in question 15 and the answer to question 27 is not “Peñaluna”. If not, go on at question 30.',
      ),
    );
    assert.match(
      textsOf(household, 'condition', 'ar')[0]!,
      /^أجب عن الأسئلة 2 إلى 4 فقط إذا كان ما يلي صحيحًا: وضعت علامة عند «.+» في السؤال 1\. وإلا فانتقل إلى السؤال 5\.$/,
    );
  });

  it('has only numbers that somebody finds on it', () => {
    for (const definition of allPublished)
      for (const [language, pattern] of [
        ['en', /question (\d+)/g],
        ['es', /pregunta (\d+)/g],
      ] as const) {
        const { blocks } = formOf(definition, language);
        const numbers = new Set(
          blocks.flatMap((block) => (block.kind === 'question' && block.number ? [block.number] : [])),
        );
        const named = [...JSON.stringify(blocks).matchAll(pattern)].map(([, number]) => number!);
        assert.deepEqual(
          named.filter((number) => !numbers.has(number)),
          [],
        );
        assert.ok(definition.id === 'energy-grant' || named.length > 20);
      }
  });

  it('has a box by the type of each question', () => {
    assert.deepEqual(question('RUN of the owner').box, {
      kind: 'cells',
      isLeftToRight: true,
      groups: [{ cells: 2, then: '.' }, { cells: 3, then: '.' }, { cells: 3, then: '-' }, { cells: 1 }],
    });
    assert.deepEqual(question('When did you buy it?').box, {
      kind: 'cells',
      isLeftToRight: false,
      groups: [
        { label: 'Day', cells: 2 },
        { label: 'Month', cells: 2 },
        { label: 'Year', cells: 4 },
      ],
    });
    assert.deepEqual(question('Year of manufacture').box, {
      kind: 'cells',
      isLeftToRight: true,
      groups: [{ cells: 4 }],
    });
    assert.deepEqual(question('What share of the vehicle is theirs?').box, {
      kind: 'cells',
      isLeftToRight: true,
      groups: [{ cells: 2 }],
      after: '%',
    });
    assert.deepEqual(question('Make').box, { kind: 'lines', lines: 1 });
    const money = question('How much is the pension?', household).box;
    assert.deepEqual(money, { kind: 'lines', lines: 1, isShort: true, before: 'CLP' });
    const help = question('Do you need any of these? (optional)').box;
    assert.ok(help.kind === 'ticks' && help.isSeveral);
    assert.equal(help.options.at(-1)!.label, 'None of these (tick nothing else)');
    const name = question('What is the owner’s name?').box;
    assert.deepEqual(name.kind === 'parts' && name.parts.map(({ label }) => label), ['Given names', 'Family names']);
  });

  it('asks for sheets instead of files, each with the number of its question', () => {
    const { number, hints, box } = question('Certificate of the technical review');
    assert.deepEqual(hints, ['A copy', `Write “${number}” on the sheet that you attach.`]);
    assert.deepEqual(box, { kind: 'ticks', isSeveral: false, options: [{ label: 'I attach it' }] });
    assert.ok(!JSON.stringify(formOf(permit).blocks).includes('MB'));
    const { box: sheets } = question('Tick every box that is right');
    assert.deepEqual(sheets.kind === 'ticks' && sheets.options.map(({ label }) => label), [
      '26 – Invoice',
      '29 – Last permit (optional)',
      '33 – Certificate of the technical review',
    ]);
  });

  it('has room for items of a list, and a sheet to copy for more', () => {
    const headings = textsOf(household, 'heading');
    assert.deepEqual(
      headings.filter((text) => /^Person \d$/.test(text)),
      ['Person 1', 'Person 2'],
    );
    assert.ok(headings.includes('Person 1 – Income 2'));
    assert.equal(headings.filter((text) => text.startsWith('Further sheet: ')).length, 2 + 2);
    assert.equal(formOf(household).blocks.filter(({ kind }) => kind === 'page').length, 2);
    assert.deepEqual(
      textsOf(permit, 'heading').filter((text) => /^Owner \d$/.test(text)),
      ['Owner 1', 'Owner 2', 'Owner 3', 'Owner 4'],
    );
    assert.ok(!formOf(permit).blocks.some(({ kind }) => kind === 'page'), 'there is room for all four');
  });

  it('says where the way ends before, and what does not fit together', () => {
    const stop = textsOf(permit, 'notice').find((text) => text.startsWith('Stop here'))!;
    assert.match(
      stop,
      /^Stop here if you ticked “No” in question 41\.\nThe fines have to be paid first\n[^]*If you do not agree: If you believe/,
    );
    assert.ok(
      textsOf(permit, 'paragraph').some((text) =>
        /^We cannot accept the form if the date in question 39 is before the date in question 38\. The insurance/.test(
          text,
        ),
      ),
    );
  });

  it('says what it costs, the law, what to sign, and where it goes', () => {
    const { blocks, foot, codeText } = formOf(permit);
    const all = JSON.stringify(blocks);
    for (const text of [
      'Vehicle permit: CLP 64,500',
      'Decree Law 3,063',
      'What I wrote is true and complete.',
      'Signature',
      'The certificate of the technical review: If the vehicle is new, the invoice',
      'Calle Larga 1, Peñaluna',
    ])
      assert.ok(all.replace(/\u00A0/g, ' ').includes(text), text);
    assert.equal(foot, 'Form permiso-circulacion, version 2 · en');
    assert.equal(codeText, 'permiso-circulacion/2/en');
    assert.match(
      JSON.stringify(formOf(household).blocks),
      /Paper copy: CLP.1,500\. Only if you ticked “By letter” in question 17\./,
    );
  });

  it('leaves out what it does not ask, and says what people do instead', () => {
    const without = changed(permit, {
      '/channels/paper/exclude': ['notes', 'contact/phone'],
      '/channels/paper/instead': { es: 'Llama a la oficina.', en: 'Call the office.' },
    });
    const labels = questionsIn(without).map(({ label }) => label);
    assert.ok(!labels.some((label) => label.startsWith('Phone number') || label.startsWith('Anything else')));
    const numbers = [...new Set(questionsIn(without).flatMap(({ number }) => number ?? []))];
    assert.deepEqual(
      numbers,
      Array.from({ length: 44 }, (_, index) => String(index + 1)),
    );
    const texts = JSON.stringify(formOf(without).blocks);
    assert.match(
      texts,
      /"What this form does not ask"\},\{"kind":"list","items":\["Phone number","Anything else we should know\?"\]\},\{"kind":"paragraph","text":"Call the office\."/,
    );
  });

  it('speaks every language of the catalogue, with no place left open', () => {
    for (const language of Object.keys(catalogues)) {
      const form = formOf(household, language);
      assert.doesNotMatch(JSON.stringify(form.blocks), /\{\w+\}|undefined/);
    }
  });
});
