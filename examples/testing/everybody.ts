import type { IdentityPort } from '@plaza-ds/forms/server';

/** Where sign-in is not what a test is about: whoever comes is signed in, as one and the same person. */
export const everybody: IdentityPort = {
  person: () => Promise.resolve({ issuer: 'https://everybody.example', subject: 'somebody', level: 'high' }),
  signIn: (_request, { returnTo }) =>
    Promise.resolve(new Response(null, { status: 303, headers: { Location: returnTo } })),
};
