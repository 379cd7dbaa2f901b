import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PdfBlock, PdfContent } from './content.ts';
import { pdfOf } from './pdf.ts';
import { hasPoppler, OpenedPdf } from './testing.ts';

const letter: PdfContent = {
  language: 'es-CL',
  title: 'Tu permiso',
  agency: 'Municipalidad de Peñaluna',
  made: new Date('2026-11-27T15:00:00Z'),
  blocks: [],
  foot: 'Referencia: 7KD-4MX-92P',
  words: { page: 'Página {page} de {pages}', missing: 'Aquí falta un signo: {sign}' },
};
const open = async (...blocks: PdfBlock[]) => new OpenedPdf(await pdfOf({ ...letter, blocks }));
const answer = (text: string): PdfBlock => ({ kind: 'answers', rows: [{ question: 'Nota', answer: text }] });
const heading = (text: string): PdfBlock => ({ kind: 'heading', level: 2, text });
const margin = 60;
const width = 595;

describe('A PDF', { skip: !hasPoppler && 'poppler is not installed (Debian: poppler-utils)' }, () => {
  it('is tagged, so that it is heard in order and as what it is', async () => {
    const opened = await open(
      { kind: 'paragraph', text: 'Lo recibimos.' },
      heading('Dueño'),
      answer('Ñusta Áñez'),
      { kind: 'heading', level: 3, text: 'Después' },
      { kind: 'list', items: ['Espera', 'Ven'] },
      { kind: 'notice', text: 'Trae tu cédula.' },
    );
    assert.deepEqual(opened.structure, [
      'Document',
      '  P',
      '    "Municipalidad de Peñaluna"',
      '  H1',
      '    "Tu permiso"',
      '  P',
      '    "Lo recibimos."',
      '  H2',
      '    "Dueño"',
      '  L',
      '    LI',
      '      Lbl',
      '        "Nota"',
      '      LBody',
      '        "Ñusta Áñez"',
      '  H3',
      '    "Después"',
      '  L',
      '    LI',
      '      Lbl',
      '        "•"',
      '      LBody',
      '        "Espera"',
      '    LI',
      '      Lbl',
      '        "•"',
      '      LBody',
      '        "Ven"',
      '  P',
      '    "Trae tu cédula."',
    ]);
  });

  it('has a question with its number, and each place to write as a field that says what belongs there', async () => {
    const opened = await open({
      kind: 'question',
      number: '7',
      label: 'Nacimiento',
      hints: ['Como en la cédula'],
      box: {
        kind: 'cells',
        isLeftToRight: false,
        groups: [
          { label: 'Día', cells: 2 },
          { label: 'Mes', cells: 4 },
        ],
      },
    });
    assert.deepEqual(opened.structure.slice(5), [
      '  Div',
      '    P',
      '      "7"',
      '      "Nacimiento"',
      '    P',
      '      "Como en la cédula"',
      '    P',
      '      "Día"',
      '    Form',
      '      ""',
      '    P',
      '      "Mes"',
      '    Form',
      '      ""',
    ]);
    assert.match(opened.source, /\/Alt \(Nacimiento: Mes\)/);
    assert.equal(opened.source.match(/\/O \/PrintField\s+\/Role \/tv/g)?.length, 2);
  });

  it('has options as a list, each with a field to tick', async () => {
    const options = [{ label: 'Sí' }, { label: 'No', hint: 'Todavía no' }];
    const { structure, source } = await open({
      kind: 'question',
      label: 'Dueño',
      hints: [],
      box: { kind: 'ticks', isSeveral: false, options },
    });
    assert.deepEqual(structure.slice(8), [
      '    L',
      '      LI',
      '        Lbl',
      '          Form',
      '            ""',
      '        LBody',
      '          "Sí"',
      '      LI',
      '        Lbl',
      '          Form',
      '            ""',
      '        LBody',
      '          "No"',
      '          "Todavía no"',
    ]);
    assert.match(source, /\/Alt \(No\)/);
    assert.equal(source.match(/\/Role \/cb\s+\/checked \/off/g)?.length, 2);
  });

  const blank = (label: string, lines = 1): PdfBlock => ({
    kind: 'question',
    number: '1',
    label,
    hints: [],
    box: { kind: 'lines', lines },
  });

  /** Fills most of a page, a few points more for each. */
  const filling = (more: number): PdfBlock => ({
    kind: 'question',
    label: 'Antes',
    hints: Array.from({ length: more % 4 }, () => 'Más'), // 13 points each, and 23 a line: every remainder comes
    box: { kind: 'lines', lines: 15 + Math.floor(more / 4) },
  });

  it('keeps a question whole on one page, with the heading and the condition that lead to it', async () => {
    for (let before = 0; before < 40; before++) {
      const opened = await open(
        filling(before),
        heading('Comienzo'),
        { kind: 'condition', text: 'Responde solo entonces.' },
        blank('Última', 4),
        { kind: 'paragraph', text: 'Siguiente' },
      );
      assert.deepEqual(opened.pagesWith('Comienzo'), opened.pagesWith('Última'), `${before}`);
      assert.deepEqual(opened.pagesWith('entonces.'), opened.pagesWith('Última'), `${before}`);
    }
  });

  it('keeps a condition with the question that it is about', async () => {
    for (let before = 0; before < 40; before++) {
      const opened = await open(
        filling(before),
        { kind: 'condition', text: 'Responde solo entonces.' },
        blank('Última', 4),
      );
      assert.deepEqual(opened.pagesWith('entonces.'), opened.pagesWith('Última'), `${before}`);
    }
  });

  it('begins a new page where it is told to, and no empty one', async () => {
    const opened = await open(blank('Uno'), { kind: 'page' }, { kind: 'page' }, blank('Dos'));
    assert.equal(opened.pages, 2);
  });

  it('has its code at the foot of every page, inside its margins', async () => {
    const code = [
      [true, false],
      [false, true],
    ];
    const opened = new OpenedPdf(
      await pdfOf({ ...letter, code, blocks: [blank('Uno'), { kind: 'page' }, blank('Dos')] }),
    );
    assert.equal(opened.drawing.match(/^24 re$|24 24 re$/gm)?.length, 4);
  });

  it('lays boxes out from the right where the language does, and digits in their own direction', async () => {
    const box = {
      kind: 'cells',
      isLeftToRight: true,
      groups: [
        { label: 'A', cells: 2, then: '.' },
        { label: 'B', cells: 3 },
      ],
    } as const;
    const arabic = new OpenedPdf(
      await pdfOf({
        ...letter,
        language: 'ar',
        title: 'استمارة',
        blocks: [{ kind: 'question', label: 'رقم', hints: [], box }],
      }),
    );
    const at = (word: string) => arabic.words.find(({ text }) => text === word)!.left;
    assert.ok(at('A') > 350 && at('A') < at('B'), `${at('A')} ${at('B')}`);
  });

  it('draws nothing that is neither read out nor marked as decoration', async () => {
    const { drawing } = await open(heading('Dueño'), answer('Ñusta'), { kind: 'notice', text: 'Ven.' });
    const unmarked = drawing.replace(/^\/(Span|Artifact) <<[^]*?^EMC$/gm, '');
    assert.match(drawing, /TJ$/m);
    assert.doesNotMatch(unmarked, /(TJ|Tj|[Sf])$/m);
  });

  it('says its language, shows its title and has its headings as bookmarks', async () => {
    const { source } = await open(heading('Vehicle'), { kind: 'paragraph', text: 'Declaro', language: 'de' });
    assert.match(source, /\/Lang \(es-CL\)/);
    assert.match(source, /\/Lang \(de\)/);
    assert.match(source, /\/DisplayDocTitle true/);
    assert.match(source, /\/Title \(Tu permiso\)/);
    assert.match(source, /\/Title \(Vehicle\)/);
  });

  it('has its fonts in it, and no more of them than it uses', async () => {
    const bytes = await pdfOf({ ...letter, blocks: [answer('Ñusta محمد')] });
    assert.deepEqual(
      new OpenedPdf(bytes).fonts.toSorted((one, other) => one.name.localeCompare(other.name)),
      ['IBMPlexSansArabic-Regular', 'NotoSans-Bold', 'NotoSans-Regular'].map((name) => ({
        name,
        isEmbedded: true,
        isSubset: true,
      })),
    );
    assert.ok(bytes.length < 40_000, `${bytes.length} bytes`);
  });

  it('is as good when it is not the first one', async () => {
    const opened = () => open(answer('Ánimo'), answer('Animo'));
    await opened();
    assert.deepEqual((await opened()).textsOf('LBody'), ['Ánimo', 'Animo']);
  });

  it('says at the foot of each page which one it is, for who sees it and not for who hears it', async () => {
    const opened = await open(answer('palabra '.repeat(900)));
    assert.equal(opened.pages, 3);
    for (const page of [1, 2, 3]) assert.match(opened.text, new RegExp(`Página ${page} de 3`));
    assert.equal(opened.text.match(/Referencia: 7KD-4MX-92P/g)!.length, 3);
    assert.doesNotMatch(opened.structure.join(), /Página|Referencia/);
  });

  it('holds all of an answer that is longer than its pages, with and without spaces', async () => {
    const numbers = Array.from({ length: 2000 }, (_, index) => index).join(' ');
    const word = Array.from({ length: 2000 }, (_, index) => index).join('x');
    const opened = await open(answer(numbers), answer(word), answer('fin'));
    const spoken = opened.textsOf('LBody');
    assert.deepEqual(spoken, [numbers, word, 'fin']);
  });

  it('leaves its margins free, whatever is in it', async () => {
    const wide = ['W'.repeat(3000), 'سسسسس '.repeat(500), '😀'.repeat(300), ' '.repeat(300)].join('\n');
    const { words } = await open(heading('W'.repeat(200)), answer(wide), { kind: 'notice', text: wide });
    assert.ok(words.length > 500);
    assert.deepEqual(
      words.filter(({ left, right, bottom }) => left < margin - 1 || right > width - margin + 1 || bottom > 842),
      [],
    );
  });

  it('keeps a question that is longer than a page, and the answer after it', async () => {
    const question = 'why '.repeat(2500).trim();
    const opened = await open({ kind: 'answers', rows: [{ question, answer: 'because' }] });
    assert.deepEqual(opened.textsOf('Lbl'), [question]);
    assert.deepEqual(opened.textsOf('LBody'), ['because']);
    assert.match(opened.text.replace(/\s+/g, ' '), /why because/);
  });

  it('leaves no heading alone at the end of a page', async () => {
    for (let lines = 30; lines < 42; lines++) {
      const opened = await open({ kind: 'paragraph', text: 'x\n'.repeat(lines) }, heading('Vehículo'), answer('auto'));
      const [first = ''] = opened.text.split(/Página 1 de/);
      assert.equal(first.includes('Vehículo'), first.includes('auto'), `after ${lines} lines`);
    }
  });

  it('has a question beside its answer, and the next one below both', async () => {
    const rows = [
      { question: 'long '.repeat(20), answer: 'short' },
      { question: 'next', answer: 'last' },
    ];
    const { words } = await open({ kind: 'answers', rows });
    const place = (text: string) => words.filter((word) => word.text === text);
    const [first] = place('long');
    assert.equal(place('short')[0]!.bottom, first!.bottom);
    assert.ok(place('next')[0]!.bottom > place('long').at(-1)!.bottom);
    assert.equal(place('last')[0]!.bottom, place('next')[0]!.bottom);
  });

  it('shows what looks like code or like a PDF as text', async () => {
    const hostile = '<script>alert(1)</script> ) Tj (\\) endobj %%EOF ${0} {page} \'"';
    assert.deepEqual((await open(answer(hostile))).textsOf('LBody'), [hostile]);
  });

  describe('in another script', () => {
    const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('latin1');

    it('holds Arabic letters, joined and from right to left, and says them as they are read', async () => {
      const opened = await open(answer('اسمي محمد'));
      assert.match(opened.text, /اسمي محمد/);
      assert.ok(opened.source.includes(utf16('اسمي محمد')));
      assert.doesNotMatch(opened.text, /Aquí falta/);
    });

    it('begins each line at the edge, however many spaces end the one before', async () => {
      const { words } = await open({ kind: 'paragraph', text: 'نعم   \nلا\nsí   \nno' });
      const [, ...lines] = words.slice(words.findIndex(({ text }) => text === 'permiso')).slice(0, 5);
      assert.deepEqual(
        lines.map(({ left }) => Math.round(left)),
        [margin, margin, margin, margin],
      );
    });

    it('begins on the right where the document does', async () => {
      const bytes = await pdfOf({ ...letter, language: 'ar', title: 'رخصة', blocks: [answer('yes')] });
      const { words } = new OpenedPdf(bytes);
      const [question, reply, number] = ['Nota', 'yes', 'Página'].map((text) =>
        words.find((word) => word.text === text)!,
      );
      assert.equal(Math.round(question!.right), width - margin);
      assert.ok(reply!.right < question!.left);
      assert.equal(Math.round(number!.left), margin);
    });

    it('shows a stand-in for a sign that no font has, says so at the beginning, and gives the sign to who copies it', async () => {
      const opened = await open(answer('Hola 😀👍🏽 漢字'));
      assert.equal(opened.textsOf('P')[1], 'Aquí falta un signo: �');
      assert.deepEqual(opened.textsOf('LBody'), ['Hola �� ��']);
      for (const sign of ['😀👍🏽', '漢字']) {
        assert.ok(opened.text.includes(sign), sign);
        assert.ok(opened.source.includes(utf16(sign)), sign);
      }
    });

    it('says nothing of signs where all are there', async () => {
      assert.doesNotMatch((await open(answer('Ñandú ṉ ŋ Київ'))).text, /Aquí falta/);
    });
  });
});
