import { CannotRun } from './cannot-run.ts';
import type { SandboxControl, Seen } from './sandbox-control.ts';
import { controlFor, Visitor } from './visitor.ts';
import type { Step, Until } from './visitor.ts';

export interface SiteOptions {
  /** Where sign-in begins. */
  url: string;
  /** What to press there, page by page, where there is more than one thing. */
  press?: readonly string[];
  /** A page that asks for sign-in. */
  signedIn?: string;
  /** What is on it, or on the page after sign-in, for those alone who are signed in. */
  shows?: string;
  /** Where signing out begins. */
  signOut?: string;
  /** Seconds to wait for an answer. */
  seconds?: number;
}

/** One sign-in, as far as it came. */
export interface SignIn {
  visitor: Visitor;
  /** What the site asked the provider for; undefined where the browser never got there. */
  request: URLSearchParams | undefined;
  /** Where the provider sent the browser back to; undefined where it did not. */
  callback: URL | undefined;
  /** What the provider saw of it. */
  seen: readonly Seen[];
}

export interface Answering {
  citizen?: string;
  /** Goes back in place of signing in. */
  cancels?: boolean;
}

const signInNames = /clave\s*.nica|sign.?in|log.?in|iniciar|ingresar|acceder|entrar/i;
const signOutNames = /sign.?out|log.?out|cerrar|salir/i;
const mostPages = 4;

/** The site as somebody sees it who signs in. */
export class Site {
  readonly url: URL;
  readonly sandbox: SandboxControl;
  readonly #options: SiteOptions;
  #comesByForm = false;
  /** The page that a sign-in led to, where nothing else says who is in. */
  landing: string | undefined;

  constructor(options: SiteOptions, sandbox: SandboxControl) {
    this.url = new URL(options.url);
    this.sandbox = sandbox;
    this.#options = options;
  }

  get hasSignOut(): boolean {
    return this.#options.signOut !== undefined;
  }

