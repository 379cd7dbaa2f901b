import type { PdfBlock } from '@plaza-ds/pdf';
import type { Context } from 'hono';
import { say } from '../definition/words.ts';
import { pathOf } from '../path/path.ts';
import type { Path } from '../path/path.ts';
import { speaker } from './controls.ts';
import { howDeclared } from './declaration-html.ts';
import { feeRows } from './fees.ts';
import { answerGroups, timeInWords } from './pages.ts';
import type { Draft } from '../draft/draft.ts';
import { decisionRows, notesOf } from './prefill/cards.ts';
import type { Notes } from './prefill/cards.ts';
import type { Setting } from './pages.ts';
import { personRows } from './person-rows.ts';
import { isToken } from './same-site.ts';
import { showMissing } from './problem-pages.ts';
import type { RunningService } from './running-service.ts';
import { doorToSent } from './signing-in.ts';
import type { SentForm } from './store.ts';

/** Answers with the copy of what was sent, to keep as a file whose name tells nothing of the person. */
export async function showCopy(running: RunningService, call: Context): Promise<Response> {
  const handle = call.req.param('handle') ?? '';
  const sent = isToken(handle) ? await running.store.sent(handle) : undefined;
  const service = sent && running.services.get(sent.draft.definition.version);
  if (!service) return showMissing(running, call);
  const setting = running.settingOf(service, running.languageOf(call, sent.language));
  const barrier = await doorToSent(running, call, setting, sent);
  if (barrier) return barrier;
  const path = pathOf(service, sent.draft, running.dayOfSending(sent));
  return answerPdf(call, await copyOf(setting, sent, path), sent.reference);
}

/** Answers with a PDF that holds what somebody wrote: no cache keeps it. */
export function answerPdf(call: Context, pdf: Uint8Array, name: string): Response {
  return call.body(new Uint8Array(pdf).buffer, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}.pdf"`,
    'Cache-Control': 'no-store',
  });
}

/** What a person sent, as a PDF: what their confirmation page shows of it, in the same words. */
export async function copyOf(setting: Setting, sent: SentForm, path: Path): Promise<Uint8Array> {
  const { pdfOf } = await import('@plaza-ds/pdf'); // when the first copy is asked for, so that a service starts without it
  const { service, reader } = setting;
  const { title, agency } = service.definition;
  const words = speaker(reader);
  const reference = { question: words('reference'), answer: sent.reference };
  const sentOn = { question: words('sentOn'), answer: timeInWords(setting, sent.sentAt) };
  return pdfOf({
    language: reader.language,
    title: `${words('whatYouSent')}: ${say(title, reader.language)}`,
    agency: say(agency, reader.language),
    made: sent.sentAt,
    blocks: [
      { kind: 'answers', rows: [reference, sentOn, ...personIn(setting, sent)] },
      ...answersIn(
        setting,
        sent.draft,
        path,
        notesOf(setting, sent.submission.provenance, sent.submission.corrections),
      ),
      ...consentsIn(setting, sent),
      ...feesIn(setting, path),
      ...declarationsIn(setting, sent),
    ],
    foot: `${reference.question}: ${reference.answer}`,
    words: { page: words('copyPage'), missing: words('copyMissing') },
  });
}

function personIn(setting: Setting, { submission }: SentForm) {
  return personRows(setting, submission.person).map(({ label, answer }) => ({ question: label, answer }));
}

export function answersIn(setting: Setting, draft: Draft, path: Path, note: Notes): PdfBlock[] {
  return answerGroups(setting, draft, path).flatMap(({ title, rows }): PdfBlock[] => [
    ...(title ? [{ kind: 'heading', level: 2, text: title } as const] : []),
    {
      kind: 'answers',
      rows: rows.map(({ label, answer, name }) => ({ question: label, answer: withNote(answer, note(name)) })),
    },
  ]);
}

function withNote(answer: string, note: string | undefined): string {
  return note === undefined ? answer : `${answer}\n${note}`;
}

function consentsIn(setting: Setting, { submission }: SentForm): PdfBlock[] {
  const rows = decisionRows(setting, submission.consents).map(({ label, answer }) => ({ question: label, answer }));
  if (!rows.length) return [];
  return [
    { kind: 'heading', level: 2, text: speaker(setting.reader)('consentsHeading') },
    { kind: 'answers', rows },
  ];
}

export function feesIn(setting: Setting, path: Path): PdfBlock[] {
  const rows = feeRows(setting, path).map(({ label, answer }) => ({ question: label, answer }));
  const [first] = rows;
  if (!first) return [];
  const heading = speaker(setting.reader)('feesHeading');
  if (rows.length === 1) return [{ kind: 'paragraph', text: `${heading}: ${first.question}, ${first.answer}` }];
  return [
    { kind: 'heading', level: 2, text: heading },
    { kind: 'answers', rows },
  ];
}

function declarationsIn(setting: Setting, { declarations }: SentForm): PdfBlock[] {
  if (!declarations.length) return [];
  return [
    { kind: 'heading', level: 2, text: speaker(setting.reader)('declared') },
    ...declarations.flatMap((declaration): PdfBlock[] => {
      const { text, language } = declaration;
      const how = howDeclared(setting, declaration).map((each) => ({ kind: 'paragraph', text: each }) as const);
      return [{ kind: 'paragraph', text, language }, ...how];
    }),
  ];
}
