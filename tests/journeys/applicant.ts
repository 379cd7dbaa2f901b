/** Somebody who applies for the energy grant in a browser: one page asks everything. */
import { say } from '@plaza-ds/forms';
import type { Definition } from '@plaza-ds/forms';
import type { Locator, Page } from 'playwright-core';
import { Applicant as Plain, rightAnswers as usual } from '../../examples/energy-grant/applicant.ts';
import document from '../../examples/energy-grant/definition.json' with { type: 'json' };
import { pdf } from '../../examples/testing/visitor.ts';
import type { Given } from '../../examples/testing/visitor.ts';
import { network, Person, standing } from './person.ts';
import type { Language } from './person.ts';
import type { Service } from './service.ts';

const definition = document as unknown as Definition;

/** Answers with which nothing is wrong, and with which much could go wrong on the way. */
export const rightAnswers = {
  ...usual,
  name: 'Ñusta Áñez O’Higgins',
  needs: ['insulation', 'windows'],
  about: 'The roof leaks.\nThe “north” wall is <damp> & cold: 5 °C.',
  proof: pdf('carta de agua.pdf'),
} satisfies Given;

const texts = ['name', 'email', 'birth_date/day', 'birth_date/month', 'birth_date/year', 'region', 'about'] as const;

/** Everything that the page holds; of a file, its name. */
export type Held = Record<(typeof texts)[number] | 'contact' | 'proof', string> & { needs: string[] };

/** What the page holds once these answers are written on it. */
export function heldOf({ proof, ...answers }: typeof rightAnswers): Held {
  return { ...answers, proof: proof.name };
}

export class Applicant extends Person {
  readonly #service: Service;

  constructor(page: Page, service: Service, language: Language = 'en') {
    super(page, service, definition, language);
    this.#service = service;
  }

  /** Comes to the page that asks, not yet answered. Where a script never comes, nobody waits for it. */
  async reach(waitUntil: 'load' | 'commit' = 'load'): Promise<void> {
    const plain = new Plain(network, this.#service.origin);
    plain.visitor.language = this.language;
    await plain.begin();
    await this.open(standing(this.#service, plain), waitUntil);
    await this.continue.waitFor();
  }

  get continue(): Locator {
    return this.button('continue');
  }

  /** A sentence of the definition for something that is wrong. */
  error(question: string, code: string): string {
    return say(definition.questions[question]!.errors![code]!, this.language);
  }

  option(question: string, value: string): string {
    return say(definition.questions[question]!.options!.find((option) => option.value === value)!.label, this.language);
  }

  /** Goes on to the answers, declares that they are true, and sends them; gives the reference. */
  async send(): Promise<string> {
    await this.goOn();
    await this.declareAndSend();
    return this.reference();
  }

  /** Everything the page holds now, as a person sees it. */
  async held(): Promise<Held> {
    const checked = async (question: string) => {
      const values = definition.questions[question]!.options!.map(({ value }) => value);
      const states = await Promise.all(values.map((value) => this.control(question, value).isChecked()));
      return values.filter((_, index) => states[index]);
    };
    const values = await Promise.all(texts.map((name) => this.control(name).inputValue()));
    const chosen = await this.control('proof').evaluate((input) => (input as HTMLInputElement).files?.[0]?.name);
    const kept = this.page.locator('#proof-kept:visible bdi, plaza-file-upload .plaza-file-list span bdi').first();
    return {
      ...(Object.fromEntries(texts.map((text, index) => [text, values[index]])) as Record<
        (typeof texts)[number],
        string
      >),
      contact: (await checked('contact')).join(),
      needs: await checked('needs'),
      proof: chosen ?? ((await kept.count()) ? ((await kept.textContent()) ?? '') : ''),
    };
  }

  /** What the list of answers says of one thing, letter by letter. */
  answerShown(question: string): Promise<string> {
    return this.page.locator('.plaza-summary-list').evaluate((list, label) => {
      const term = [...list.querySelectorAll('dt')].find(({ textContent }) => textContent === label);
      return term?.nextElementSibling?.textContent ?? `nothing is called “${label}”`;
    }, this.label(question));
  }
}
