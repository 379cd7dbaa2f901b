import { Person } from '../../../../examples/testing/person.ts';
import type { Given, Shown, Site } from '../../../../examples/testing/visitor.ts';
import { typedPages } from './household.ts';
import type { TypedPage } from './household.ts';

/** How many items each list gets. */
const wanted: Readonly<Record<string, number>> = { members: 2, incomes: 1 };

/** Somebody who asks for support, page after page, with the answers of `typedPages`. */
export class HouseholdApplicant extends Person {
  /** @param language BCP 47 tag. */
  constructor(site: Site, language = 'en', base = '/support', origin?: string) {
    super(site, base, { language, origin });
  }

  /** Answers the page and goes on. @throws Error where the service does not take it. */
  async answer(): Promise<Shown> {
    const most = wanted[this.pageId];
    if (most !== undefined) {
      const isEnough = this.page.$('.plaza-item-list > li').length >= most;
      return this.goOn({ another: isEnough ? 'no' : 'yes' });
    }
    const { place, pageId } = this;
    const typed = typedPages[pageId];
    if (!typed) throw new Error(`No answer for ${place}: ${this.page.text.slice(0, 200)}`);
    await this.goOn(this.own(typed));
    if (this.page.status !== 200) throw new Error(`${place}: ${JSON.stringify(this.page.problems)}`);
    return this.page;
  }

  /** Answers page after page, from where it stands to the page of this id. */
  async answerUntil(until = 'check'): Promise<Shown> {
    for (let pages = 0; this.pageId !== until; pages++) {
      if (pages === 200) throw new Error(`The page ${until} never came.`);
      await this.answer();
    }
    return this.page;
  }

  /** Declares what is to be declared, and sends. */
  declareAndSend(): Promise<Shown> {
    return this.goOn({ 'declarations/truth': 'yes', 'declarations/signature': 'Samira Haddad' }, 'send');
  }

  /** What the answers are called on this page: for each star the item that the page is about. */
  own(typed: TypedPage): Given {
    const items = this.place.split('/').filter((_, index) => index % 2);
    const named = Object.entries(typed).map(([name, value]) => {
      let depth = 0;
      return [name.replaceAll('*', () => items[depth++]!), typeof value === 'string' ? value : [...value]] as const;
    });
    return Object.fromEntries(named);
  }
}
