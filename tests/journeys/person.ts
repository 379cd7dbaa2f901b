/** Somebody who uses a service in a browser: answers each page by what is written on it, and goes on. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogues, say } from '@plaza-ds/forms';
import type { Definition } from '@plaza-ds/forms';
import type { Locator, Page } from 'playwright-core';
import type { Person as Plain } from '../../examples/testing/person.ts';
import { until } from '../../examples/testing/until.ts';
import type { Given } from '../../examples/testing/visitor.ts';
import type { Service } from './service.ts';

export type Language = 'en' | 'es';

/** Parts of an answer that have a label of their own. */
const partLabels = {
  day: 'dayLabel',
  month: 'monthLabel',
  year: 'yearLabel',
  given: 'givenNames',
  family: 'familyNames',
  street: 'street',
  unit: 'unit',
  commune: 'commune',
  region: 'region',
} as const;

/** Where somebody stands who came to a page without a browser, which is sooner there, and what their browser would know. */
export interface Begun<Applicant extends Plain = Plain> {
  applicant: Applicant;
  address: string;
  cookies: { name: string; value: string; url: string }[];
}

/** Sends requests to a site as a browser does that follows no redirect. */
export const network = { fetch: (request: Request) => fetch(request, { redirect: 'manual' }) };

/** Where somebody stands now. */
export function standing<Applicant extends Plain>({ origin }: Service, applicant: Applicant): Begun<Applicant> {
  const cookies = applicant.visitor.cookies.split('; ').map((cookie) => {
    const [name, value] = cookie.split('=') as [string, string];
    return { name, value, url: origin };
  });
  return { applicant, address: `${origin}${applicant.path}`, cookies };
}

export class Person {
  readonly page: Page;
  readonly language: Language;
  readonly #service: Service;
  readonly #definition: Definition;

  /** @param definition What the service is made from, as its file has it. */
  constructor(page: Page, service: Service, definition: unknown, language: Language = 'en') {
    this.page = page;
    this.language = language;
    this.#service = service;
    this.#definition = definition as Definition;
  }

  /** A sentence of the service. */
  word(key: keyof (typeof catalogues)['en']): string {
    return catalogues[this.language]![key] as string;
  }

