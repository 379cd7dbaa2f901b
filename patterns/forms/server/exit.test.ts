/** A service for people who must not be seen on its pages: each page has a way out at once. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { html } from 'hono/html';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import type { FramedPage } from './running-service.ts';
import { newKey } from './sealed.ts';
import { formStore } from './store.ts';
import type { FormStore } from './store.ts';
import { formMigrations } from './tables.ts';
import type { FormTables } from './tables.ts';
import { Borrower, card } from './testing.ts';

onEveryDatabase<FormTables>('A service with a way out at once', formMigrations, (opened) => {
  let store: FormStore;
  before(() => void (store = formStore(opened().database, newKey())));
  const to = 'https://weather.example/';
  const framed: FramedPage[] = [];
  const borrower = (exitQuickly?: { to: string }) =>
    new Borrower(store, {
      definitions: [{ ...card, ...(exitQuickly && { exitQuickly }) }],
      frame(page) {
        framed.push(page);
        return html`<title>${page.title}</title><main>${page.main}</main>`;
      },
    });

  describe('that its definition asks for', () => {
    it('has it first on every page, and has no page kept on the way', async () => {
      const somebody = borrower({ to });
      const sees = (what: string) => {
        const { page } = somebody;
        const link = page.$('main > plaza-exit-this-page:first-child a');
        assert.deepEqual([link.attr('href'), link.text()], [to, 'Exit this page'], what);
        assert.match(link.attr('rel')!, /noreferrer/, what);
        assert.equal(page.response.headers.get('cache-control'), 'no-store', what);
        const { exit, elements = [] } = framed.at(-1)!;
        assert.deepEqual(
          [exit, elements.includes('exit-this-page')],
          [{ href: to, text: 'Exit this page' }, true],
          what,
        );
      };
      await somebody.open('/card');
      sees('start');
      await somebody.begin();
      sees('question');
      await somebody.goOn({ name: '' });
      assert.equal(somebody.page.status, 422);
      sees('what is to be mended');
      await somebody.goOn({ name: 'Ada' });
      sees('interruption');
      await somebody.goOn();
      await somebody.goOn({ group: 'a' });
      sees('check');
      await somebody.goOn({}, 'send');
      sees('sent');
      await somebody.open('/card/nothing');
      sees('not found');
    });
  });

  describe('that its definition does not ask for', () => {
    it('has none', async () => {
      const somebody = borrower();
      await somebody.begin();
      assert.equal(somebody.page.$('plaza-exit-this-page').length, 0);
      assert.equal(somebody.page.response.headers.get('cache-control'), 'private, no-cache');
      assert.equal(framed.at(-1)!.exit, undefined);
    });
  });
});
