/** Somebody who applies for a grant: fills in the form by what is written beside each answer, and reads what comes back. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import english from '../../examples/energy-grant/words/en.ts';
import spanish from '../../examples/energy-grant/words/es.ts';
import type { Words } from '../../examples/energy-grant/words/en.ts';
import { regions } from '../../examples/energy-grant/regions.ts';
import type { Service } from './service.ts';

export type Language = 'en' | 'es';
export const words: Record<Language, Words> = { en: english, es: spanish };

export interface ChosenFile {
  name: string;
  buffer: Buffer;
}

/** What somebody answers. Options are named by what the form sends for them. */
export interface Answers {
  name: string;
  email: string;
  day: string;
  month: string;
  year: string;
  region: string;
  contact: string;
  needs: string[];
  about: string;
  proof: ChosenFile | undefined;
}

export const rightAnswers: Answers = {
  name: 'Ñusta Áñez O’Higgins',
  email: 'nusta@example.org',
  day: '27',
  month: '3',
  year: '1980',
  region: 'NB',
  contact: 'phone',
  needs: ['insulation', 'windows'],
  about: 'The roof leaks.\nThe “north” wall is <damp> & cold: 5 °C.',
  proof: file('carta de agua.pdf', '%PDF-1.7\n1 0 obj\n<< >>\nendobj\n'),
};

export function file(name: string, content: string): ChosenFile {
  return { name, buffer: Buffer.from(content) };
}

/** The form page as somebody sees it. Everything is found by its words. */
export class Applicant {
  readonly page: Page;
  readonly language: Language;
  readonly words: Words;
  readonly #service: Service;

  constructor(page: Page, service: Service, language: Language = 'en') {
    this.page = page;
    this.language = language;
    this.words = words[language];
    this.#service = service;
  }

  /** Opens the form. Where a script never comes, nobody waits for it. */
  async open(waitUntil: 'load' | 'commit' = 'load'): Promise<void> {
    await this.page.goto(`${this.#service.origin}/demo/energy-grant?language=${this.language}`, { waitUntil });
    await this.send.waitFor();
  }

  labelled(label: string): Locator {
    return this.page.getByRole('main').getByLabel(label, { exact: true });
  }

  /** The control of each answer, by the words beside it. */
  get controls(): Record<'name' | 'email' | 'day' | 'month' | 'year' | 'region' | 'about' | 'proof', Locator> {
    const { name, email, day, month, year, region, about, proof } = this.words;
    const controls = { name, email, day, month, year, region, about, proof };
    return Object.fromEntries(Object.entries(controls).map(([key, label]) => [key, this.labelled(label)])) as never;
  }

  contact(value: string): Locator {
    return this.labelled(this.words.contacts[value as keyof Words['contacts']]);
  }

  need(value: string): Locator {
    return this.labelled(this.words.needNames[value as keyof Words['needNames']]);
  }

  get send(): Locator {
    return this.page.getByRole('button', { name: this.words.send });
  }

  /** Gives these answers, in the order of the page. What is not named is left alone. */
  async fill({ region, contact, needs, proof, ...texts }: Partial<Answers>): Promise<void> {
    const { controls } = this;
    for (const [name, text] of Object.entries(texts)) await controls[name as keyof typeof texts].fill(text);
    if (region) {
      await controls.region.focus();
      await controls.region.selectOption({ label: regions[region as keyof typeof regions] });
    }
    if (contact) await this.contact(contact).check();
    for (const need of needs ?? []) await this.need(need).check();
    if (proof) await this.choose(proof);
  }

  /** Chooses a file, which lies on the disk as people's files do: a page that comes back can find it again. */
  async choose({ name, buffer }: ChosenFile): Promise<void> {
    const folder = mkdtempSync(join(this.#service.folder, 'file-'));
    writeFileSync(join(folder, name), buffer);
    await this.controls.proof.setInputFiles(join(folder, name));
  }

  /** Goes back to the form, whether the browser kept its page or makes it again: one that it kept is not loaded. */
  async back(): Promise<void> {
    const shown = this.page.waitForEvent('framenavigated');
    await this.page.evaluate(() => history.back()).catch(() => {}); // the page may be gone before it can answer
    await shown;
    await this.send.waitFor();
  }

  /** Everything the form holds now, as a person sees it. */
  async held(): Promise<Answers> {
    const { controls, words } = this;
    const checked = async (options: string[], control: (value: string) => Locator) => {
      const states = await Promise.all(options.map((value) => control(value).isChecked()));
      return options.filter((_, index) => states[index]);
    };
    const texts = ['name', 'email', 'day', 'month', 'year', 'region', 'about'] as const;
    const values = await Promise.all(texts.map((name) => controls[name].inputValue()));
    const proof = await controls.proof.evaluate((input) => (input as HTMLInputElement).files?.[0]?.name);
    const kept = this.page.locator('#proof-kept bdi');
    const name = proof ?? ((await kept.count()) ? await kept.textContent() : undefined);
    return {
      ...(Object.fromEntries(texts.map((text, index) => [text, values[index]])) as Record<
        (typeof texts)[number],
        string
      >),
      contact: (await checked(Object.keys(words.contacts), (value) => this.contact(value))).join(),
      needs: await checked(Object.keys(words.needNames), (value) => this.need(value)),
      proof: name ? file(name, '') : undefined,
    };
  }

  /** The reference on the confirmation page. */
  async reference(): Promise<string> {
    await this.page.getByRole('heading', { level: 1, name: this.words.confirmation.title, exact: true }).waitFor();
    return (await this.page.getByText(/^(?:[2-9A-Z]{3}-){2}[2-9A-Z]{3}$/).textContent()) ?? '';
  }

  /** What the list of what was sent says of one thing, letter by letter. */
  answerShown(label: string): Promise<string> {
    return this.page.locator('.plaza-summary-list').evaluate((list, label) => {
      const term = [...list.querySelectorAll('dt')].find(({ textContent }) => textContent === label);
      return term?.nextElementSibling?.textContent ?? `nothing is called “${label}”`;
    }, label);
  }
}
