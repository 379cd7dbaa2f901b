import { Person as Browser } from '../../patterns/sandbox/identity/person.ts';
import type { Person } from './person.ts';

/** Signs somebody in at the played ClaveÚnica, from the page that asks them to, and leads them back. */
export async function signIn(somebody: Person, origin: string, citizen = 'ana'): Promise<void> {
  const gate = somebody.page;
  const leaving = await somebody.visitor.post(
    new URLSearchParams({ ...gate.hidden, provider: 'clave-unica', 'acting-for': 'self' }),
    gate.$('main form').attr('action')!,
  );
  const { headers } = (await somebody.visitor.open(leaving.response.headers.get('location')!)).response;
  const [, provider = ''] = /^0; url=(.*)$/.exec(headers.get('refresh') ?? '') ?? [];
  const browser = await new Browser().open(provider, origin);
  await browser.press({ citizen }, origin);
  if (!browser.url.startsWith(origin)) await browser.press({ action: 'agree' }, origin);
  await somebody.open(browser.url.slice(origin.length));
}
