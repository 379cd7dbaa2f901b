/** Somebody who asks for the vehicle permit in a browser. */
import type { Page } from 'playwright-core';
import definition from '../../examples/permiso-circulacion/definition.json' with { type: 'json' };
import { Applicant, newPickup, renewal } from '../../examples/permiso-circulacion/applicant.ts';
import type { Given } from '../../examples/testing/visitor.ts';
import { network, Person, standing } from './person.ts';
import type { Begun as BegunBy, Language } from './person.ts';
import type { Service } from './service.ts';

export { newPickup, renewal };
export type Begun = BegunBy<Applicant>;

/** What a co-owner answers. */
export const coOwner = (name: string, share: string): Given => ({
  'others/*/name/given': name,
  'others/*/name/family': 'Rojas',
  'others/*/run': '33.333.333-3',
  'others/*/share': share,
});

/** Answers every page before `place` by plain requests. */
export async function begun(
  service: Service,
  place: string,
  { answers = renewal, language = 'en' as Language } = {},
): Promise<Begun> {
  const applicant = new Applicant(network, service.origin);
  applicant.visitor.language = language;
  await applicant.begin();
  const isItem = place === 'others/new';
  await applicant.goThrough(answers, isItem ? 'others' : place);
  if (isItem) await applicant.goOn({ another: 'yes' });
  return standing(service, applicant);
}

export class PermitApplicant extends Person {
  readonly #service: Service;

  constructor(page: Page, service: Service, language: Language = 'en') {
    super(page, service, definition, language);
    this.#service = service;
  }

  async addAnother(yes: boolean): Promise<void> {
    await this.page.getByRole('radio', { name: this.word(yes ? 'yes' : 'no'), exact: true }).check();
    await this.goOn();
  }

  async addCoOwner(name: string, share: string): Promise<void> {
    await this.addAnother(true);
    await this.fill(coOwner(name, share));
    await this.goOn();
  }

  /** Comes to a page that is still unanswered. */
  async reach(place: string, answers: Record<string, Given> = renewal): Promise<void> {
    await this.open(await begun(this.#service, place, { answers, language: this.language }));
  }
}
