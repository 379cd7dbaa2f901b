import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Certificate, CertifyResult } from './certify.ts';
import type { CheckOutcome } from './check.ts';
import { certifyMessage } from './words/catalogue.ts';
import type { CertifyLanguage, CertifyWord } from './words/catalogue.ts';

type Html = ReturnType<typeof html>;
type Say = (key: CertifyWord, values?: Parameters<typeof certifyMessage>[2]) => string;

/** For paper first: black on white, no row torn in two, the heads of the table on each sheet. */
const style = `
body { max-inline-size: 60rem; margin: 2rem auto; padding-inline: 1rem; color: #111; background: #fff; font: 1rem/1.5 system-ui, sans-serif; }
h1, h2 { line-height: 1.2; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem; }
dt, th { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
table { inline-size: 100%; border-collapse: collapse; }
th, td { padding: 0.5rem; border-block-end: 1px solid #767676; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
.seen, .source { display: block; color: #444; font-size: 0.875rem; }
.outcome { font-weight: 600; white-space: nowrap; }
tr[data-outcome="failed"] { background: #fbe9e7; }
tr[data-outcome="failed"] .outcome { color: #a31510; }
@media (max-width: 40rem) { table, tbody, tr, td { display: block; } thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); } td { border: 0; padding-block: 0.125rem; } tr { padding-block: 0.5rem; border-block-end: 1px solid #767676; } dl { display: block; } dd { margin-block-end: 0.5rem; } }
@media print { body { max-inline-size: none; margin: 0; font-size: 10pt; } thead { display: table-header-group; } tr { break-inside: avoid; } }
`;
const styleHash = createHash('sha256').update(style).digest('base64');
const marks: Readonly<Record<CheckOutcome, string>> = { passed: '✔', failed: '✖', 'not-applicable': '–' };

/** The report as a file that needs nothing beside it, to be printed or attached. */
export async function reportPage(certificate: Certificate, language: CertifyLanguage): Promise<string> {
  const say: Say = (key, values) => certifyMessage(language, key, values);
  const { url, sandbox, profile, version, date, results } = certificate;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'">
<title>${say('report.title')}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<h1>${say('report.title')}</h1>
<p>${say('report.lead')}</p>
<dl>
${row(say('report.site'), url)}
${row(say('report.provider'), say('report.provider-value', { profile, sandbox }))}
${row(say('report.date'), new Date(date).toLocaleString(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }))}
${row(say('report.version'), `@plaza-ds/identity ${version}`)}
</dl>
<p><strong>${summaryOf(results, say)}</strong></p>
<h2 id="results">${say('report.results')}</h2>
<table aria-labelledby="results">
<thead><tr><th scope="col">${say('report.result')}</th><th scope="col">${say('report.check')}</th><th scope="col">${say('report.source')}</th></tr></thead>
<tbody>
${results.map((result) => resultRow(result, say))}
</tbody>
</table>
<h2>${say('report.by-hand')}</h2>
<p>${say('report.by-hand-lead')}</p>
<ul>
${(['report.by-hand-button', 'report.by-hand-secrets', 'report.by-hand-https'] as const).map((key) => html`<li>${say(key)}</li>`)}
</ul>
</main>
</body>
</html>
`;
  return String(await page);
}

/** The report for programs: ids, outcomes, and the sentences. */
export function reportJson(certificate: Certificate, language: CertifyLanguage): string {
  const results = certificate.results.map(({ id, title, source, outcome, seen, values }) => ({
    id,
    outcome,
    title: certifyMessage(language, title),
    seen: certifyMessage(language, seen, values),
    requirements: source.requirements,
    sources: sourcesOf(source, (key, each) => certifyMessage(language, key, each)),
  }));
  return `${JSON.stringify({ ...certificate, language, results }, null, 2)}\n`;
}

/** One check on the terminal. */
export function resultLines({ id, title, outcome, seen, values }: CertifyResult, language: CertifyLanguage): string {
  const [what, found] = [certifyMessage(language, title), certifyMessage(language, seen, values)];
  return `${marks[outcome]} ${id.padEnd(26)} ${what}\n${' '.repeat(29)}${found}\n`;
}

export function summaryLine(results: readonly CertifyResult[], language: CertifyLanguage): string {
  return summaryOf(results, (key, values) => certifyMessage(language, key, values));
}

function summaryOf(results: readonly CertifyResult[], say: Say): string {
  const count = (wanted: CheckOutcome) => results.filter(({ outcome }) => outcome === wanted).length;
  return say('report.summary', { passed: count('passed'), failed: count('failed'), spared: count('not-applicable') });
}

function row(term: string, value: string): Html {
  return html`<dt>${term}</dt><dd>${value}</dd>`;
}

function resultRow({ id, title, source, outcome, seen, values }: CertifyResult, say: Say): Html {
  return html`<tr data-outcome="${outcome}"><td class="outcome">${marks[outcome]} ${say(`outcome.${outcome}`)}</td>
<td>${say(title)} <code>${id}</code><span class="seen">${say(seen, values)}</span></td>
<td>${sourcesOf(source, say).map((each) => html`<span class="source">${each}</span>`)}</td></tr>
`;
}

function sourcesOf({ requirements, standards, rule }: CertifyResult['source'], say: Say): string[] {
  const numbered = requirements.map((number) => say('report.requirement', { number }));
  return [...numbered, ...standards, ...(rule ? [say(`rule.${rule}`)] : [])];
}
