import { load } from 'cheerio';
import type { Representing } from '../../patterns/identity/identity.ts';
import { place } from '../../patterns/identity/server/testing.ts';
import type { SignInSite, Somebody } from '../../patterns/identity/server/testing.ts';
import { asked, mainOf, signedIn, siteWith } from './ways.ts';
import type { Around, Kinds, Way } from './ways.ts';

const mandate = { mandateId: 'm-1', scope: ['apply'] };
const company: Representing = { kind: 'company', id: '76.123.456-0', ...mandate };
const person: Representing = { kind: 'person', id: '9.876.543-3', ...mandate };

/** Somebody at a place of their session. */
const at =
  (path: string, name?: string): Way =>
  async (around) => {
    const somebody = await signedIn(around, siteWith(around), name);
    return mainOf(await somebody.open(`/demo/identity/${path}`));
  };

/** Somebody who acts for another. */
async function actsFor(around: Around, representing: Representing): Promise<[SignInSite, Somebody]> {
  const site = siteWith(around);
  site.other.claims = { representing };
  return [site, await signedIn(around, site, 'companies')];
}

const accountOf =
  (representing: Representing): Way =>
  async (around) => {
    const [, somebody] = await actsFor(around, representing);
    return mainOf(await somebody.open('/demo/identity/account'));
  };

const ended =
  (signOut: (somebody: Somebody) => Promise<string>): Way =>
  async (around) => {
    const somebody = await signedIn(around, siteWith(around));
    return mainOf(await somebody.open(await signOut(somebody)));
  };

const signOut = async (somebody: Somebody) => place(await somebody.send('/demo/identity/sign-out'));

/** While somebody is signed in, and how that ends. */
export const session: Kinds = {
  'Your sign-in': at('account'),
  'Your sign-in, for another person': accountOf(person),
  'Your sign-in, for a company': accountOf(company),
  'Your sign-in, where nobody is signed in': async (around) => {
    const somebody = await asked(around, siteWith(around));
    return mainOf(await somebody.open('/demo/identity/account'));
  },
  'Session about to end': async (around) => {
    const site = siteWith(around);
    const somebody = await signedIn(around, site);
    const $ = load(String(await site.service.warning(somebody.asRequest, around.language)), null, false);
    $('dialog').attr('open', ''); // as the script does, which also says how much is left
    $('[slot="time-left"]').text('1:40');
    return $.html();
  },
  'Session goes on': at('session/extended'),
  'Session ended': async (around) => {
    const site = siteWith(around);
    const somebody = await signedIn(around, site);
    site.later(60 * 60);
    return mainOf(await somebody.open('/demo/identity/expired'));
  },
  'Asking before signing out': at('sign-out'),
  'Signing out, page was open for too long': async (around) => {
    const somebody = await signedIn(around, siteWith(around));
    return mainOf(await somebody.send('/demo/identity/sign-out', { token: 'old' }));
  },
  'On the way to sign out at the provider': ended(signOut),
  'Signed out everywhere': ended(async (somebody) => {
    const leaving = await somebody.open(await signOut(somebody));
    const { searchParams } = new URL(leaving.$('main a').attr('href')!);
    const back = new URL(searchParams.get('post_logout_redirect_uri')!);
    return `${back.pathname}?state=${searchParams.get('state')}`;
  }),
  'Signed out here, provider does not say': ended(async (somebody) => {
    await signOut(somebody);
    return '/demo/identity/signed-out/national';
  }),
  'Signed out here': ended(async (somebody) => {
    await signOut(somebody);
    return '/demo/identity/signed-out';
  }),
};

const header = (site: SignInSite, somebody: Somebody, language: string) =>
  site.service
    .indicator(somebody.asRequest, language)
    .then(
      (indicator) =>
        `<header class="plaza-header"><div class="plaza-container"><a class="plaza-header-name" href="/">Peñaluna</a>${String(indicator)}</div></header>`,
    );

/** What the header of every page of the site says of it. */
export const headers: Kinds = {
  'Header, signed in': async (around) => {
    const site = siteWith(around);
    return header(site, await signedIn(around, site), around.language);
  },
  'Header, nobody signed in': async (around) => {
    const site = siteWith(around);
    return header(site, await asked(around, site), around.language);
  },
  'Header, acting for another person': async (around) => header(...(await actsFor(around, person)), around.language),
  'Header, acting for a company': async (around) => header(...(await actsFor(around, company)), around.language),
};
