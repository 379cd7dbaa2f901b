import { randomBytes } from 'node:crypto';
import { failed, notApplicable, passed } from '../check.ts';
import type { Check, Finding, Trial } from '../check.ts';
import { addressOf } from '../site.ts';
import type { SignIn, Site } from '../site.ts';

/** What the site does with an answer that it should not believe. */
export const callbackChecks: readonly Check[] = [
  {
    id: 'state-wrong',
    title: 'title.state-wrong',
    source: { requirements: [2], standards: ['RFC 6749 §10.12', 'RFC 9700 §4.7.1'], rule: 'dynamic-state' },
    needs: 'sign-in',
    run: (trial) =>
      withState(trial, (callback) => callback.searchParams.set('state', randomBytes(32).toString('base64url'))),
  },
  {
    id: 'state-missing',
    title: 'title.state-missing',
    source: { requirements: [2], standards: ['RFC 6749 §10.12', 'RFC 9700 §4.7.1'], rule: 'dynamic-state' },
    needs: 'sign-in',
    run: (trial) => withState(trial, (callback) => callback.searchParams.delete('state')),
  },
  {
    id: 'state-used',
    title: 'title.state-used',
    source: { requirements: [2], standards: ['RFC 9700 §4.7.1'], rule: 'dynamic-state' },
    needs: 'sign-in',
    run: usedState,
  },
  {
    id: 'other-browser',
    title: 'title.other-browser',
    source: { requirements: [2], standards: ['RFC 6749 §10.12', 'RFC 9700 §2.1'] },
    needs: 'sign-in',
    run: otherBrowser,
  },
  {
    id: 'code-once',
    title: 'title.code-once',
    source: { requirements: [2], standards: ['RFC 6749 §4.1.2', 'RFC 9700 §4.5'] },
    needs: 'sign-in',
    run: codeOnce,
  },
  {
    id: 'back-end',
    title: 'title.back-end',
    source: { requirements: [13], standards: ['RFC 6749 §4.1.3'], rule: 'back-end' },
    needs: 'sign-in',
    run: backEnd,
  },
  {
    id: 'client-authentication',
    title: 'title.client-authentication',
    source: { requirements: [8], standards: ['RFC 6749 §2.3.1', 'OpenID Connect Core §9'] },
    needs: 'request',
    run: clientAuthentication,
  },
];

async function withState({ site }: Trial, change: (callback: URL) => void): Promise<Finding> {
  const { visitor, callback } = await site.reachCallback();
  if (!callback) return notApplicable('seen.no-answer');
  change(callback);
  await site.comeBack(visitor, callback);
  const values = { status: visitor.last!.status };
  return (await site.knows(visitor)) ? failed('seen.signed-in', values) : passed('seen.refused', values);
}

/** A new code with the state of a sign-in that is over, in the same browser: nothing is to come of it. */
async function usedState({ site, sandbox, first, second }: Trial): Promise<Finding> {
  const state = first.request!.get('state');
  if (!state) return notApplicable('seen.missing', { name: 'state' });
  if (state === second.request?.get('state')) return notApplicable('seen.same', { name: 'state' });
  const done = await site.signIn();
  const used = done.request?.get('state');
  const { callback } = await again(site, done);
  if (!callback || !used) return notApplicable('seen.no-answer');
  callback.searchParams.set('state', used);
  const mark = await sandbox.mark();
  await site.comeBack(done.visitor, callback);
  const { length } = exchangesIn(await sandbox.since(mark));
  return length ? failed('seen.exchanged', { count: length }) : passed('seen.not-exchanged');
}

/** Signs in once more in the same browser; where the site knows who is signed in, they sign out first. */
async function again(site: Site, { visitor }: SignIn): Promise<SignIn> {
  const direct = await site.reachCallback(visitor);
  if (direct.callback || !site.hasSignOut) return direct;
  await site.signOut(visitor);
  return site.reachCallback(visitor);
}

/** What one browser was given is carried to another: to one that came from nowhere, and to one that is signing in itself. */
async function otherBrowser({ site }: Trial): Promise<Finding> {
  for (const isSigningIn of [false, true]) {
    const { callback } = await site.reachCallback();
    if (!callback) return notApplicable('seen.no-answer');
    const other = site.visitor();
    if (isSigningIn) await site.begin(other);
    await site.comeBack(other, callback);
    if (await site.knows(other)) return failed('seen.signed-in', { status: other.last!.status });
  }
  return passed('seen.refused-elsewhere');
}

async function codeOnce({ site, sandbox }: Trial): Promise<Finding> {
  const { visitor, callback } = await site.signIn();
  if (!callback) return notApplicable('seen.no-answer');
  const mark = await sandbox.mark();
  await site.comeBack(visitor, callback);
  const { length } = exchangesIn(await sandbox.since(mark));
  if (length) return failed('seen.exchanged', { count: length });
  const { status } = visitor.last!;
  return (status < 500 ? passed : failed)('seen.answered', { status });
}

function exchangesIn(seen: SignIn['seen']) {
  return seen.filter(({ leg }) => leg === 'token');
}

/** A browser could not have sent what this one did not send: it runs no script. What looks like one all the same is none of the site's server. */
function backEnd({ first, sandbox }: Trial): Finding {
  const exchanges = exchangesIn(first.seen);
  const asBrowser = exchanges.filter(({ headers }) => headers.cookie ?? headers.origin ?? headers['sec-fetch-dest']);
  const byBrowser = first.visitor.trail.filter(({ url }) =>
    [sandbox.told.endpoints.token, sandbox.told.endpoints.userinfo].includes(addressOf(url)),
  );
  if (!exchanges.length || asBrowser.length || byBrowser.length) return failed('seen.by-browser');
  return passed('seen.by-server', { count: exchanges.length });
}

function clientAuthentication({ first, sandbox }: Trial): Finding {
  const wanted = sandbox.told.client.tokenEndpointAuthMethod;
  const [exchange] = exchangesIn(first.seen);
  if (!exchange) return notApplicable('seen.nobody-in');
  const { parameters, headers } = exchange;
  const isBasic = /^basic$/i.test(headers.authorization ?? '');
  const method = parameters.client_assertion
    ? 'private_key_jwt'
    : isBasic
      ? 'client_secret_basic'
      : parameters.client_secret
        ? 'client_secret_post'
        : 'none';
  return (method === wanted ? passed : failed)('seen.authentication', { method, wanted });
}
