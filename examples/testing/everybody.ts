import type { IdentityPort } from '@plaza-ds/forms/server';

/** Where sign-in is not what a test is about: whoever comes is signed in, as one and the same person; another, where a header names them. */
export const everybody: IdentityPort = {
  person: ({ headers }) => {
    const subject = headers.get('x-somebody') ?? 'somebody';
    return Promise.resolve({ issuer: 'https://everybody.example', subject, level: 'high' });
  },
  signIn: (_request, { returnTo }) =>
    Promise.resolve(new Response(null, { status: 303, headers: { Location: returnTo } })),
};
