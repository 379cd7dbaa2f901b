#!/usr/bin/env node
/**
 * `npx @plaza-ds/identity certify URL` tries a site that signs people in, ours or another, with the provider that the sandbox
 * plays, and writes the evidence that providers ask for before they let a site in.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CannotRun } from '../certify/cannot-run.ts';
import { certify } from '../certify/certify.ts';
import type { Certificate } from '../certify/certify.ts';
import { reportJson, reportPage, resultLines, summaryLine } from '../certify/report.ts';
import { certifyProfiles } from '../certify/sandbox-control.ts';
import { certifyLanguages, certifyMessage } from '../certify/words/catalogue.ts';
import type { CertifyLanguage } from '../certify/words/catalogue.ts';

const help = `Usage:
  identity certify URL             URL is the page of your site where sign-in begins
    --signed-in URL                a page that asks for sign-in, and answers 200 to whoever is signed in
    --shows "text"                 what is there for those alone who are signed in
    --sign-out URL                 where signing out begins
    --press "text"                 the button or link to press, where there is more than one; once for each page
    --profile claveunica           or standard, one-login, broker
    --sandbox http://127.0.0.1:3001
    --redirect-uri URI             as it is registered, to be compared letter by letter
    --timeout 60                   seconds to wait for an answer
    --language en                  or es
    --report file.html             the evidence, to be printed or attached
    --json file.json               the same for programs

Your site has to be registered at the sandbox: npx @plaza-ds/sandbox
It ends with 0 where all passed, 1 where something failed, 2 where it cannot be run.
`;

const options = {
  'signed-in': { type: 'string' },
  shows: { type: 'string' },
  'sign-out': { type: 'string' },
  press: { type: 'string', multiple: true },
  profile: { type: 'string', default: 'claveunica' },
  sandbox: { type: 'string', default: 'http://127.0.0.1:3001' },
  'redirect-uri': { type: 'string' },
  timeout: { type: 'string', default: '60' },
  language: { type: 'string', default: 'en' },
  report: { type: 'string' },
  json: { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Values = NonNullable<ReturnType<typeof readCommandLine>>['values'];

const read = readCommandLine();
const [command, url] = read?.positionals ?? [];
if (read && command === 'certify' && url && !read.values.help) process.exitCode = await run(url, read.values);
else {
  process.stdout.write(help);
  process.exitCode = read?.values.help || command === 'help' ? 0 : 2;
}

function readCommandLine() {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n`);
    return undefined;
  }
}

/** @returns 0 where all passed, 1 where something failed, 2 where it cannot be run. */
async function run(url: string, values: Values): Promise<number> {
  const problem = problemOf(url, values);
  if (problem) return say(problem);
  const language = values.language as CertifyLanguage;
  try {
    const certificate = await certify({ ...siteOf(url, values), ...around(values, language) });
    await write(certificate, values, language);
    process.stdout.write(`\n${summaryLine(certificate.results, language)}\n`);
    return certificate.results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  } catch (error) {
    if (error instanceof CannotRun) return say(certifyMessage(language, `cannot.${error.reason}`, error.values));
    if (error instanceof Error && 'path' in error) return say(error.message);
    throw error;
  }
}

function say(text: string): 2 {
  process.stderr.write(`${text}\n`);
  return 2;
}

function problemOf(url: string, values: Values): string | undefined {
  const addresses = { URL: url, '--sandbox': values.sandbox, '--redirect-uri': values['redirect-uri'] ?? url };
  for (const [name, address] of Object.entries(addresses))
    if (!/^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : ''))
      return `${name}: ${address} is no address. It begins with http:// or https://.`;
  for (const name of ['signed-in', 'sign-out'] as const)
    if (!URL.canParse(values[name] ?? '', url)) return `--${name}: ${values[name]} is no address.`;
  const lists = { profile: certifyProfiles, language: certifyLanguages };
  for (const [name, list] of Object.entries(lists) as ['profile' | 'language', readonly string[]][])
    if (!list.includes(values[name])) return `--${name}: there is ${list.join(', ')}.`;
  return Number(values.timeout) > 0 ? undefined : '--timeout: write a number of seconds.';
}

function siteOf(url: string, { press, shows, 'signed-in': signedIn, 'sign-out': signOut, timeout }: Values) {
  return {
    url,
    seconds: Number(timeout),
    ...(press && { press }),
    ...(shows !== undefined && { shows }),
    ...(signedIn !== undefined && { signedIn }),
    ...(signOut !== undefined && { signOut }),
  };
}

function around({ sandbox, profile, 'redirect-uri': redirectUri }: Values, language: CertifyLanguage) {
  return {
    sandbox,
    profile: certifyProfiles.find((each) => each === profile)!,
    ...(redirectUri !== undefined && { redirectUri }),
    onResult: (result: Certificate['results'][number]) => void process.stdout.write(resultLines(result, language)),
    onSandbox: (restore: () => Promise<void>) => {
      // Whoever stops this in the middle would find a sandbox where nobody can sign in.
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => void restore().finally(() => process.exit(2)));
    },
  };
}

async function write(certificate: Certificate, { report, json }: Values, language: CertifyLanguage): Promise<void> {
  if (report !== undefined) writeFileSync(report, await reportPage(certificate, language));
  if (json !== undefined) writeFileSync(json, reportJson(certificate, language));
}
