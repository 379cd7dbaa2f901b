import { createRequire } from 'node:module';
import { isLoopback } from '@plaza-ds/forms/server';
import { CannotRun } from './cannot-run.ts';
import { failed, notApplicable, passed } from './check.ts';
import type { Check, CheckSource, Finding, Trial } from './check.ts';
import { accidentChecks } from './checks/accidents.ts';
import { callbackChecks } from './checks/callback.ts';
import { leakChecks } from './checks/leaks.ts';
import { openRedirectCheck } from './checks/open-redirect.ts';
import { requestChecks } from './checks/request.ts';
import { sessionChecks } from './checks/session.ts';
import { SandboxControl } from './sandbox-control.ts';
import type { CertifyProfile } from './sandbox-control.ts';
import { addressOf, shownAddress, Site } from './site.ts';
import type { SiteOptions } from './site.ts';
import { NoAnswer } from './visitor.ts';
import type { CertifyWord } from './words/catalogue.ts';

export interface CertifyOptions extends SiteOptions {
  /** Where the sandbox runs. */
  sandbox: string;
  profile: CertifyProfile;
  /** The redirect URI as it is registered, to be compared letter by letter. */
  redirectUri?: string;
  /** Is told of each check at once. */
  onResult?: (result: CertifyResult) => void;
  /** Is given what puts the sandbox back, for whoever stops in the middle. */
  onSandbox?: (restore: () => Promise<void>) => void;
}

/** One check and what was seen. */
export interface CertifyResult extends Finding {
  id: string;
  title: CertifyWord;
  source: CheckSource;
}

/** Everything that was tried with one site on one day. */
export interface Certificate {
  date: string;
  url: string;
  sandbox: string;
  profile: CertifyProfile;
  /** Of this package. */
  version: string;
  results: readonly CertifyResult[];
}

export const signInCheck: Omit<Check, 'run'> = {
  id: 'sign-in',
  title: 'title.sign-in',
  source: { requirements: [], standards: ['OpenID Connect Core §3.1'] },
  needs: 'request',
};

/** All checks but the first, which is whether somebody can sign in. */
export const certifyChecks: readonly Check[] = [
  ...requestChecks,
  ...callbackChecks,
  ...leakChecks,
  ...sessionChecks,
  openRedirectCheck,
  ...accidentChecks,
];

/**
 * Tries a site that signs people in, any one, with the provider that the sandbox plays.
 *
 * @throws CannotRun where nothing can be tried: no sandbox, no site, no way to its provider.
 */
export async function certify(options: CertifyOptions): Promise<Certificate> {
  const { url, profile, onResult } = options;
  if (!isLoopback(new URL(url).hostname)) throw new CannotRun('notHere', { address: new URL(url).origin });
  const sandbox = await SandboxControl.open(options.sandbox, profile);
  options.onSandbox?.(() => sandbox.restore());
  const results: CertifyResult[] = [];
  const add = ({ id, title, source }: Omit<Check, 'run'>, finding: Finding) => {
    results.push({ id, title, source, ...finding });
    onResult?.(results.at(-1)!);
  };
  try {
    await sandbox.calm();
    const trial = await begin(new Site(options, sandbox), sandbox, options);
    add(signInCheck, trial.hasSignedIn ? passed('seen.signed-in-well') : failed('seen.not-signed-in', statusIn(trial)));
    for (const check of certifyChecks) add(check, await findingOf(check, trial));
  } finally {
    await sandbox.restore().catch(() => undefined); // it may have gone; what was wrong is said already
  }
  const date = new Date().toISOString();
  return { date, url: shownAddress(url), sandbox: sandbox.origin, profile, version: ownVersion(), results };
}

async function begin(
  site: Site,
  sandbox: SandboxControl,
  { profile, redirectUri, signedIn, shows }: CertifyOptions,
): Promise<Trial> {
  if (signedIn === undefined && shows === undefined) throw new CannotRun('noSign');
  const first = await site.reachCallback().catch((error: unknown) => {
    if (!(error instanceof NoAnswer)) throw error;
    throw new CannotRun('noSite', { address: site.url.origin });
  });
  if (!first.request)
    throw new CannotRun('noProvider', { address: shownAddress(first.visitor.url), provider: sandbox.told.issuer });
  const before = await first.visitor.cookies(site.page);
  const mark = await sandbox.mark();
  if (first.callback) await site.comeBack(first.visitor, first.callback);
  const seen = [...first.seen, ...(await sandbox.since(mark))];
  const last = first.visitor.url;
  if (first.callback && addressOf(last) !== addressOf(first.callback.href)) site.landing = last;
  if (await site.knows(site.visitor())) throw new CannotRun('everybodyIn', { address: shownAddress(site.page) });
  const hasSignedIn = !!first.callback && (await site.knows(first.visitor));
  const second = await site.reachCallback();
  return { site, sandbox, profile, registered: redirectUri, hasSignedIn, first: { ...first, seen }, second, before };
}

async function findingOf(check: Check, trial: Trial): Promise<Finding> {
  if (check.needs === 'sign-in' && !trial.hasSignedIn) return notApplicable('seen.nobody-in');
  try {
    return await check.run(trial);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return failed('seen.no-answer-in-time');
  }
}

function statusIn({ first: { visitor } }: Trial) {
  return { status: visitor.last?.status ?? 0 };
}

function ownVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('@plaza-ds/identity/package.json') as { version: string }).version;
}
