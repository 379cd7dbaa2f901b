import { load } from 'cheerio';
import type { Step } from '../visitor.ts';
import type { CertifyWord } from '../words/catalogue.ts';

/** How programs print where they failed: JavaScript, Python, PHP, Java, .NET, Ruby, Go. */
const traces = [
  /^\s*at .+[(/].+:\d+/m,
  /Traceback \(most recent call last\)/,
  /(Fatal error|Warning|Uncaught \w+)[^\n]* in [^\n]*\.php/,
  /\.php(:|\()\d+/,
  /Stack trace:/i,
  /^\s*at [\w.$]+\([\w.]+:\d+\)/m,
  /^\s*at [\w.`<>]+\(.*\) in .+:line \d+/m,
  /\.rb:\d+:in /,
  /^goroutine \d+ \[/m,
];
/** Less is no sentence. */
const leastText = 20;

/** @returns What is wrong with a page that people get when something went wrong; undefined where nothing is. */
export function pageProblem({ status, headers, body }: Step, mostStatus: number): CertifyWord | undefined {
  const $ = load(body);
  $('script, style, template').remove();
  const text = $('body').text();
  if (traces.some((trace) => trace.test(text))) return 'seen.trace';
  // 500 says that nobody foresaw it; 502 to 504 say that another server did not answer.
  if (status === 500 || status > mostStatus) return 'seen.server-error';
  const isPage = /html/.test(headers.get('content-type') ?? '') && text.replace(/\s+/g, ' ').trim().length >= leastText;
  return isPage ? undefined : 'seen.no-words';
}
