import { html } from 'hono/html';
import { Person } from '../../../examples/testing/person.ts';
import type { Shown } from '../../../examples/testing/visitor.ts';
import type { Definition } from '../definition/definition.ts';
import { forms } from './forms.ts';
import type { FormsService } from './forms.ts';
import type { FormsOptions } from './running-service.ts';
import { siteAt } from './site.ts';
import type { FormStore } from './store.ts';

export const w = (en: string) => ({ en });
const origin = 'http://localhost';

/** A card of the library: a name, what people must know, and a question that nobody has to answer. */
export const card: Definition = {
  id: 'card',
  version: 1,
  languages: ['en'],
  title: w('Get a card'),
  agency: w('Library'),
  timeZone: 'UTC',
  data: {
    type: 'object',
    properties: {
      name: { $ref: 'std:text' },
      code: { $ref: 'std:text' },
      group: { $ref: 'std:equality' },
    },
    required: ['name'],
  },
  questions: {
    name: { label: w('Name') },
    code: { label: w('Code'), sensitive: true },
    group: { label: w('Group'), options: [{ value: 'a', label: w('A') }] },
  },
  pages: [
    { id: 'name', ask: ['name', 'code'], heading: w('Your name') },
    {
      id: 'know',
      ask: [],
      heading: w('One card for each person'),
      text: [w('A second is not given.')],
      kind: 'interruption',
    },
    { id: 'group', ask: ['group'] },
  ],
};

/** Somebody in front of the service with the card, as its options have it. */
export class Borrower extends Person {
  readonly site: FormsService;

  constructor(store: FormStore, options: Partial<FormsOptions> = {}) {
    const service = forms({
      definitions: [card],
      store,
      site: siteAt(origin, ''),
      base: '/card',
      frame: ({ title, main }) => html`<title>${title}</title><main>${main}</main>`,
      log: () => {},
      ...options,
    });
    super(service, '/card');
    this.site = service;
  }

  async answerAll(): Promise<Shown> {
    await this.begin();
    await this.goOn({ name: 'Ada', code: '' });
    await this.goOn();
    return this.goOn({ group: 'a' });
  }
}
