import { formData } from '../../examples/testing/visitor.ts';
import { choice } from './providers.ts';
import { asked, gate, mainOf, signedIn, siteWith } from './ways.ts';
import type { Kinds } from './ways.ts';

/** Before somebody leaves for a provider. */
export const beginning: Kinds = {
  'Sign-in asked for': gate(),
  'Sign-in asked for, identity checked': gate({ level: 'substantial', providers: ['national'] }),
  'Sign-in asked for, checked in person': gate({
    level: 'high',
    providers: ['national'],
    claims: ['nationalId', 'name', 'birthDate', 'email', 'phone', 'address'],
  }),
  'Sign-in asked for, nothing but who it is': gate({ claims: [], purpose: '' }),
  'Button of One Login': gate({ providers: ['one-login'] }),
  'Button for staff': gate({ providers: ['staff'], claims: ['name', 'email'] }),
  'Several ways to sign in': gate({ providers: choice }),
  'Several ways to sign in, none chosen': async (around) => {
    const somebody = await asked(around, siteWith(around), { providers: choice });
    return mainOf(await somebody.press(''));
  },
  'Page was open for too long': async (around) => {
    const somebody = await asked(around, siteWith(around));
    return mainOf(await somebody.press('clave-unica', { token: 'old' }));
  },
  'On the way to the provider': async (around) => {
    const somebody = await asked(around, siteWith(around));
    return mainOf(await somebody.follow(await somebody.press('clave-unica')));
  },
  'Too many attempts, at the button': async (around) => {
    const limits = { byBrowser: { most: 0, minutes: 10 } };
    const somebody = await asked(around, siteWith(around, { limits }));
    return mainOf(await somebody.press('clave-unica'));
  },
  'Browser keeps no cookies': async (around) => {
    const somebody = await asked(around, siteWith(around));
    somebody.keepsCookies = false;
    somebody.cookies = '';
    return mainOf(await somebody.follow(await somebody.post(formData({}), somebody.gate)));
  },
  'Surer for this step': async (around) => {
    const somebody = await signedIn(around, siteWith(around));
    await somebody.ask({ level: 'high', providers: ['national'] });
    return mainOf(await somebody.open(somebody.gate));
  },
  'Sign in again before this step': async (around) => {
    const site = siteWith(around);
    const somebody = await signedIn(around, site);
    site.later(600);
    await somebody.ask({ maxAgeSec: 300, providers: ['national'] });
    return mainOf(await somebody.open(somebody.gate));
  },
};
