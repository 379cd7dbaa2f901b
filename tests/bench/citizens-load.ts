/** The citizens of `citizens.ts`: they read each page for a while, answer it, and go on to the confirmation. */
import { setTimeout as pause } from 'node:timers/promises';
import { typedPages } from '../../patterns/forms/testing/household/household.ts';

const [origin, citizens, meanPause] = process.argv.slice(2) as [string, string, string];
const times: number[] = [];
const errors: string[] = [];
let confirmed = 0;

async function citizen(): Promise<void> {
  try {
    const visit = new Visit();
    await pause(Math.random() * 2 * Number(meanPause)); // they do not come in step
    await visit.open('/support?language=es');
    while (!visit.isConfirmed) {
      await pause(Math.random() * 2 * Number(meanPause));
      await visit.answer();
    }
    confirmed++;
  } catch (error) {
    errors.push((error as Error).message);
  }
}

/** One browser, as light as can be: the citizens are not to be slower than the server. */
class Visit {
  #cookie = '';
  #path = '';
  #html = '';
  /** Items of lists that were added, by the list's place. */
  #added = new Map<string, number>();

  get isConfirmed(): boolean {
    return this.#path.includes('/sent/');
  }

  async open(path: string): Promise<void> {
    const response = await this.#request(path);
    this.#path = path;
    if (response.status === 303) return this.open(response.headers.get('location')!);
    if (response.status !== 200) throw new Error(`${response.status} on ${this.#pageId}`);
  }

  async answer(): Promise<void> {
    const action = /<form [^>]*action="([^"]*)"/.exec(this.#html)![1]!.replaceAll('&amp;', '&');
    const body = new URLSearchParams(this.#hidden);
    for (const [name, value] of this.#typed()) body.append(name, value);
    const response = await this.#request(action, body);
    if (response.status !== 303) throw new Error(`${response.status} sent from ${this.#pageId}`);
    await this.open(response.headers.get('location')!);
  }

  get #place(): string {
    return this.#path.replace(/\?.*/, '').split('/').slice(4).join('/');
  }

  get #pageId(): string {
    return this.#place.split('/').at(-1)!;
  }

  get #hidden(): [string, string][] {
    return [...this.#html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
      ([, name, value]): [string, string] => [name!, value!],
    );
  }

  #typed(): [string, string][] {
    if (!this.#place) return [['action', 'start']];
    if (this.#pageId === 'check')
      return [
        ['declarations/truth', 'yes'],
        ['declarations/signature', 'Samira Haddad'],
        ['action', 'send'],
      ];
    return [...this.#answers(), ['action', 'continue']];
  }

  #answers(): [string, string][] {
    const most = { members: 2, incomes: 1 }[this.#pageId];
    if (most !== undefined) {
      const added = this.#added.get(this.#place) ?? 0;
      this.#added.set(this.#place, added + 1);
      return [['another', added < most ? 'yes' : 'no']];
    }
    const items = this.#place.split('/').filter((_, index) => index % 2);
    return Object.entries(typedPages[this.#pageId]!).flatMap(([name, value]) => {
      let depth = 0;
      const here = name.replaceAll('*', () => items[depth++]!);
      return [value].flat().map((text): [string, string] => [here, text]);
    });
  }

  async #request(path: string, body?: URLSearchParams): Promise<Response> {
    const start = performance.now();
    const response = await fetch(`${origin}${path}`, {
      headers: { cookie: this.#cookie, origin, 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
      ...(body && { method: 'POST', body }),
    });
    this.#html = await response.text();
    times.push(performance.now() - start);
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.#cookie = cookie.split(';')[0]!;
    return response;
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: Number(citizens) }, citizen));
const seconds = (performance.now() - began) / 1000;

times.sort((one, other) => one - other);
const at = (share: number) => `${times[Math.floor(share * (times.length - 1))]!.toFixed(0)} ms`;
console.log(`confirmed: ${confirmed} of ${citizens}, errors: ${errors.length}`);
for (const error of new Set(errors)) console.log(`  ${error}`);
console.log(`one request: p50 ${at(0.5)}, p95 ${at(0.95)} (budget 250 ms), p99 ${at(0.99)}, longest ${at(1)}`);
console.log(`${times.length} requests in ${seconds.toFixed(0)} s: ${(times.length / seconds).toFixed(0)} each second`);
