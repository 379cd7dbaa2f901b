import { Person } from '../testing/person.ts';
import { pdf } from '../testing/visitor.ts';
import type { Given, Shown, Site } from '../testing/visitor.ts';

/** Somebody who applies for the grant: one page asks everything. */
export class Applicant extends Person {
  constructor(site: Site, origin?: string) {
    super(site, '/demo/energy-grant', { origin });
  }

  /** Sends the page that asks, with these answers in place of right ones, from where it stands or from a new start. */
  async answerWith(given: Given): Promise<Shown> {
    await this.begin();
    return this.goOn({ ...full, ...given });
  }

  declareAndSend(): Promise<Shown> {
    return this.goOn({ 'declarations/truth': 'yes' }, 'send');
  }
}

/** Answers with which nothing is wrong, but for the file. */
export const rightAnswers = {
  name: 'Ñusta Áñez',
  email: 'nusta@example.org',
  'birth_date/day': '27',
  'birth_date/month': '3',
  'birth_date/year': '1980',
  region: 'NB',
  contact: 'phone',
  needs: ['insulation', 'heating'],
  about: 'The roof leaks.',
} satisfies Given;

export const full = { ...rightAnswers, proof: pdf() } satisfies Given;
