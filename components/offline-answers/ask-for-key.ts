import { importKey } from './sealing.js';

/** ms; who waits longer has a slow line, and the browser itself knows best what to make of it. */
const patience = 10_000;

/** `away`: nobody can be reached. `gone`: there is no such draft any more. `refused`: it is not for who is here now. */
export type KeyAnswer = CryptoKey | 'away' | 'gone' | 'refused' | 'slow';

/** Asks the server for the key of a draft. */
export async function askForKey(address: string, form: HTMLFormElement): Promise<KeyAnswer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const proofs = form.querySelectorAll<HTMLInputElement>('input[type=hidden]');
  const body = new URLSearchParams([...proofs].map(({ name, value }) => [name, value]));
  try {
    const answer = await fetch(address, { method: 'POST', body, redirect: 'manual', signal: stop.signal });
    if (answer.ok) return await importKey(await answer.arrayBuffer());
    return [404, 410].includes(answer.status) ? 'gone' : 'refused';
  } catch {
    return stop.signal.aborted ? 'slow' : 'away';
  } finally {
    clearTimeout(timer);
  }
}
