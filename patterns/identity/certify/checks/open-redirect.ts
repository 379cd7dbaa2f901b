import { failed, passed } from '../check.ts';
import type { Check, Finding, Trial } from '../check.ts';

/** A host that nobody can have (RFC 2606); this browser would not go there either. */
const elsewhere = 'elsewhere.example';
/** Ways to write an address that reads like a path of the site. */
const forms = [`https://${elsewhere}/`, `//${elsewhere}/`, `/\\${elsewhere}/`, `https:${elsewhere}/`];
/** Where sites keep the page that somebody came from. */
const names = [
  'redirect',
  'redirect_to',
  'redirect_url',
  'redirectTo',
  'redirectUrl',
  'return',
  'return_to',
  'return_url',
  'returnTo',
  'returnUrl',
  'next',
  'url',
  'continue',
  'target',
  'destination',
  'goto',
  'from',
  'back',
  'service',
  'callbackUrl',
  'RelayState',
];

export const openRedirectCheck: Check = {
  id: 'open-redirect',
  title: 'title.open-redirect',
  source: { requirements: [6], standards: ['RFC 9700 §4.11.1'] },
  needs: 'sign-in',
  run: openRedirect,
};

/** All names at once; where the site takes offence at them, one after the other. */
async function openRedirect(trial: Trial): Promise<Finding> {
  for (const form of forms) {
    const all = await leads(trial, names, form);
    if (all === 'back') continue;
    for (const name of names)
      if ((await leads(trial, [name], form)) === 'away') return failed('seen.led-away', { name });
    if (all === 'away') return failed('seen.led-away', { name: names.join(', ') });
  }
  return passed('seen.stayed', { count: names.length });
}

async function leads(
  { site }: Trial,
  parameters: readonly string[],
  form: string,
): Promise<'away' | 'back' | 'nowhere'> {
  const url = new URL(site.url);
  for (const name of parameters) url.searchParams.set(name, form);
  const { visitor } = await site.signIn(undefined, undefined, url.href);
  const isLed = [visitor.left, ...visitor.trail.map((step) => step.headers.get('location'))].some((address) =>
    isAway(address, url),
  );
  if (isLed) return 'away';
  return (await site.knows(visitor)) ? 'back' : 'nowhere';
}

function isAway(address: string | null | undefined, base: URL): boolean {
  return !!address && URL.canParse(address, base) && new URL(address, base).hostname === elsewhere;
}
