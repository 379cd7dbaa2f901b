import { pdfOf } from '@plaza-ds/pdf';
import type { Definition } from '../definition/definition.ts';
import { prepare } from '../path/service.ts';
import { paperFormOf } from './paper.ts';

/** The form to print of a definition that declares paper, as a tagged PDF. */
export function printForm(definition: Definition, language: string): Promise<Uint8Array> {
  const now = new Date();
  const reader = { language, today: now.toISOString().slice(0, 10) };
  return pdfOf(paperFormOf(prepare(definition), reader, now));
}
