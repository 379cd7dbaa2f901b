import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';

/** A browser as far as signing in needs one: cookies, redirects, forms without a script. */
export class Person {
  readonly #cookies = new Map<string, string>();
  /** The page it is at. */
  url = '';
  status = 0;
  headers = new Headers();
  $: CheerioAPI = load('');

  /** Opens an address and follows where it leads, until it would leave for an address that starts so. */
  async open(address: string, until?: string, options: RequestInit = {}): Promise<this> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie && { cookie }), ...(options.headers as Record<string, string>) };
    const response = await fetch(address, { ...options, headers, redirect: 'manual' });
    for (const each of response.headers.getSetCookie()) this.#keep(each);
    const location = response.headers.get('location');
    this.url = address;
    this.status = response.status;
    this.headers = response.headers;
    this.$ = load(await response.text());
    if (!location || response.status < 300 || response.status > 399) return this;
    const next = new URL(location, address).href;
    if (until && next.startsWith(until)) return ((this.url = next), this);
    return this.open(next, until);
  }

  /** Presses a button of the form on the page. */
  async press(fields: Record<string, string>, until?: string): Promise<this> {
    const form = this.$('form').first();
    const hidden = form.find('input[type="hidden"]').toArray();
    const body = new URLSearchParams(
      hidden.map((input) => [this.$(input).attr('name')!, this.$(input).attr('value')!]),
    );
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const action = new URL(form.attr('action') ?? this.url, this.url);
    return this.open(action.href, until, { method: 'POST', body, headers: { origin: action.origin } });
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    if (at > 0 && pair.length > at + 1 && !/expires=thu, 01 jan 1970/i.test(cookie))
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    else this.#cookies.delete(pair.slice(0, at));
  }
}
