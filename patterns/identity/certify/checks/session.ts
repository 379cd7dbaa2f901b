import { failed, notApplicable, passed } from '../check.ts';
import type { Check, Finding, Trial } from '../check.ts';
import { addressOf } from '../site.ts';
import type { SignIn } from '../site.ts';

/** How the site keeps who is signed in, and how it ends that. */
export const sessionChecks: readonly Check[] = [
  {
    id: 'session-new',
    title: 'title.session-new',
    source: { requirements: [5], standards: ['RFC 6265 §8.4'] },
    needs: 'sign-in',
    run: isNew,
  },
  {
    id: 'session-cookie',
    title: 'title.session-cookie',
    source: { requirements: [7], standards: ['RFC 6265 §4.1.2'], rule: 'https' },
    needs: 'sign-in',
    run: flags,
  },
  {
    id: 'sign-out-here',
    title: 'title.sign-out-here',
    source: { requirements: [5, 12], standards: ['OpenID Connect RP-Initiated Logout §2'], rule: 'sign-out' },
    needs: 'sign-in',
    run: (trial) => afterSignOut(trial, signsOutHere),
  },
  {
    id: 'session-ended',
    title: 'title.session-ended',
    source: { requirements: [5, 12], standards: ['RFC 6265 §8.4'], rule: 'sign-out' },
    needs: 'sign-in',
    run: (trial) => afterSignOut(trial, endsOnServer),
  },
  {
    id: 'sign-out-provider',
    title: 'title.sign-out-provider',
    source: { requirements: [15], standards: ['OpenID Connect RP-Initiated Logout §2'], rule: 'sign-out' },
    needs: 'sign-in',
    run: (trial) => afterSignOut(trial, goesToProvider),
  },
];

/** The cookies without one of which nobody is signed in, and their values. */
async function sessionCookies({ site, first: { visitor } }: Trial): Promise<Map<string, string>> {
  const all = await visitor.cookies(site.page);
  for (const [name] of all) if (await site.knows(visitor, name)) all.delete(name);
  return all;
}

async function isNew(trial: Trial): Promise<Finding> {
  const cookies = await sessionCookies(trial);
  if (!cookies.size) return notApplicable('seen.no-cookie');
  const isOld = [...cookies].every(([name, value]) => trial.before.get(name) === value);
  const names = [...cookies.keys()].join(', ');
  return isOld ? failed('seen.same-cookie', { names }) : passed('seen.new-cookie', { names });
}

async function flags(trial: Trial): Promise<Finding> {
  const cookies = await sessionCookies(trial);
  const isSecure = trial.site.url.protocol === 'https:';
  for (const [name, value] of cookies) {
    if (trial.before.get(name) === value && cookies.size > 1) continue; // what binds the browser, beside the session
    const set = trial.first.visitor.trail.flatMap(({ headers }) => headers.getSetCookie());
    const said = set.findLast((each) => each.startsWith(`${name}=`)) ?? '';
    const lacks = [
      !/;\s*httponly/i.test(said) && 'HttpOnly',
      !/;\s*samesite=(lax|strict)/i.test(said) && 'SameSite',
      isSecure && !/;\s*secure/i.test(said) && 'Secure',
    ].filter(Boolean);
    if (lacks.length) return failed('seen.cookie-lacks', { name, lacks: lacks.join(', ') });
  }
  return cookies.size
    ? passed('seen.cookie', { names: [...cookies.keys()].join(', ') })
    : notApplicable('seen.no-cookie');
}

/** Somebody signs in and out again; a copy of their cookies is kept, as a thief would. */
async function afterSignOut(
  trial: Trial,
  look: (trial: Trial, signedOut: SignIn, kept: SignIn['visitor']) => Promise<Finding>,
): Promise<Finding> {
  const { site, sandbox } = trial;
  if (!site.hasSignOut) return notApplicable('seen.no-sign-out');
  const signedIn = await site.signIn();
  const kept = await signedIn.visitor.copy();
  const mark = await sandbox.mark();
  await site.signOut(signedIn.visitor);
  return look(trial, { ...signedIn, seen: await sandbox.since(mark) }, kept);
}

async function signsOutHere({ site }: Trial, { visitor }: SignIn): Promise<Finding> {
  return (await site.knows(visitor)) ? failed('seen.still-in') : passed('seen.out');
}

async function endsOnServer({ site }: Trial, { visitor }: SignIn, kept: SignIn['visitor']): Promise<Finding> {
  if (await site.knows(visitor)) return notApplicable('seen.still-in');
  return (await site.knows(kept)) ? failed('seen.cookie-lives') : passed('seen.cookie-dead');
}

async function goesToProvider({ sandbox }: Trial, { visitor, seen }: SignIn): Promise<Finding> {
  const { signOut } = sandbox.told.endpoints;
  if (visitor.trail.some(({ url }) => addressOf(url) === signOut)) return passed('seen.went', { address: signOut });
  const byServer = seen.some(({ leg }) => leg === 'logout');
  return failed(byServer ? 'seen.server-went' : 'seen.nobody-went', { address: signOut });
}
