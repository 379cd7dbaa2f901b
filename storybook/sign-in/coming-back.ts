import { answered, asked, cameBack, mainOf, signedIn, siteWith } from './ways.ts';
import type { Kinds } from './ways.ts';

const national = { providers: ['national'] };

/** Back from a provider, without having signed in. */
export const comingBack: Kinds = {
  'Cancelled at the provider': cameBack(answered('access_denied')),
  'Provider is down': cameBack(answered('temporarily_unavailable')),
  'Provider does not let the service in': cameBack(answered('unauthorized_client')),
  'Level too low': cameBack(
    (played) => {
      played.claims = { acr: 'loa1' };
    },
    { ...national, level: 'substantial' },
  ),
  'Account suspended': cameBack(answered('access_denied', 'suspended'), national),
  'Account blocked': cameBack(answered('access_denied', 'blocked'), national),
  'Password to be changed': cameBack(answered('access_denied', 'new password'), national),
  'Identity to be proved again': cameBack(answered('access_denied', 'prove again'), national),
  'Identity still being checked': cameBack(answered('access_denied', 'still checked'), national),
  'Answer that does not hold': cameBack((played) => {
    played.claims = { nonce: 'of another' };
  }),
  'Not signed in anew': cameBack(
    (played) => {
      played.claims = { auth_time: 0 };
    },
    { ...national, maxAgeSec: 300 },
  ),
  'Link used already': async (around) => {
    const site = siteWith(around);
    const somebody = await asked(around, site);
    const back = site.provider.signIn(await somebody.leave('clave-unica'));
    await somebody.open(back.pathname + back.search);
    await somebody.send('/demo/identity/sign-out');
    return mainOf(await somebody.follow(await somebody.open(back.pathname + back.search)));
  },
  'Link that nobody knows': async (around) => {
    const somebody = await asked(around, siteWith(around));
    return mainOf(
      await somebody.follow(await somebody.open('/demo/identity/callback/clave-unica?code=x&state=unknown')),
    );
  },
  'Back in another browser': async (around) => {
    const site = siteWith(around);
    const somebody = await asked(around, site);
    const back = site.provider.signIn(await somebody.leave('clave-unica'));
    somebody.cookies = '';
    return mainOf(await somebody.follow(await somebody.open(back.pathname + back.search)));
  },
  'Somebody else signed in for this step': async (around) => {
    const site = siteWith(around);
    const somebody = await signedIn(around, site);
    await somebody.ask({ level: 'high', providers: ['national'] });
    Object.assign(site.provider, { sub: 'somebody else', claims: { acr: 'loa3' } });
    await somebody.comeBack(await somebody.leave('national'));
    return mainOf(await somebody.open(somebody.gate));
  },
  'Application of somebody else': async (around) => {
    const site = siteWith(around);
    const somebody = await signedIn(around, site);
    const owner = { issuer: site.provider.issuer, subject: 'somebody else' };
    return mainOf(await somebody.open(await somebody.ask({ owner })));
  },
  'Name changed at the provider': async (around) => {
    const site = siteWith(around);
    const somebody = await signedIn(around, site);
    await somebody.send('/demo/identity/sign-out');
    site.provider.userInfo = { given_name: 'Ana María', family_name: 'Rojas Soto' };
    await somebody.ask(national);
    return mainOf(await somebody.follow(await somebody.comeBack(await somebody.leave('national'))));
  },
  'Number changed at the provider': async (around) => {
    const site = siteWith(around);
    const somebody = await signedIn(around, site, 'clave-unica');
    await somebody.send('/demo/identity/sign-out');
    site.provider.userInfo = { ...site.provider.userInfo, RolUnico: { numero: 23456789, DV: '6' } };
    await somebody.ask({ providers: ['clave-unica'] });
    return mainOf(await somebody.follow(await somebody.comeBack(await somebody.leave('clave-unica'))));
  },
};
