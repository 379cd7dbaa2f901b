import { failed, notApplicable, passed } from '../check.ts';
import type { Check, Finding, Trial } from '../check.ts';

/** 128 bits in base64url, which is the shortest way to write them. */
const longEnough = 22;

/** What the site asks the provider for. */
export const requestChecks: readonly Check[] = [
  {
    id: 'response-type',
    title: 'title.response-type',
    source: { requirements: [1], standards: ['RFC 6749 §4.1.1', 'RFC 9700 §2.1.2'] },
    needs: 'request',
    run: ({ first: { request } }) => {
      const value = request!.get('response_type') ?? '';
      return (value === 'code' ? passed : failed)('seen.value', { name: 'response_type', value });
    },
  },
  {
    id: 'pkce',
    title: 'title.pkce',
    source: { requirements: [1], standards: ['RFC 7636 §4.2', 'RFC 9700 §2.1.1'] },
    needs: 'request',
    run: pkce,
  },
  {
    id: 'state',
    title: 'title.state',
    source: { requirements: [2], standards: ['RFC 6749 §10.12'] },
    needs: 'request',
    run: (trial) => length(trial, 'state'),
  },
  {
    id: 'state-differs',
    title: 'title.state-differs',
    source: { requirements: [2], standards: ['RFC 6749 §10.12'], rule: 'dynamic-state' },
    needs: 'request',
    run: (trial) => differs(trial, 'state'),
  },
  {
    id: 'nonce',
    title: 'title.nonce',
    source: { requirements: [2], standards: ['OpenID Connect Core §3.1.2.1', 'OpenID Connect Core §15.5.2'] },
    needs: 'request',
    run: (trial) => (isSpared(trial, 'nonce') ? notApplicable('seen.not-asked') : length(trial, 'nonce')),
  },
  {
    id: 'nonce-differs',
    title: 'title.nonce-differs',
    source: { requirements: [2], standards: ['OpenID Connect Core §15.5.2'] },
    needs: 'request',
    run: (trial) => (isSpared(trial, 'nonce') ? notApplicable('seen.not-asked') : differs(trial, 'nonce')),
  },
  {
    id: 'scope',
    title: 'title.scope',
    source: { requirements: [], standards: ['OpenID Connect Core §3.1.2.1'], rule: 'scope' },
    needs: 'request',
    run: ({ first: { request }, profile }) => {
      const value = request!.get('scope') ?? '';
      const isRight = profile === 'claveunica' ? value === 'openid run name' : value.split(' ').includes('openid');
      return (isRight ? passed : failed)('seen.value', { name: 'scope', value });
    },
  },
  {
    id: 'redirect-uri',
    title: 'title.redirect-uri',
    source: { requirements: [3], standards: ['RFC 6749 §3.1.2', 'RFC 9700 §2.1'], rule: 'redirect-uri' },
    needs: 'request',
    run: redirectUri,
  },
];

/** ClaveÚnica does not ask for it, and its guide does not speak of it. */
function isSpared({ profile, first: { request } }: Trial, name: string): boolean {
  return profile === 'claveunica' && !request!.has(name);
}

function pkce(trial: Trial): Finding {
  const [challenge, another] = [trial.first, trial.second].map(({ request }) => request?.get('code_challenge') ?? '');
  if (isSpared(trial, 'code_challenge')) return notApplicable('seen.not-asked');
  if (!challenge) return failed('seen.missing', { name: 'code_challenge' });
  const method = trial.first.request!.get('code_challenge_method') ?? 'plain';
  if (method !== 'S256') return failed('seen.value', { name: 'code_challenge_method', value: method });
  return challenge === another
    ? failed('seen.same', { name: 'code_challenge' })
    : passed('seen.value', { name: 'code_challenge_method', value: method });
}

function length({ first: { request } }: Trial, name: string): Finding {
  const value = request!.get(name);
  if (!value) return failed('seen.missing', { name });
  return (value.length < longEnough ? failed : passed)('seen.length', { name, length: value.length });
}

function differs({ first, second }: Trial, name: string): Finding {
  const [one, another] = [first.request!.get(name), second.request?.get(name)];
  if (!one || !another) return notApplicable('seen.missing', { name });
  return one === another ? failed('seen.same', { name }) : passed('seen.different', { name });
}

function redirectUri({ first: { request }, second, profile, registered }: Trial): Finding {
  const value = request!.get('redirect_uri') ?? '';
  if (!URL.canParse(value)) return failed('seen.missing', { name: 'redirect_uri' });
  const { search } = new URL(value);
  const hasMore = value.includes('#') || (search && profile === 'claveunica');
  const isOther = registered !== undefined && value !== registered;
  const changes = second.request && second.request.get('redirect_uri') !== value;
  const shown = { name: 'redirect_uri', value: search ? value.replace(search, '?…') : value };
  if (isOther) return failed('seen.not-registered', { value: shown.value, registered });
  if (changes) return failed('seen.changes', { name: 'redirect_uri' });
  return (hasMore ? failed : passed)('seen.value', shown);
}
