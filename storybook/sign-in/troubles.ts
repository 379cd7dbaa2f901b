import { StoreUnavailable } from '@plaza-ds/forms/server';
import type { IdentityStore } from '../../patterns/identity/server/store.ts';
import { asked, mainOf, siteWith } from './ways.ts';
import type { Kinds, Way } from './ways.ts';

/** Somebody whose site has another store now. */
const withStore =
  (error: Error): Way =>
  async (around) => {
    const before = siteWith(around);
    const store: IdentityStore = { ...before.store, ask: () => Promise.reject(error) };
    const somebody = await asked(around, siteWith(around, { store }));
    return mainOf(await somebody.open(somebody.gate));
  };

/** What nobody can help, or has to wait for. */
export const troubles: Kinds = {
  'Too many attempts': async (around) => {
    const limits = { byBrowser: { most: 0, minutes: 10 } };
    const somebody = await asked(around, siteWith(around, { limits }));
    return mainOf(await somebody.open('/demo/identity/sign-in'));
  },
  'Page not found': async (around) => {
    const somebody = await asked(around, siteWith(around));
    return mainOf(await somebody.open('/demo/identity/nothing'));
  },
  'Signing in did not work': withStore(new Error('Something of ours.')),
  'Sign-in not available': withStore(new StoreUnavailable(new Error('Nobody answers.'))),
};
