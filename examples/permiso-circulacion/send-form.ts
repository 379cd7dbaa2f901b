import { randomBytes } from 'node:crypto';
import type { FormStore } from '@plaza-ds/forms/server';

/** What somebody answers in tests of what becomes of it. */
const data = {
  owner: { name: { given: 'Ñusta' }, run: '33.333.333-3' },
  contact: { email: 'nusta@example.org' },
};

export type Answers = typeof data;

/** Sends a form with two files, of which one was replaced, without walking through its pages; gives its reference. */
export async function sendForm(
  store: FormStore,
  destinations: readonly string[],
  sentAt: Date = new Date(),
): Promise<string> {
  const definition = { id: 'permiso-circulacion', version: 1 };
  const draft = { definition, answers: {}, order: {}, finished: {}, seen: {} } as never;
  const holder = randomBytes(16).toString('base64url');
  const kept = await store.create({ draft, language: 'es', saved: {} }, holder, new Date(Date.now() + 60_000));
  const file = { name: 'secreto.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4 replaced') };
  await store.keepFile(kept, file);
  const id = await store.keepFile(kept, { ...file, bytes: Buffer.from('%PDF-1.4 ñ') });
  const submission = { definition, data: { ...data, certificate: { file: id, name: file.name } } };
  const form = { sentAt, language: 'es', draft, submission, declarations: [] };
  return (await store.send(kept, form, destinations)).reference;
}
