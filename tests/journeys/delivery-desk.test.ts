/** Somebody of the office at the desk for what did not arrive, in a browser. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Browser, Page } from 'playwright-core';
import {
  deliverer,
  deliveryDesk,
  formMigrations,
  formStore,
  newKey,
  NotDelivered,
  openDatabase,
  plazaFile,
  securityHeaders,
  siteAt,
} from '@plaza-ds/forms/server';
import type { FormTables } from '@plaza-ds/forms/server';
import { sendForm } from '../../examples/permiso-circulacion/send-form.ts';
import { until } from '../../examples/testing/until.ts';
import { findings } from '../accessibility/findings.ts';
import { openBrowser } from './service.ts';

const issuer = 'https://staff.example';
const clara = { issuer, subject: 'clara', level: 'substantial', name: 'Clara' } as const;

describe('At the desk for what did not arrive', () => {
  let browser: Browser;
  let origin: string;
  let page: Page;
  let isDown = true;
  const arrived: string[] = [];
  const broken: string[] = [];
  let giveUp: () => Promise<string>;
  let close: () => Promise<void>;

  before(async () => {
    browser = await openBrowser();
    const folder = mkdtempSync(join(tmpdir(), 'plaza-desk-'));
    const { database, close: closeDatabase } = await openDatabase<FormTables>({ folder }, formMigrations);
    const key = newKey();
    const register = {
      name: 'register',
      deliver({ reference }: { reference: string }) {
        if (isDown) return Promise.reject(new NotDelivered('HTTP_503'));
        arrived.push(reference);
        return Promise.resolve();
      },
    };
    const wait = () => 60 * 60 * 1000;
    const options = { database, key, destinations: [register], log: () => {}, every: 20, most: 1, wait };
    const deliveries = deliverer(options);
    await deliveries.start();
    const store = formStore(database, key, deliveries);
    const app = new Hono();
    const server = createServer(getRequestListener(app.fetch)).listen(0, 'localhost');
    await once(server, 'listening');
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    const site = siteAt(origin, '');
    const desk = deliveryDesk({
      database,
      store,
      passOn: deliveries.passOn,
      site,
      services: [],
      identity: { person: () => Promise.resolve(clara), signIn: () => Promise.resolve(new Response(null)) },
      staff: { issuer },
      base: '/desk',
      languages: ['en', 'es', 'ar'],
      log: () => {},
      frame: ({ title, main, language, direction }) => html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" href="/plaza/plaza.layered.css">
  <script type="module" src="/plaza/cdn/plaza.js"></script>
</head>
<body class="plaza-page"><div class="plaza-container"><main class="plaza-main">${main}</main></div></body>
</html>`,
    });
    app.use(securityHeaders(site, '/plaza'));
    app.get('/plaza/*', ({ req }) => plazaFile(req.path.slice('/plaza/'.length)));
    app.all('/desk', ({ req, env }) => desk.fetch(req.raw, env));

    giveUp = async () => {
      const reference = await sendForm(store, ['register']);
      await until('it is given up', async () => {
        const { state } = await database
          .selectFrom('forms_delivery')
          .innerJoin('forms_submission', 'forms_submission.draft_id', 'forms_delivery.draft_id')
          .select('state')
          .where('reference', '=', reference)
          .executeTakeFirstOrThrow();
        return state === 'failed';
      });
      return reference;
    };
    close = async () => {
      server.close();
      server.closeAllConnections();
      await deliveries.stop();
      await closeDatabase();
      rmSync(folder, { recursive: true });
    };
  });
  after(async () => {
    await browser?.close();
    await close?.();
  });
  beforeEach(() => {
    isDown = true;
    arrived.length = broken.length = 0;
  });

  async function open(options: Parameters<Browser['newContext']>[0] = {}, language = 'en'): Promise<Page> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    page.on('console', (message) => /policy|Trusted/i.test(message.text()) && broken.push(message.text()));
    page.on('pageerror', (error) => broken.push(error.message));
    await page.goto(`${origin}/desk?language=${language}`);
    return page;
  }

  for (const javaScriptEnabled of [false, true])
    it(`has what failed tried again by keyboard alone, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const reference = await giveUp();
      await open({ javaScriptEnabled });
      isDown = false;
      const again = page.getByRole('button', { name: `Try again now ${reference}` });
      for (let times = 0; times < 30 && !(await again.evaluate((each) => each === document.activeElement)); times++)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('It is tried again now').waitFor();
      await until('it arrives', () => arrived.length > 0);
      assert.deepEqual(arrived, [reference]);
      await page.reload();
      assert.doesNotMatch(await page.getByRole('main').innerText(), new RegExp(reference));
      assert.deepEqual(broken, []);
      await page.context().close();
    });

  for (const language of ['en', 'es', 'ar'])
    it(`meets nothing that axe finds fault with, and no page wider than a phone, in ${language}`, async () => {
      await giveUp();
      for (const width of [320, 1280]) {
        await open({ viewport: { width, height: 800 }, reducedMotion: 'reduce' }, language);
        assert.deepEqual(await findings({ page }), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        await page.context().close();
      }
      assert.deepEqual(broken, []);
    });
});
