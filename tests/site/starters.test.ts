import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { Browser, Page } from 'playwright-core';
import { rollup } from 'rollup';
import { tenLines } from '../../docs/site/starters.ts';
import { openBrowser, startSite } from './site.ts';
import type { RunningSite } from './site.ts';

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

let running: RunningSite;
let browser: Browser;
let page: Page;
let warnings: string[];
before(async () => {
  running = await startSite();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await running.close();
});

async function open(address: string): Promise<void> {
  page = await browser.newPage();
  warnings = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && warnings.push(message.text()));
  await page.goto(running.origin + address, { waitUntil: 'networkidle' });
}

/** Serves a page at an address of the site, as a municipality would put it there. */
async function serveAt(address: string, contentType: string, body: string): Promise<void> {
  await page.route(running.origin + address, (route) =>
    route.request().method() === 'GET' ? route.fulfill({ contentType, body }) : route.continue(),
  );
}

const errorsListed = () => page.getByRole('alert').getByRole('link').allInnerTexts();

describe('the page that a municipality copies', () => {
  it('says what is missing, and sends what was filled in', async () => {
    await open('/starters/drop-in.html');
    await page.getByRole('button', { name: 'Send report' }).click();
    assert.deepEqual(await errorsListed(), ['Tell us where the light is', 'Choose what is wrong with the light']);
    await page.getByLabel('Where is the light?').fill('14 Mill Street');
    await page.getByLabel('It flickers').check();
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('This is what would be sent').waitFor();
    assert.deepEqual(await page.getByRole('definition').allInnerTexts(), ['14 Mill Street', 'flickers', '(no answer)']);
    assert.deepEqual(warnings, []);
  });

  it('does so in Spanish', async () => {
    await open('/starters/es/drop-in.html');
    await page.getByRole('button', { name: 'Enviar aviso' }).click();
    assert.equal(await page.getByRole('alert').getByRole('heading').innerText(), 'Hay un problema');
    assert.deepEqual(await errorsListed(), ['Escribe dónde está la luminaria', 'Elige qué le pasa a la luminaria']);
    assert.deepEqual(warnings, []);
  });
});

describe('the page that a developer copies', () => {
  it('works with what a bundler makes of its imports', async () => {
    await open('/');
    const bundle = await rollup({
      input: path('docs/starters/npm/main.js'),
      plugins: [nodeResolve({ browser: true })],
    });
    const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
    await serveAt('/app/', 'text/html; charset=utf-8', readFileSync(path('docs/starters/npm/index.html'), 'utf8'));
    await serveAt('/app/main.js', 'text/javascript', output[0].code);
    await serveAt(
      '/app/plaza.layered.css',
      'text/css',
      readFileSync(path('components/dist/plaza.layered.css'), 'utf8'),
    );
    await page.goto(`${running.origin}/app/`, { waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Send report' }).click();
    assert.deepEqual(await errorsListed(), ['Tell us where the light is', 'Choose what is wrong with the light']);
    assert.deepEqual(warnings, []);
  });
});

describe('the ten lines of the README', () => {
  for (const [language, send, error] of [
    ['en', 'Send', 'Enter your email address'],
    ['es', 'Enviar', 'Escribe tu correo electrónico'],
  ] as const)
    it(`work when pasted into an empty page, in ${language}`, async () => {
      await open('/');
      await serveAt(
        '/pasted',
        'text/html; charset=utf-8',
        `<!doctype html><html lang="${language}"><title>Pasted</title><body>${tenLines(language)}`,
      );
      await page.goto(`${running.origin}/pasted`, { waitUntil: 'networkidle' });
      await page.getByRole('button', { name: send }).click();
      assert.deepEqual(await errorsListed(), [error]);
      assert.equal(await page.getByRole('textbox').getAttribute('aria-invalid'), 'true');
      assert.deepEqual(warnings, []);
    });
});