  /** The page that shows who is signed in. */
  get page(): string {
    return new URL(this.#options.signedIn ?? this.landing ?? this.url.href, this.url).href;
  }

  visitor(): Visitor {
    return new Visitor(this.#options.seconds ?? 60);
  }

  isOurs(step: Step): boolean {
    return !step.url.startsWith(`${this.sandbox.origin}/`);
  }

  /** Goes from the site to the provider. @returns Where the browser is about to go there. */
  async begin(visitor: Visitor, url = this.url.href): Promise<URL | undefined> {
    const atProvider: Until = ({ href }) => href.startsWith(this.sandbox.told.endpoints.authorization);
    await visitor.open(url, atProvider);
    for (let pages = 0; pages < mostPages && !visitor.stoppedAt && !visitor.left; pages += 1) {
      const { status } = visitor.last!;
      if (status === 429) throw new CannotRun('tooMany');
      const control = status < 400 && controlFor(visitor, this.#options.press?.[pages], signInNames);
      if (!control) break;
      await visitor.press(control, atProvider);
    }
    return visitor.stoppedAt;
  }

  /** Answers at the provider. @returns Where it sends the browser back to. */
  async answer(
    visitor: Visitor,
    address: URL,
    redirectUri: string | undefined,
    { citizen = 'ana', cancels }: Answering = {},
  ): Promise<URL | undefined> {
    const back: Until = ({ origin, pathname }) =>
      redirectUri !== undefined && origin + pathname === addressOf(redirectUri);
    await visitor.open(address.href, back);
    for (let pages = 0; pages < mostPages && !visitor.stoppedAt && !visitor.left; pages += 1) {
      const at = (selector: string) => visitor.controls().find((each) => each.is(selector));
      const cancel = cancels ? at('button[value="cancel"]') : undefined;
      const control = cancel ?? at('button[value="agree"]') ?? at('button:not([name])');
      if (!control) break;
      const asksWho = visitor.$('input[name="citizen"]').length > 0 && !cancel;
      await visitor.press(control, back, asksWho ? { citizen } : {});
    }
    return visitor.stoppedAt;
  }

  /** As far as the address that the provider sends back to, which is not opened. */
  async reachCallback(visitor = this.visitor(), answering?: Answering, url?: string): Promise<SignIn> {
    const mark = await this.sandbox.mark();
    const address = await this.begin(visitor, url);
    const seen = () => this.sandbox.since(mark);
    if (!address) return { visitor, request: undefined, callback: undefined, seen: await seen() };
    const request = await this.#requestIn(address, mark);
    this.#comesByForm = request.get('response_mode') === 'form_post';
    const callback = await this.answer(visitor, address, request.get('redirect_uri') ?? undefined, answering);
    return { visitor, request, callback, seen: await seen() };
  }

  /** Carries an answer to the site, in the way that it asked for: by its address or by a form. */
  async comeBack(visitor: Visitor, callback: URL): Promise<void> {
    if (!this.#comesByForm) return void (await visitor.open(callback.href));
    await visitor.open(addressOf(callback.href), undefined, { method: 'POST', body: callback.searchParams });
  }

  /** A whole sign-in. */
  async signIn(visitor?: Visitor, answering?: Answering, url?: string): Promise<SignIn> {
    const mark = await this.sandbox.mark();
    const reached = await this.reachCallback(visitor, answering, url);
    if (reached.callback) await this.comeBack(reached.visitor, reached.callback);
    return { ...reached, seen: await this.sandbox.since(mark) };
  }

  /** Whether the site takes this browser for somebody's; a look that changes nothing. */
  async knows(visitor: Visitor, withoutCookie?: string): Promise<boolean> {
    const { signedIn, shows } = this.#options;
    const look = await visitor.copy(withoutCookie);
    await look.open(this.page, ({ href }) => href.startsWith(`${this.sandbox.origin}/`));
    const [first] = look.trail;
    if (shows !== undefined && !look.trail.some(({ body }) => body.includes(shows))) return false;
    if (signedIn === undefined) return true;
    return !!first && first.status > 199 && first.status < 300 && look.trail.length === 1 && !look.stoppedAt;
  }

  /** Signs out as somebody does who finds the way. */
  async signOut(visitor: Visitor): Promise<void> {
    await visitor.open(new URL(this.#options.signOut!, this.url).href);
    const isOnSite = visitor.last && this.isOurs(visitor.last) && !this.#wasAtProvider(visitor);
    const control = isOnSite && (await this.knows(visitor)) && controlFor(visitor, undefined, signOutNames);
    if (control) await visitor.press(control);
    const confirm = visitor.controls().find((each) => each.is('button[name="logout"]'));
    if (confirm) await visitor.press(confirm);
  }

  #wasAtProvider({ trail }: Visitor): boolean {
    return trail.some(({ url }) => url.startsWith(this.sandbox.told.endpoints.signOut));
  }

  /** What was asked for: in the address, or pushed before (RFC 9126). */
  async #requestIn(address: URL, mark: number): Promise<URLSearchParams> {
    if (!address.searchParams.has('request_uri')) return address.searchParams;
    const pushed = (await this.sandbox.since(mark)).findLast(
      ({ leg, method }) => leg === 'authorize' && method === 'POST',
    );
    return new URLSearchParams({ ...pushed?.parameters, ...Object.fromEntries(address.searchParams) });
  }
}

export function addressOf(uri: string): string {
  if (!URL.canParse(uri)) return '';
  const { origin, pathname } = new URL(uri);
  return origin + pathname;
}

/** An address as it may stand in a report: without what could be a handle or a token. */
export function shownAddress(uri: string): string {
  if (!URL.canParse(uri)) return '';
  const { origin, pathname } = new URL(uri);
  return origin + pathname.replace(/[\w.~-]{16,}/g, (part) => (/\d/.test(part) ? '…' : part));
}
