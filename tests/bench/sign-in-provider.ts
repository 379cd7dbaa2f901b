/** The providers that `sign-in.ts` signs people in with, in a process of their own: says how they are reached, and runs until it is stopped. */
import { openIdentity } from '@plaza-ds/sandbox';

const { providers } = await openIdentity();
const reached = Object.values(providers).map(({ profile, issuer, client, endpoints }) => ({
  profile,
  issuer,
  client,
  endpoints,
}));
console.log(JSON.stringify(reached));
