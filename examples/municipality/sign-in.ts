import { identity } from '@plaza-ds/identity/server';
import type { IdentityLog, IdentityService, IdentityStore, Provider } from '@plaza-ds/identity/server';
import type { Language } from './languages.ts';
import { inLanguage, languages } from './languages.ts';
import { municipalityWords, page } from './layout.ts';
import type { Html, Surroundings } from './layout.ts';

/** How people sign in, and where it is kept who did. */
export interface SignInOptions {
  providers: readonly Provider[];
  store: IdentityStore;
  /** Whether it runs at a kiosk, where one person follows the other. */
  kiosk?: boolean | undefined;
  /** What the clock says. */
  now?: (() => Date) | undefined;
  /** Who signed in how, without names or numbers; one line of JSON each, without it. */
  log?: IdentityLog;
}

/** What a page shows of whoever is signed in. */
export interface Account {
  /** For its head. */
  indicator: Html;
  /** For its end: the dialog before the session ends. */
  warning: Html | undefined;
  /** For the document’s head: at a kiosk it starts again by itself. */
  restart: Html | undefined;
}

/** The pages of sign-in, in the frame of the municipality. */
export function signInPages(
  { log = (entry) => console.error(JSON.stringify(entry)), providers, store, kiosk, now }: SignInOptions,
  surroundings: Surroundings,
): IdentityService {
  const { site } = surroundings;
  return identity({
    providers,
    store,
    ...(kiosk && { kiosk }),
    ...(now && { now }),
    actingFor: ['self', 'mandate', 'company'],
    site,
    base: `${site.base}/identity`,
    languages,
    claims: ['name', 'nationalId'],
    channel: { es: municipalityWords.es.signInChannel, en: municipalityWords.en.signInChannel },
    timeZone: 'America/Santiago',
    log,
    frame({ language: tag, request: _request, ...shown }) {
      const language = tag.split('-')[0] as Language;
      const crumbs = [{ path: site.base, text: municipalityWords[language].home }];
      return page(surroundings, { ...shown, language, tag, crumbs });
    },
  });
}

/** Who is signed in, for a page; undefined where nobody is, or it cannot be known at the moment. */
export async function accountIn(
  signIn: IdentityService | undefined,
  request: Request,
  language: string,
  { site }: Surroundings,
): Promise<Account | undefined> {
  const known = language.split('-')[0] as Language;
  const { myForms } = municipalityWords[known];
  const links = [{ href: inLanguage(`${site.base}/mine`, known), text: myForms }];
  try {
    const warning = await signIn?.warning(request, language);
    if (!signIn || !warning) return undefined;
    const indicator = await signIn.indicator(request, language, links);
    return { indicator, warning, restart: signIn.restart(request) };
  } catch {
    return undefined; // the page itself says what does not work
  }
}
