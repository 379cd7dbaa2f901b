import { createHash } from 'node:crypto';
import { load } from 'cheerio';
import { failed, notApplicable, passed } from '../check.ts';
import type { Check, Finding, Trial } from '../check.ts';
import { addressOf, shownAddress } from '../site.ts';
import type { Step } from '../visitor.ts';

/** What must not be seen by whoever sees an address or a page. */
export const leakChecks: readonly Check[] = [
  {
    id: 'addresses',
    title: 'title.addresses',
    source: { requirements: [13], standards: ['RFC 9700 §4.3.2', 'RFC 6750 §5.3'], rule: 'back-end' },
    needs: 'sign-in',
    run: addresses,
  },
  {
    id: 'pages',
    title: 'title.pages',
    source: { requirements: [13], standards: ['RFC 9700 §4.2.4'], rule: 'back-end' },
    needs: 'sign-in',
    run: pages,
  },
  {
    id: 'referrer-policy',
    title: 'title.referrer-policy',
    source: { requirements: [7], standards: ['RFC 9700 §4.2.4', 'Referrer Policy §3'] },
    needs: 'sign-in',
    run: referrerPolicy,
  },
  {
    id: 'no-frame',
    title: 'title.no-frame',
    source: { requirements: [], standards: ['RFC 9700 §4.16', 'CSP 3 §6.4.2'], rule: 'no-frame' },
    needs: 'request',
    run: noFrame,
  },
];

/** What the first sign-in was given, as this can be known of it. */
interface Secrets {
  code: string;
  fingerprints: readonly string[];
  number: string;
}

function secretsOf({ first, sandbox }: Trial): Secrets {
  return {
    code: first.callback!.searchParams.get('code') ?? '',
    fingerprints: first.seen.flatMap(({ issued }) => issued ?? []),
    number: String(sandbox.told.citizens.find(({ id }) => id === 'ana')?.number ?? ''),
  };
}

type Leak = 'token' | 'code' | 'person';

function leakIn(text: string, { code, fingerprints, number }: Secrets): Leak | undefined {
  const words = text.match(/[\w~.+/=-]{16,}/g) ?? [];
  const parts = words.flatMap((word) => [word, ...word.split(/[./=]/)]);
  const isToken = (part: string) => fingerprints.includes(createHash('sha256').update(part).digest('base64url'));
  if (/eyJ[\w-]{8,}\.[\w-]{8,}\./.test(text) || parts.some(isToken)) return 'token';
  return code && text.includes(code)
    ? 'code'
    : number && text.replace(/[.\s]/g, '').includes(number)
      ? 'person'
      : undefined;
}

/** The addresses that a browser keeps, shows and passes on: those of the site, from the callback on, and where its pages lead. */
function addresses(trial: Trial): Finding {
  const secrets = secretsOf(trial);
  const { callback } = trial.first;
  const after = stepsAfterCallback(trial);
  for (const { url, headers } of after)
    for (const address of [url, headers.get('location') ?? '', headers.get('refresh') ?? '']) {
      const text = decoded(address);
      if (address === callback!.href) continue;
      const leak = /[?&#/](access_token|id_token)=/.test(text) ? 'token' : leakIn(text, secrets);
      if (leak) return failed(`seen.leak-${leak}`, { address: shownAddress(url) });
    }
  return passed('seen.addresses', { count: after.length });
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** What stands in a page, scripts and hidden fields too. Who somebody is may stand there; it is their page. */
function pages(trial: Trial): Finding {
  const secrets = { ...secretsOf(trial), number: '' };
  const after = stepsAfterCallback(trial);
  for (const { url, body } of after) {
    const leak = leakIn(body, secrets);
    if (leak) return failed(`seen.leak-${leak}`, { address: shownAddress(url) });
  }
  return passed('seen.pages', { count: after.length });
}

function stepsAfterCallback({ first: { visitor, callback }, site }: Trial): Step[] {
  const from = visitor.trail.findIndex(({ url }) => addressOf(url) === addressOf(callback!.href));
  return visitor.trail.slice(from).filter((step) => site.isOurs(step));
}

const tells = /^(unsafe-url|no-referrer-when-downgrade)?$/;

/** A page at the callback has the code in its address, also one that says what went wrong; an answer that leads on at once has no page. */
async function referrerPolicy({ site, first }: Trial): Promise<Finding> {
  const wrong = await site.reachCallback();
  wrong.callback?.searchParams.set('state', 'wrong');
  if (wrong.callback) await site.comeBack(wrong.visitor, wrong.callback);
  const all = [...first.visitor.trail, ...wrong.visitor.trail];
  const shown = all.filter(
    ({ url, status }) => addressOf(url) === addressOf(first.callback!.href) && (status < 300 || status > 399),
  );
  const policies = shown.map(policyOf);
  if (!shown.length) return passed('seen.no-page');
  const bad = policies.find((policy) => tells.test(policy));
  if (bad === undefined) return passed('seen.value', { name: 'Referrer-Policy', value: policies[0]! });
  return bad
    ? failed('seen.value', { name: 'Referrer-Policy', value: bad })
    : failed('seen.missing', { name: 'Referrer-Policy' });
}

/** The last one counts that a browser knows, of the header and of the page. */
function policyOf({ headers, body }: Step): string {
  const ofPage = load(body)('meta[name="referrer" i]').attr('content');
  return (ofPage ?? headers.get('referrer-policy') ?? '').split(',').at(-1)!.trim().toLowerCase();
}

/** Neither the page where sign-in begins nor the one after it can be put into a page of somebody else. */
function noFrame({ first: { visitor }, site }: Trial): Finding {
  const all = visitor.trail.filter((step) => site.isOurs(step) && step.status === 200 && isHtml(step));
  if (!all.length) return notApplicable('seen.no-page');
  const open = all.find((step) => !forbidsFrames(step));
  return open
    ? failed('seen.framed', { address: shownAddress(open.url) })
    : passed('seen.not-framed', { count: all.length });
}

function isHtml({ headers }: Step): boolean {
  return /html/.test(headers.get('content-type') ?? '');
}

function forbidsFrames({ headers }: Step): boolean {
  const [, ancestors] = /frame-ancestors([^;,]*)/i.exec(headers.get('content-security-policy') ?? '') ?? [];
  if (ancestors !== undefined) return !/\*|https?:(\s|$)/.test(ancestors);
  return /^\s*(deny|sameorigin)\s*$/i.test(headers.get('x-frame-options') ?? '');
}
