import type { BlankQuestion, PdfBlock, PdfContent } from '@plaza-ds/pdf';
import { encode } from 'uqr';
import { labelOf } from '../answers/read-page.ts';
import type { Reader } from '../answers/read-page.ts';
import type { Definition } from '../definition/definition.ts';
import type { Service } from '../path/service.ts';
import { asksForFiles } from '../questions/file.ts';
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
    ...listed(teller.words('needed'), neededIn(teller)),
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
    ...sheetsIn(teller),
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

/** What people need at hand before they begin. */
function neededIn(teller: Teller): string[] {
  const { evidence = [] } = teller.outline.service.definition;
  return evidence.map(({ title, hint, when }) => {
    const text = [title, ...(hint ? [hint] : [])].map((each) => teller.say(each)).join(': ');
    return when ? withCondition(teller, `${text}.`, when) : text;
  });
}

/** The sheets that go with the form, each with the number of the question that asks for it. */
function sheetsIn(teller: Teller): PdfBlock[] {
  const { service, numbers } = teller.outline;
  const options = [...numbers]
    .filter(([name]) => asksForFiles(service.questions.get(name)!))
    .map(([name, number]) => ({ label: `${number} – ${labelOf(service.questions.get(name)!, teller.reader)}` }));
  if (!options.length) return [];
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

/** What is declared, and below it the signature, on one page: whoever signs sees what. */
function signatureOf(teller: Teller): PdfBlock[] {
  const { declarations = [] } = teller.outline.service.definition;
  const labels = declarations.map(({ text, when, kind }) => ({
    kind,
    label: withCondition(teller, teller.say(text), when),
  }));
  const signed = labels.filter(({ kind }) => kind !== 'tick');
  const ticked = labels.filter(({ kind }) => kind === 'tick').map(({ label }) => ({ label }));
  const parts = [
    ...(ticked.length ? [{ label: '', box: { kind: 'ticks', isSeveral: true, options: ticked } as const }] : []),
    { label: teller.words('typedName'), box: { kind: 'lines', lines: 1 } as const },
    { label: teller.words('paperDate'), box: dateBox(teller) },
    { label: teller.words('paperSignature'), box: { kind: 'lines', lines: 2 } as const },
  ];
  return [
    heading(teller.words('declarationHeading')),
    ...signed.map(({ label }): PdfBlock => ({ kind: 'paragraph', text: label })),
    { ...blank(''), box: { kind: 'parts', parts } },
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
