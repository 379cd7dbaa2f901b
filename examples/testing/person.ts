import type { Shown, Given, Site } from './visitor.ts';
import { formData, Visitor } from './visitor.ts';

/** Somebody who uses a service: on each page they write what is asked, and go on. */
export class Person {
  readonly visitor: Visitor;
  /** Address of the first page. */
  readonly start: string;
  page!: Shown;

  /** @param language BCP 47 tag of the browser. */
  constructor(
    site: Site,
    start: string,
    { origin, language = 'en' }: { origin?: string | undefined; language?: string } = {},
  ) {
    this.visitor = new Visitor(site, origin);
    this.visitor.language = language;
    this.start = start;
  }

  /** The address without its query. */
  get address(): string {
    return this.#path.replace(/\?.*/, '');
  }

  /** Which page this is: its place under the draft's address. */
  get place(): string {
    return this.#parts.slice(3).join('/');
  }

  /** The id of the page or list, whatever item it is about. */
  get pageId(): string {
    return this.#parts.at(-1)!;
  }

  get draftId(): string {
    return this.#parts[2]!;
  }

  get path(): string {
    return this.#path;
  }

  #path = '';

  get #parts(): string[] {
    return this.address.slice(this.start.length).split('/');
  }

  async open(path: string): Promise<Shown> {
    this.#path = path;
    this.page = await this.visitor.open(path);
    for (let hops = 0; this.page.status === 303 && hops < 5; hops++) {
      this.#path = this.page.response.headers.get('location')!;
      this.page = await this.visitor.open(this.#path);
    }
    return this.page;
  }

  async begin(language?: string): Promise<Shown> {
    await this.open(`${this.start}${language ? `?language=${language}` : ''}`);
    return this.goOn({}, 'start');
  }

  /** Sends the form of the page with what is written now, and goes where it leads. */
  async goOn(given: Given = {}, action = 'continue'): Promise<Shown> {
    this.page = await this.send(given, action);
    if (this.page.status !== 303) return this.page;
    return this.open(this.page.response.headers.get('location')!);
  }

  /** Sends the form of the page, and stays there. */
  send(given: Given, action = 'continue', page = this.page): Promise<Shown> {
    return this.visitor.post(formData({ ...page.hidden, ...given, action }), page.$('main form').attr('action')!);
  }

  /** Goes through page after page with these answers, from where it stands to the end or to `until`. */
  async goThrough(answers: Record<string, Given>, until = 'check'): Promise<void> {
    for (let steps = 0; steps < 60 && this.place !== until; steps++) {
      const given = answers[this.place];
      if (!given) throw new Error(`No answer for ${this.place}: ${this.page.text.slice(0, 200)}`);
      const place = this.place;
      await this.goOn(given);
      if (this.page.status === 422) throw new Error(`${place}: ${JSON.stringify(this.page.problems)}`);
    }
  }
}
