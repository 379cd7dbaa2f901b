import { isLoopback } from '@plaza-ds/forms/server';
import { load } from 'cheerio';
import type { Cheerio, CheerioAPI } from 'cheerio';
import { CookieJar } from 'tough-cookie';

/** One request of the browser, and what came. */
export interface Step {
  method: string;
  url: string;
  status: number;
  headers: Headers;
  body: string;
}

/** A server did not answer at all, or not in time. */
export class NoAnswer extends Error {}

/** Says of an address whether the browser is to stop before it. */
export type Until = (address: URL) => boolean;
type Found = Cheerio<never>;

const mostSteps = 30;
const accept = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';

/** A browser as far as signing in needs one: cookies, redirects, `Refresh`, forms. It runs no script and leaves this machine for nowhere. */
export class Visitor {
  /** All that it asked, the oldest first. */
  readonly trail: Step[] = [];
  /** Where it was sent that is not on this machine; it did not go. */
  left: string | undefined;
  /** Where it was sent and stopped, as it was told to. */
  stoppedAt: URL | undefined;
  readonly #seconds: number;
  readonly #jar: CookieJar;
  #read: { body: string; page: CheerioAPI } | undefined;

  /** @param seconds How long it waits for each answer. */
  constructor(seconds: number, jar = new CookieJar()) {
    this.#seconds = seconds;
    this.#jar = jar;
  }

  /** Another browser with the same cookies, but for one of them. */
  async copy(without?: string): Promise<Visitor> {
    const kept = await this.#jar.serialize();
    const cookies = kept.cookies.filter(({ key }) => key !== without);
    return new Visitor(this.#seconds, CookieJar.deserializeSync({ ...kept, cookies }));
  }

  /** Name and value of each cookie that would go to an address. */
  async cookies(address: string): Promise<Map<string, string>> {
    const found = await this.#jar.getCookies(address);
    return new Map(found.map(({ key, value }) => [key, value]));
  }

  get last(): Step | undefined {
    return this.trail.at(-1);
  }

  get url(): string {
    return this.last?.url ?? '';
  }

  get $(): CheerioAPI {
    const body = this.last?.body ?? '';
    if (this.#read?.body !== body) this.#read = { body, page: load(body) };
    return this.#read!.page;
  }

  /** Opens an address and follows where it leads. */
  async open(address: string, until: Until = () => false, options: RequestInit = {}): Promise<this> {
    this.stoppedAt = undefined;
    let next: URL | undefined = new URL(address);
    let sent = options;
    for (let steps = 0; next && steps < mostSteps; steps += 1) {
      if (until(next)) return ((this.stoppedAt = withFields(next, sent)), this);
      if (!isHere(next)) return ((this.left = next.href), this);
      const step = await this.#ask(next, sent);
      next = nextAfter(step, this.$);
      if (step.status !== 307 && step.status !== 308) sent = {};
    }
    return this;
  }

  /** Presses a button or follows a link of the page. */
  async press(control: Found, until?: Until, fields: Readonly<Record<string, string>> = {}): Promise<this> {
    const { $ } = this;
    if (control.is('a')) return this.open(new URL(control.attr('href')!, this.url).href, until);
    const id = control.attr('form');
    const form = id === undefined ? control.closest('form') : $('form').filter((_, each) => $(each).attr('id') === id);
    const body = new URLSearchParams(form.serializeArray().map(({ name, value }) => [name, value]));
    const name = control.attr('name');
    if (name) body.append(name, control.attr('value') ?? '');
    for (const [field, value] of Object.entries(fields)) body.set(field, value);
    const action = new URL(control.attr('formaction') || form.attr('action') || this.url, this.url);
    const method = (control.attr('formmethod') ?? form.attr('method') ?? 'get').toUpperCase();
    if (method === 'POST') return this.open(action.href, until, { method, body });
    action.search = body.toString();
    return this.open(action.href, until);
  }

  /** What can be pressed on the page: buttons of forms, and links. */
  controls(): Found[] {
    const { $ } = this;
    const all = $(
      'form button:not([type="button"]):not([type="reset"]), form input[type="submit"], form input[type="image"], a[href]',
    );
    return all.toArray().map((each) => $(each) as unknown as Found);
  }

  async #ask(url: URL, options: RequestInit): Promise<Step> {
    const cookie = await this.#jar.getCookieString(url.href);
    const { method = 'GET' } = options;
    const from = this.url && new URL(this.url);
    const headers = {
      accept,
      'accept-language': 'es,en;q=0.8',
      ...(cookie && { cookie }),
      ...(from && { referer: from.origin === url.origin ? from.href : `${from.origin}/` }),
      ...(method === 'POST' && { origin: from ? from.origin : url.origin }),
    };
    const signal = AbortSignal.timeout(this.#seconds * 1000);
    const [response, body] = await textAt(url, { ...options, headers, redirect: 'manual', signal });
    for (const each of response.headers.getSetCookie())
      await this.#jar.setCookie(each, url.href, { ignoreError: true });
    const step = { method, url: url.href, status: response.status, headers: response.headers, body };
    this.trail.push(step);
    return step;
  }
}

async function textAt(url: URL, options: RequestInit): Promise<[Response, string]> {
  try {
    const response = await fetch(url, options);
    return [response, await response.text()];
  } catch (error) {
    throw new NoAnswer(url.origin, { cause: error });
  }
}

/** A form that is not sent yet, with its fields as parameters. */
function withFields(address: URL, { body }: RequestInit): URL {
  const url = new URL(address);
  if (body instanceof URLSearchParams) for (const [name, value] of body) url.searchParams.set(name, value);
  return url;
}

/** Nothing that is tried here is to reach anybody else. */
function isHere({ protocol, hostname }: URL): boolean {
  return /^https?:$/.test(protocol) && isLoopback(hostname);
}

/** Where an answer leads by itself. */
function nextAfter({ url, status, headers }: Step, $: CheerioAPI): URL | undefined {
  const location = headers.get('location');
  const isRedirect = location !== null && status > 299 && status < 400;
  const refresh = headers.get('refresh') ?? $('meta[http-equiv="refresh" i]').attr('content') ?? '';
  const [, seconds, to] = /^\s*(\d+)\s*[;,]\s*url\s*=\s*['"]?(.*?)['"]?\s*$/i.exec(refresh) ?? [];
  const next = isRedirect ? location : Number(seconds) <= soon ? to : undefined;
  return next && URL.canParse(next, url) ? new URL(next, url) : undefined;
}

/** A page that goes on later than this is there to be read. */
const soon = 5;

/** The one control that is meant. */
export function controlFor(visitor: Visitor, wanted: string | undefined, usual: RegExp): Found | undefined {
  const all = visitor.controls();
  if (wanted !== undefined) return all.find((each) => nameOf(visitor, each).includes(wanted.toLowerCase()));
  const buttons = all.filter((each) => !each.is('a'));
  const named = all.filter((each) => usual.test(nameOf(visitor, each)));
  return named.length === 1 ? named[0] : buttons.length === 1 ? buttons[0] : undefined;
}

/** What is read out: the text, a label, the text of its picture. */
function nameOf({ $ }: Visitor, control: Found): string {
  const pictures = control
    .find('img')
    .toArray()
    .map((each) => $(each as never).attr('alt'));
  const isInput = control.is('input');
  const said = [control.text(), control.attr('aria-label'), control.attr('title'), isInput && control.attr('value')];
  return [...said, control.attr('alt'), ...pictures].filter(Boolean).join(' ').replace(/\s+/g, ' ').toLowerCase();
}
