import type { BlankQuestion, PdfBlock, PdfContent } from '@plaza-ds/pdf';
import { encode } from 'uqr';
import type { Reader } from '../answers/read-page.ts';
import type { Definition } from '../definition/definition.ts';
import type { Service } from '../path/service.ts';
import { moneyInWords } from '../questions/money.ts';
import { outlineOf } from './outline.ts';
import { PaperSteps } from './paper-steps.ts';
import { Teller } from './telling.ts';

/** A form to print: what it says, for a page and for a PDF alike. */
export type PaperForm = PdfContent & {
  /** What its code says: `permiso-circulacion/2/es-CL`. */
  codeText: string;
};

/**
 * The form of a service to print and to fill in by hand: every question with its number and a place for its answer, for whom it
 * is in words, room for the items of lists and a sheet to copy for more, what to sign, attach and pay, and where to send it.
 *
 * @param made When it was made.
 */
export function paperFormOf(service: Service, reader: Reader, made: Date): PaperForm {
  const { definition } = service;
  const teller = new Teller(outlineOf(service, 'paper'), reader);
  const steps = new PaperSteps(teller);
  const body = steps.all();
  const codeText = `${definition.id}/${definition.version}/${reader.language}`;
  return {
    language: reader.language,
    title: teller.say(definition.title),
    agency: teller.say(definition.agency),
    made,
    blocks: [...before(teller, body), ...body, ...after(teller), ...steps.furtherSheets()],
    foot: `${teller.words('paperVersion', { id: definition.id, version: definition.version })} · ${reader.language}`,
    code: encode(codeText, { ecc: 'M', border: 0 }).data,
    codeText,
    words: { page: teller.words('copyPage'), missing: teller.words('copyMissing') },
  };
}

/** How to fill it in, what it costs and by which law it is asked. */
function before(teller: Teller, body: readonly PdfBlock[]): PdfBlock[] {
  const { definition, questions } = teller.outline.service;
  const { legalBasis = [] } = definition;
  const asksForToday = JSON.stringify(definition).includes('{"today":true}');
  const hasOptional = [...teller.outline.numbers.keys()].some((name) => !questions.get(name)!.required);
  const isConditional = body.some(({ kind }) => kind === 'condition');
  return [
    heading(teller.words('paperHow')),
    {
      kind: 'list',
      items: [
        teller.words('paperPen'),
        ...(isConditional ? [teller.words('paperAll')] : []),
        ...(hasOptional ? [teller.words('paperOptional')] : []),
        ...(asksForToday ? [teller.words('paperToday')] : []),
      ],
    },
    ...listed(teller.words('costHeading'), feesOf(teller, definition)),
    ...listed(
      teller.words('legalBasis'),
      legalBasis.map((each) => teller.say(each)),
    ),
  ];
}

function feesOf(teller: Teller, { fees = [] }: Definition): string[] {
  return fees.map(({ title, money, when }) => {
    const text = `${teller.say(title)}: ${moneyInWords(money.amount, money.currency, teller.reader.language)}`;
    return when ? teller.words('onlyIf', { text: `${text}.`, condition: teller.condition(when) }) : text;
  });
}

/** What is attached, declared and signed, where it goes, and what the office adds. */
function after(teller: Teller): PdfBlock[] {
  const { definition } = teller.outline.service;
  const { sendTo } = definition.channels?.paper ?? {};
  return [
    ...evidenceOf(teller),
    ...excludedIn(teller),
    ...signatureOf(teller),
    ...(sendTo ? [heading(teller.words('paperSendTo')), { kind: 'paragraph', text: teller.say(sendTo) } as const] : []),
    ...listed(
      teller.words('statusHeading'),
      (definition.next ?? []).map(({ text, when }) => withCondition(teller, teller.say(text), when)),
    ),
    { ...blank(teller.words('paperReceived')), box: dateBox(teller) },
  ];
}

function evidenceOf(teller: Teller): PdfBlock[] {
  const { evidence = [] } = teller.outline.service.definition;
  if (!evidence.length) return [];
  const options = evidence.map(({ title, hint, when }) => ({
    label: when
      ? teller.words('onlyIf', { text: `${teller.say(title)}.`, condition: teller.condition(when) })
      : teller.say(title),
    ...(hint && { hint: teller.say(hint) }),
  }));
  return [
    heading(teller.words('paperEvidence')),
    { ...blank(teller.words('paperTickSome')), box: { kind: 'ticks', isSeveral: true, options } },
  ];
}

function excludedIn(teller: Teller): PdfBlock[] {
  const { excluded, terms } = teller.outline;
  if (!excluded.length) return [];
  return [
    heading(teller.words('paperElsewhere')),
    { kind: 'list', items: excluded.map(({ question }) => teller.say(question.label)) },
    ...(terms.instead ? [{ kind: 'paragraph', text: teller.say(terms.instead) } as const] : []),
  ];
}

function signatureOf(teller: Teller): PdfBlock[] {
  const { declarations = [] } = teller.outline.service.definition;
  const declared = declarations.map((declaration): PdfBlock => {
    const label = withCondition(teller, teller.say(declaration.text), declaration.when);
    if (declaration.kind === 'typed-name') return { kind: 'paragraph', text: label };
    return { ...blank(''), box: { kind: 'ticks', isSeveral: false, options: [{ label }] } };
  });
  return [
    heading(teller.words('declarationHeading')),
    ...declared,
    {
      ...blank(teller.words('paperSignature')),
      box: {
        kind: 'parts',
        parts: [
          { label: teller.words('typedName'), box: { kind: 'lines', lines: 1 } },
          { label: teller.words('paperDate'), box: dateBox(teller) },
          { label: teller.words('paperSignature'), box: { kind: 'lines', lines: 2 } },
        ],
      },
    },
  ];
}

function dateBox(teller: Teller): BlankQuestion['box'] {
  const groups = (['dayLabel', 'monthLabel', 'yearLabel'] as const).map((key, index) => ({
    label: teller.words(key),
    cells: index === 2 ? 4 : 2,
  }));
  return { kind: 'cells', isLeftToRight: false, groups };
}

function withCondition(teller: Teller, text: string, when: Definition['pages'][number]['when']): string {
  return when ? teller.words('onlyIf', { text, condition: teller.condition(when) }) : text;
}

function blank(label: string): BlankQuestion {
  return { kind: 'question', label, hints: [], box: { kind: 'lines', lines: 1 } };
}

function heading(text: string): PdfBlock {
  return { kind: 'heading', level: 2, text };
}

function listed(title: string, items: readonly string[]): PdfBlock[] {
  return items.length ? [heading(title), { kind: 'list', items }] : [];
}
