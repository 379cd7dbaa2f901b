import { failed, notApplicable, passed } from '../check.ts';
import type { Check, CheckSource, Finding, Trial } from '../check.ts';
import type { Answering, SignIn, Site } from '../site.ts';
import type { CertifyWord } from '../words/catalogue.ts';
import { pageProblem } from './page-problem.ts';

const idToken = 'OpenID Connect Core §3.1.3.7';

/** Faults after which nobody is to be signed in: the name of the accident, and the standard that says so. */
const refused = {
  'wrong-issuer': ['RFC 9207 §2.4'],
  'no-issuer': ['RFC 9207 §2.4'],
  'wrong-token-issuer': [idToken],
  'wrong-audience': [idToken],
  'wrong-nonce': [idToken],
  'no-nonce': [idToken],
  'expired-token': [idToken],
  'clock-ahead': [idToken],
  'clock-behind': [idToken],
  'bad-signature': [idToken],
  'unknown-key': [idToken],
  'algorithm-none': [idToken, 'RFC 8725 §3.1'],
  'algorithm-hs256': [idToken, 'RFC 8725 §3.1'],
  'no-id-token': ['OpenID Connect Core §3.1.3.3'],
  'other-person-in-userinfo': ['OpenID Connect Core §5.3.2'],
  'expired-code': ['RFC 6749 §5.2'],
  'replayed-code': ['RFC 6749 §5.2'],
  'low-level': ['OpenID Connect Core §5.5.1.1'],
  'no-level': ['OpenID Connect Core §5.5.1.1'],
  'old-sign-in': ['OpenID Connect Core §3.1.2.1'],
} as const;

/** What happens every day and is no fault: people sign in all the same. */
const harmless = {
  'clock-ahead-slightly': [idToken],
  'clock-behind-slightly': [idToken],
} as const;

/** Comes last: a site that never reads the keys again lets nobody in after it. */
const keyChange = { 'keys-rotated': ['OpenID Connect Core §10.1.1'] } as const;

/** What the provider says when it cannot, and how it is when it does not answer: people get a page. */
const outages = {
  'temporarily-unavailable': ['RFC 6749 §4.1.2.1'],
  'server-error': ['RFC 6749 §4.1.2.1'],
  'unauthorized-client': ['RFC 6749 §4.1.2.1'],
  'discovery-down': ['OpenID Connect Discovery §4'],
  'token-down': ['RFC 6749 §5.2'],
  'userinfo-down': ['OpenID Connect Core §5.3.3'],
  'keys-down': ['OpenID Connect Core §10.1.1'],
  slow: ['RFC 9110 §15.6.5'],
} as const;

export type CertifyAccident =
  keyof typeof refused | keyof typeof harmless | keyof typeof outages | keyof typeof keyChange;

/** Where ClaveÚnica is otherwise: it names no issuer in its answers, has no levels, and its ID token may be missing or signed with the secret. */
const sparedByClaveUnica = [
  'wrong-issuer',
  'no-issuer',
  'no-nonce',
  'algorithm-hs256',
  'no-id-token',
  'low-level',
  'no-level',
];

/** Which of the requirements an accident is about. */
const requirementOf: Partial<Record<CertifyAccident, number>> = {
  'wrong-issuer': 3,
  'no-issuer': 3,
  'low-level': 4,
  'no-level': 4,
  'old-sign-in': 12,
  'unknown-key': 9,
  'keys-rotated': 9,
  'keys-down': 9,
  'expired-token': 10,
  'clock-ahead': 10,
  'clock-behind': 10,
  'clock-ahead-slightly': 10,
  'clock-behind-slightly': 10,
  'wrong-nonce': 2,
  'no-nonce': 2,
};

type Group = Readonly<Partial<Record<CertifyAccident, readonly string[]>>>;

