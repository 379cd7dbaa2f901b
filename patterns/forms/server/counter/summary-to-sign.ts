import type { PdfBlock } from '@plaza-ds/pdf';
import { say } from '../../definition/words.ts';
import { speaker } from '../controls.ts';
import { answersIn, feesIn } from '../copy.ts';
import { declarationsFor } from '../declarations.ts';
import { notesOf } from '../prefill/cards.ts';
import type { OpenCase } from './open-case.ts';

/** What the person looks through and signs at the counter before it is sent: their answers, what they declare, and room for a name. */
export async function summaryToSign(opened: OpenCase, made: Date): Promise<Uint8Array> {
  const { pdfOf } = await import('@plaza-ds/pdf'); // when the first is asked for, so that a service starts without it
  const { setting, path, draft, kept, counter } = opened;
  const { definition } = counter.service;
  const { reader } = setting;
  const words = speaker(reader);
  const { provenance, corrections } = kept.content.prefill ?? {};
  const declarations = declarationsFor(definition, path).map(({ text }): PdfBlock => ({
    kind: 'paragraph',
    text: say(text, reader.language),
  }));
  const line = (label: string, lines: number) => ({ label, box: { kind: 'lines', lines } as const });
  const parts = [line(words('typedName'), 1), line(words('paperDate'), 1), line(words('paperSignature'), 2)];
  const title = say(definition.title, reader.language);
  return pdfOf({
    language: reader.language,
    title: words('counterSummaryTitle', { title }),
    agency: say(definition.agency, reader.language),
    made,
    blocks: [
      { kind: 'notice', text: words('counterSummaryLead') },
      ...answersIn(setting, draft, path, notesOf(setting, provenance, corrections)),
      ...feesIn(setting, path),
      { kind: 'heading', level: 2, text: words('declarationHeading') },
      ...declarations,
      { kind: 'question', label: '', hints: [], box: { kind: 'parts', parts } },
    ],
    foot: words('counterSummaryTitle', { title }),
    words: { page: words('copyPage'), missing: words('copyMissing') },
  });
}