  label(question: string): string {
    return say(this.#definition.questions[question]!.label, this.language);
  }

  /** The last part of the address: which page this is. */
  get place(): string {
    return new URL(this.page.url()).pathname.split('/').slice(5).join('/');
  }

  get heading(): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 1 });
  }

  get summary(): Locator {
    return this.page.getByRole('alert').filter({ hasText: this.word('thereIsAProblem') });
  }

  get base(): string {
    return `${this.#service.origin}/demo/${this.#definition.id}`;
  }

  button(key: Parameters<Person['word']>[0]): Locator {
    return this.page.getByRole('button', { name: this.word(key), exact: true });
  }

  link(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name, exact: true });
  }

  async begin(waitUntil: 'load' | 'commit' = 'load'): Promise<void> {
    await this.page.goto(`${this.base}?language=${this.language}`, { waitUntil });
    await this.press(this.button('start'));
  }

  /** Presses what leads to another page, and waits for it, whether its scripts ever come or not. */
  async press(control: Locator): Promise<void> {
    const shown = this.page.waitForEvent('framenavigated');
    await control.click({ noWaitAfter: true });
    await shown;
    await this.page.getByRole('contentinfo').waitFor();
  }

  goOn(): Promise<void> {
    return this.press(this.button('continue'));
  }

  /** Goes back in the history, and waits until what was typed is given back, which is when the page is whole. */
  async back(): Promise<void> {
    const shown = this.page.waitForEvent('framenavigated');
    await this.page.evaluate(() => history.back()).catch(() => {}); // the page may be gone before it can answer
    await shown;
    // A page that the browser kept is whole at once, and is not loaded again: there is no event to wait for.
    const isWhole = () => this.page.evaluate(() => document.readyState === 'complete').catch(() => false);
    await until('the page is whole', isWhole);
  }

  /** The control of an answer, by the words beside it; of a choice, the option. */
  control(name: string, value = ''): Locator {
    const { questions } = this.#definition;
    const question = Object.keys(questions).find((each) => name === each || name.startsWith(`${each}/`))!;
    const label = this.label(question);
    const main = this.page.getByRole('main');
    const part = name.slice(question.length + 1) as keyof typeof partLabels;
    if (part) return main.getByRole('group', { name: label }).getByLabel(this.word(partLabels[part]), { exact: true });
    const { options } = questions[question]!;
    const option = options?.find((each) => each.value === value);
    const words = option ? say(option.label, this.language) : value === 'yes' || value === 'no' ? this.word(value) : '';
    if (words && (options?.length ?? 0) <= 7)
      return main.getByRole('group', { name: label }).getByLabel(words, { exact: true });
    const labels = [label, this.word('optional').replace('{label}', label)];
    return main.getByLabel(labels[0]!, { exact: true }).or(main.getByLabel(labels[1]!, { exact: true }));
  }

  /** Writes these answers on the page. */
  async fill(given: Given): Promise<void> {
    for (const [name, value] of Object.entries(given)) {
      const all: (string | File)[] = [value].flat();
      const files = all.filter((each) => each instanceof File);
      if (files.length)
        await this.control(name).setInputFiles(await Promise.all(files.map((each) => this.#onDisk(each))));
      else
        for (const each of all as string[]) {
          const control = this.control(name, each);
          const kind = await control.evaluate((input) => (input as HTMLInputElement).type);
          if (kind === 'radio' || kind === 'checkbox') await control.check();
          else if (kind === 'select-one') {
            await control.focus(); // as whoever opens it does: an answer is looked at again when it is left
            await control.selectOption(each);
          } else await control.fill(each);
        }
    }
  }

  /** Chooses files from the disk, as people's files are: a page that comes back can find them again. */
  async #onDisk(file: File): Promise<string> {
    const folder = mkdtempSync(join(this.#service.folder, 'file-'));
    writeFileSync(join(folder, file.name), Buffer.from(await file.arrayBuffer()));
    return join(folder, file.name);
  }

  /** Goes through page after page with these answers, from where it stands to `until`. Returns the pages it came through. */
  async goThrough(answers: Record<string, Given>, until = 'check'): Promise<string[]> {
    const came: string[] = [];
    for (let steps = 0; steps < 60 && this.place !== until; steps++) {
      const { place } = this;
      if (!answers[place]) throw new Error(`No answer for “${place}”`);
      came.push(`${place}: ${await this.heading.textContent()}`);
      await this.fill(answers[place]);
      await this.goOn();
      if (this.place === place) throw new Error(`${place}: ${await this.summary.textContent()}`);
    }
    return came;
  }

  /** Opens a page to which somebody came. */
  async open({ address, cookies }: Pick<Begun, 'address' | 'cookies'>, waitUntil: 'load' | 'commit' = 'load') {
    await this.page.context().addCookies(cookies);
    await this.page.goto(address, { waitUntil });
  }

  /** Everything that the check page and the confirmation say was answered. */
  async answersShown(): Promise<string[]> {
    const list = this.page.getByRole('main').locator('dt');
    return list.evaluateAll((terms) =>
      terms.map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`),
    );
  }

  async declareAndSend(): Promise<void> {
    await this.page
      .getByRole('checkbox', { name: say(this.#definition.declarations![0]!.text, this.language) })
      .check();
    await this.press(this.button('send'));
  }

  /** The reference on the confirmation. */
  async reference(): Promise<string> {
    return (await this.page.getByText(/^(?:[2-9A-Z]{3}-){2}[2-9A-Z]{3}$/).textContent()) ?? '';
  }

  /** What the error summary says, each sentence with the id it leads to. */
  problems(): Promise<string[]> {
    return this.summary
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => `${link.getAttribute('href')} ${link.textContent}`));
  }

  /** What is said beside the answers, and which controls are marked. */
  async marks(): Promise<{ beside: string[]; invalid: string[] }> {
    return this.page.getByRole('main').evaluate((main) => {
      const shown = [...main.querySelectorAll<HTMLElement>('[slot="error"]')].filter((each) => !each.hidden);
      return {
        beside: shown.map(({ textContent }) => textContent.trim()),
        invalid: [...main.querySelectorAll('[aria-invalid="true"]')].map(({ id }) => id),
      };
    });
  }
}
