import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';

/** Anything that answers requests as a site does. */
export interface Site {
  fetch(request: Request, environment?: unknown): Response | Promise<Response>;
}

/** What a person gives in the form: a text or a file, or several. */
export type Given = Record<string, string | string[] | File | File[]>;

/** A page as somebody got it. */
export class Shown {
  readonly $: CheerioAPI;
  readonly response: Response;
  readonly html: string;
  constructor(response: Response, html: string) {
    this.response = response;
    this.html = html;
    this.$ = load(html);
  }

  get status(): number {
    return this.response.status;
  }

  get title(): string {
    return this.$('title').text();
  }

  get heading(): string {
    return this.$('h1').text().trim();
  }

  /** What the page says as a whole, as one line. */
  get text(): string {
    return this.$('main').text().replace(/\s+/g, ' ').trim();
  }

  get notice(): string {
    return this.$('.plaza-notification:not([hidden])').text().replace(/\s+/g, ' ').trim();
  }

  /** The error summary: what to mend, and where each line leads. */
  get problems(): Record<string, string> {
    return Object.fromEntries(
      this.$('plaza-error-summary a')
        .toArray()
        .map((link) => [this.$(link).attr('href')!, this.$(link).text()]),
    );
  }

  /** The error that stands beside a control. */
  errorOf(id: string): string {
    const question = this.$(`#${id}`).closest('plaza-field, plaza-choices, plaza-date-field, plaza-file-field');
    return question
      .find('[slot="error"]')
      .text()
      .replace(/^Error: /, '');
  }

  /** What the control that is labelled so holds. */
  valueOf(label: string): string {
    const control = this.control(label);
    return control.is('textarea') ? control.text() : String(control.val() ?? '');
  }

  control(label: string): ReturnType<CheerioAPI> {
    const found = this.$('label').filter((_, element) => this.$(element).text() === label);
    return this.$(`#${found.attr('for')}`);
  }

  /** The texts of what is chosen: radios, checkboxes, options. */
  get chosen(): string[] {
    return this.$('input[checked]')
      .toArray()
      .map((input) => this.$(`label[for="${this.$(input).attr('id')}"]`).text());
  }

  /** What the summary of an application says of one thing. */
  answer(label: string): string {
    return this.$('dt')
      .filter((_, term) => this.$(term).text() === label)
      .next()
      .text();
  }

  /** What a browser would send, had nobody touched the form. */
  get hidden(): Record<string, string> {
    return Object.fromEntries(
      this.$('main form input[type="hidden"]')
        .toArray()
        .map((input) => [this.$(input).attr('name')!, this.$(input).attr('value')!]),
    );
  }
}

/** Somebody with a browser: it keeps cookies, and says where a form was sent from. */
export class Visitor {
  #site: Site;
  #cookies = new Map<string, string>();
  #origin: string;
  /** Headers that this browser sends, or (undefined) does not. */
  headers: Record<string, string | undefined> = { 'sec-fetch-site': 'same-origin' };
  keepsCookies = true;
  /** What the server knows beside each request. */
  environment: unknown;
  language = 'en';

  constructor(site: Site, origin = 'http://localhost') {
    this.#site = site;
    this.#origin = origin;
    this.headers.origin = origin;
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  set cookies(text: string) {
    this.#cookies = new Map(
      text
        .split('; ')
        .filter(Boolean)
        .map((each) => each.split('=') as [string, string]),
    );
  }

  async open(path: string): Promise<Shown> {
    const { origin: _origin, ...headers } = this.headers;
    return this.request(new Request(`${this.#origin}${path}`, { headers: this.#headers(headers) }));
  }

  /** Sends a form as a browser does. Redirects are not followed. */
  async post(body: BodyInit, path: string, headers: Record<string, string> = {}): Promise<Shown> {
    return this.request(
      new Request(`${this.#origin}${path}`, {
        method: 'POST',
        body,
        headers: this.#headers({ ...this.headers, ...headers }),
        ...(body instanceof ReadableStream && { duplex: 'half' }),
      } as RequestInit),
    );
  }

  /** Goes where a page sent the browser. */
  async follow({ response }: Shown): Promise<Shown> {
    return this.open(response.headers.get('location')!);
  }

  async request(request: Request): Promise<Shown> {
    const response = await this.#site.fetch(request, this.environment);
    if (this.keepsCookies)
      for (const cookie of response.headers.getSetCookie()) {
        const [name, value] = cookie.split(';')[0]!.split('=') as [string, string];
        this.#cookies.set(name, value);
      }
    return new Shown(response, await response.text());
  }

  #headers(headers: Record<string, string | undefined>): Record<string, string> {
    const all = { 'accept-language': this.language, cookie: this.cookies, ...headers };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Record<string, string>;
  }
}

export function formData(given: Given): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(given))
    for (const each of Array.isArray(value) ? value : [value])
      if (each instanceof File) data.append(name, each);
      else data.append(name, each);
  return data;
}

/** The beginning of a PDF, which is all that tells what it is. */
export function pdf(name = 'proof.pdf', more = ''): File {
  return new File([`%PDF-1.7\n1 0 obj\n<< >>\nendobj\n${more}`], name, { type: 'application/pdf' });
}
