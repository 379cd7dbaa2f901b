import type { Kysely } from 'kysely';
import type { IdentityOptions } from '../../patterns/identity/server/running-identity.ts';
import type { IdentityTables } from '../../patterns/identity/server/tables.ts';
import { SignInSite } from '../../patterns/identity/server/testing.ts';
import type { PlayedProvider, Somebody } from '../../patterns/identity/server/testing.ts';
import type { Shown } from '../../examples/testing/visitor.ts';
import { providers } from './providers.ts';

/** What all the pages are drawn with. */
export interface Around {
  database: Kysely<IdentityTables>;
  /** BCP 47 tag of the browser that comes. */
  language: string;
  /** Signs as the providers do; to make keys takes long. */
  keys: Pick<PlayedProvider, 'key' | 'publicKey' | 'kid'>;
}

/** Comes to a page, and gives back its HTML. */
export type Way = (around: Around) => Promise<string>;
/** Kinds of page by their names, and the way to each. */
export type Kinds = Readonly<Record<string, Way>>;

/** What a page of a service asks sign-in for. */
export type Wanted = Parameters<Somebody['ask']>[0];

const channel = {
  en: 'call 600 123 4567, or come to Plaza de Armas 1, from 9 to 14.',
  es: 'llama al 600 123 4567 o ven a Plaza de Armas 1, de 9 a 14 horas.',
  ar: 'اتصل بالرقم ‎600 123 4567‎ أو تعال إلى Plaza de Armas 1 من الساعة 9 إلى 14.',
};
export const purpose = {
  en: 'So that nobody but you can apply in your name.',
  es: 'Para que nadie más que tú pueda postular en tu nombre.',
  ar: 'حتى لا يتمكن أحد غيرك من التقديم باسمك.',
};

/** A site with these providers, for one page: nothing of another is in its way. */
export function siteWith({ database, keys }: Around, options: Partial<IdentityOptions> = {}): SignInSite {
  const usual = { providers, channel, claims: ['name', 'nationalId'] as const, timeZone: 'America/Santiago' };
  const site = new SignInSite(database, { ...usual, ...options });
  const sub = crypto.randomUUID();
  for (const played of [site.provider, site.other]) Object.assign(played, keys, { sub });
  site.provider.userInfo = {
    name: { nombres: ['Ana', 'María'], apellidos: ['Pérez', 'Soto'] },
    RolUnico: { numero: 12345678, DV: '5', tipo: 'RUN' },
    given_name: 'Ana María',
    family_name: 'Pérez Soto',
  };
  site.other.userInfo = { given_name: 'Ana María', family_name: 'Pérez Soto' };
  return site;
}

/** Somebody whom a page sent to sign in. */
export async function asked(around: Around, site: SignInSite, wanted: Wanted = {}): Promise<Somebody> {
  const somebody = site.visitor();
  somebody.language = around.language;
  await somebody.ask({ purpose, providers: ['clave-unica'], ...wanted });
  return somebody;
}

/** Somebody who is signed in. */
export async function signedIn(around: Around, site: SignInSite, name = 'national'): Promise<Somebody> {
  const somebody = await asked(around, site, { providers: [name] });
  const played = name === 'companies' ? site.other : site.provider;
  const { response } = await somebody.comeBack(await somebody.leave(name), played);
  if (!somebody.sessionCookie) throw new Error(`Nobody is signed in, but ${response.headers.get('location')}.`);
  return somebody;
}

/** The way to the page on which sign-in begins. */
export const gate =
  (wanted: Wanted = {}): Way =>
  async (around) => {
    const somebody = await asked(around, siteWith(around), wanted);
    return mainOf(await somebody.open(somebody.gate));
  };

/** What people see who come back with this in place of a code, or whose provider answers so. */
export const cameBack =
  (change: (played: PlayedProvider) => void, wanted: Wanted = {}): Way =>
  async (around) => {
    const site = siteWith(around);
    const somebody = await asked(around, site, wanted);
    change(site.provider);
    await somebody.comeBack(await somebody.leave(wanted.providers?.[0] ?? 'clave-unica'));
    return mainOf(await somebody.open(somebody.gate));
  };

export const answered = (error: string, description?: string) => (played: PlayedProvider) => {
  played.answer = { code: undefined, error, error_description: description };
};

/** What the site puts into its frame. */
export function mainOf({ $, status }: Shown): string {
  const html = $('main').html()?.trim();
  if (!html) throw new Error(`No page came, but ${status}.`);
  return html;
}