/** Every accident that the sandbox can be asked for and that a site has to survive. */
export const accidentChecks: readonly Check[] = [
  ...checksOf(refused, refuses),
  ...checksOf(harmless, isHarmless),
  {
    id: 'cancel',
    title: 'title.cancel',
    source: { requirements: [], standards: ['RFC 6749 §4.1.2.1'] },
    needs: 'sign-in',
    run: async ({ site }) => page(site, await site.signIn(undefined, { cancels: true }), 499),
  },
  ...checksOf(outages, survives),
  {
    id: 'one-surname',
    title: 'title.one-surname',
    source: { requirements: [], standards: ['OpenID Connect Core §5.1'] },
    needs: 'sign-in',
    run: async ({ site }) => {
      const { visitor } = await site.signIn(undefined, { citizen: 'pedro' });
      return (await site.knows(visitor))
        ? passed('seen.signed-in-well')
        : failed('seen.not-signed-in', statusOf(visitor));
    },
  },
  ...checksOf(keyChange, isHarmless),
];

function checksOf(group: Group, act: (trial: Trial, accident: string) => Promise<Finding>): Check[] {
  return (Object.entries(group) as [CertifyAccident, readonly string[]][]).map(([accident, standards]) => {
    const requirement = requirementOf[accident];
    const source: CheckSource = { requirements: requirement === undefined ? [] : [requirement], standards };
    return {
      id: accident,
      title: `title.${accident}` satisfies CertifyWord,
      source,
      needs: 'sign-in',
      run: (trial) => (trial.sandbox.knows(accident) ? act(trial, accident) : notApplicable('seen.unknown-accident')),
    };
  });
}

function trying({ site, sandbox }: Trial, accident: string, answering?: Answering): Promise<SignIn> {
  return sandbox.during(accident, () => site.signIn(undefined, answering));
}

async function refuses(trial: Trial, accident: string): Promise<Finding> {
  const spared = sparedBy(trial, accident);
  if (spared) return notApplicable(spared);
  const { visitor, callback } = await trying(trial, accident);
  if (!callback) return notApplicable('seen.no-answer');
  const values = statusOf(visitor);
  return (await trial.site.knows(visitor)) ? failed('seen.signed-in', values) : passed('seen.refused', values);
}

function sparedBy({ profile, sandbox, first: { request } }: Trial, accident: string): CertifyWord | undefined {
  if (profile === 'claveunica' && sparedByClaveUnica.includes(accident)) return 'seen.not-there';
  if (/-issuer$/.test(accident) && accident !== 'wrong-token-issuer' && !sandbox.told.namesIssuer)
    return 'seen.not-there';
  if (accident.endsWith('-nonce') && !request!.has('nonce')) return 'seen.not-asked';
  if (accident === 'old-sign-in' && !request!.has('max_age')) return 'seen.not-asked';
  const { low } = sandbox.told.levels;
  const isLevel = accident === 'low-level' || accident === 'no-level';
  return isLevel && !wantsMore(request!, low) ? 'seen.not-asked' : undefined;
}

/** Whether more than the lowest level is asked for, which is all that nobody may be below. */
function wantsMore(request: URLSearchParams, low: string | undefined): boolean {
  const acr = request.get('acr_values')?.split(' ') ?? [];
  if (acr.length) return !(low !== undefined && acr.includes(low));
  return /\.P[1-9]/.test(request.get('vtr') ?? ''); // One Login asks for two factors whether or not a site needs them
}

async function isHarmless(trial: Trial, accident: string): Promise<Finding> {
  const { visitor } = await trying(trial, accident);
  return (await trial.site.knows(visitor))
    ? passed('seen.signed-in-well')
    : failed('seen.not-signed-in', statusOf(visitor));
}

async function survives(trial: Trial, accident: string): Promise<Finding> {
  const tried = await trying(trial, accident);
  if (await trial.site.knows(tried.visitor)) return passed('seen.signed-in-well'); // from what it kept, or with patience
  return page(trial.site, tried, 599);
}

/** What people see: a page, below a status, without the insides of the program. */
async function page(site: Site, { visitor, callback }: SignIn, most: number): Promise<Finding> {
  const { last } = visitor;
  const problem = last ? pageProblem(last, most) : 'seen.no-answer-in-time';
  if (problem) return failed(problem, statusOf(visitor));
  if (await site.knows(visitor)) return failed('seen.signed-in', statusOf(visitor));
  return passed(callback ? 'seen.page' : 'seen.page-before', statusOf(visitor));
}

function statusOf({ last }: SignIn['visitor']) {
  return { status: last?.status ?? 0 };
}
