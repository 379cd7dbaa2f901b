import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings, fieldsAsked, fieldsWithoutScript } from '../bench/checks.ts';
import { load } from '../bench/phone.ts';
import type { Loading } from '../bench/phone.ts';
import { startServer } from '../bench/server.ts';
import type { BenchServer } from '../bench/server.ts';
import { buildSystem } from '../bench/systems.ts';
import { openBrowser } from '../site/site.ts';

/** The application form that `npm run bench` compares with other systems', here for what no machine makes slower. */
describe('A person who opens the application form', () => {
  let server: BenchServer;
  let browser: Browser;
  let url: string;
  before(async () => {
    server = await startServer([await buildSystem('plaza')]);
    browser = await openBrowser();
    url = `${server.origin}/plaza/`;
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('sends every answer without JavaScript', async () => {
    assert.deepEqual(await fieldsWithoutScript(browser, url, server), fieldsAsked);
  });

  it('meets nothing that axe finds fault with', async () => {
    assert.deepEqual(await axeFindings(browser, url), []);
  });

  describe('on a slow phone', () => {
    let loading: Loading;
    before(async () => void (loading = await load(browser, url, { slowly: true })));

    it('sees nothing move while the page loads', () => {
      assert.equal(loading.shift, 0);
    });

    it('gets a page that breaks no rule of the strict policy', () => {
      assert.deepEqual(loading.reports, []);
    });

    it('has the page, its styles and its script, and nothing else to wait for', () => {
      assert.ok(loading.scripts > 0 && loading.styles > 0);
      assert.equal(loading.requests, 3);
    });
  });
});
