import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../hostile/pages.ts';
import { entriesOf, installPlaza } from './project.ts';
import { openRegistry, type Registry } from './registry.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const starter = read('docs/starters/drop-in.html');
const [, readme = ''] = read('README.md').match(/```html\n([\s\S]*?)```/)!;
const strict = "default-src 'self'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  json: 'application/json',
};

let registry: Registry;
let project: string;
let installed: string;
let browser: Browser;

before(async () => {
  registry = await openRegistry(['tokens', 'components']);
  ({ project, installed } = await installPlaza(registry));
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  registry.close();
});

type Visit = { page: Page; requests: string[]; warnings: string[] };

/** A page with what was installed beside it: /plaza/ and /copy/ are the files for pages without a build, /node_modules/ the rest. */
async function visit(body: string, policy = strict): Promise<Visit> {
  const page = await browser.newPage();
  const [requests, warnings]: string[][] = [[], []];
  page.on('console', (message) => warnings!.push(message.text()));
  page.on('pageerror', (error) => warnings!.push(error.message));
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/')
      return route.fulfill({ contentType: 'text/html', body, headers: { 'content-security-policy': policy } });
    requests!.push(pathname.replace(/-[\w-]{8}\.js$/, '.js'));
    const file = fileOf(pathname);
    if (!existsSync(file)) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ contentType: `${types[file.split('.').at(-1)!]}; charset=utf-8`, body: readFileSync(file) });
  });
  await page.goto('http://municipality.example/');
  await page.waitForLoadState('networkidle');
  return { page, requests: requests!, warnings: warnings! };
}

function fileOf(pathname: string): string {
  const [, folder, ...rest] = pathname.split('/');
  if (folder === 'node_modules') return join(project, pathname);
  const name = rest.join('/');
  return join(installed, 'dist', name.endsWith('.css') ? name : `cdn/${name}`);
}

const field = `<plaza-form><form novalidate><plaza-field error-value-missing="Enter your name"><label for="name">Name</label><input id="name" name="name" required></plaza-field>
  <button class="plaza-button">Send</button></form></plaza-form>`;

const pageWith = (head: string, body = field) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A municipality</title>${head}</head><body>${body}</body></html>`;

const script = (src: string) => `<script type="module" src="${src}"></script>`;

/** The errors a person sees after sending the form with nothing in it. */
async function errorsAfterSending({ page }: Visit): Promise<string[]> {
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('[slot=error]:visible').first().waitFor();
  return page.locator('plaza-field [slot=error]:visible').allInnerTexts();
}

describe('A municipality without build tools', () => {
  for (const [where, body] of Object.entries({ 'first page of the docs': starter, README: readme })) {
    it(`puts two files and the lines of the ${where} on a page, and gets a form that says what is missing`, async () => {
      const seen = await visit(body);
      await seen.page.locator('button.plaza-button').click();
      const error = seen.page.locator('plaza-field [slot=error]:visible').first();
      await error.waitFor();
      const [, words] = body.match(/<plaza-field error-value-missing="([^"]+)"/)!;
      assert.ok((await error.innerText()).endsWith(words!));
      const files = seen.requests.filter((path) => !path.endsWith('.ico')).sort();
      assert.deepEqual(files, ['/plaza/plaza.css', '/plaza/plaza.js']);
      assert.deepEqual(seen.warnings, []);
    });
  }

  it('has files refused that somebody changed, and none that nobody did', async () => {
    const sri = JSON.parse(readFileSync(join(installed, 'dist/sri.json'), 'utf8')) as Record<string, string>;
    const tag = (integrity: string) => `<script type="module" src="/plaza/plaza.js" integrity="${integrity}"></script>`;
    const kept = await visit(pageWith(tag(sri['cdn/plaza.js']!)));
    assert.equal(await isDefined(kept.page, 'plaza-field'), true);
    const refused = await visit(pageWith(tag(sri['cdn/field.js']!)));
    assert.equal(await isDefined(refused.page, 'plaza-field'), false);
  });
});

const isDefined = (page: Page, name: string) => page.evaluate((tag) => customElements.get(tag) !== undefined, name);

describe('The autoloader', () => {
  it('loads the elements of the page, and no others', async () => {
    const seen = await visit(pageWith(script('/plaza/autoloader.js'), field));
    await seen.page.waitForFunction(() => customElements.get('plaza-field') && customElements.get('plaza-form'));
    const unused = ['button', 'choices', 'date-field', 'file-field', 'plaza', 'words/es'].map(
      (name) => `/plaza/${name}.js`,
    );
    assert.ok(seen.requests.includes('/plaza/field.js') && seen.requests.includes('/plaza/form.js'));
    assert.deepEqual(
      seen.requests.filter((path) => unused.includes(path)),
      [],
    );
    assert.deepEqual(seen.requests.length, new Set(seen.requests).size);
    assert.deepEqual(seen.warnings, []);
  });

  it('loads an element that is added later', async () => {
    const seen = await visit(pageWith(script('/plaza/autoloader.js'), field));
    assert.equal(await isDefined(seen.page, 'plaza-choices'), false);
    await seen.page.evaluate(() => {
      const added = document.createElement('section');
      added.append(document.createElement('plaza-choices'));
      document.body.append(added);
    });
    await seen.page.waitForFunction(() => customElements.get('plaza-choices'));
    assert.ok(seen.requests.includes('/plaza/choices.js'));
  });

  it('tells the author of a misspelt tag once, and asks the server for nothing', async () => {
    const seen = await visit(
      pageWith(script('/plaza/autoloader.js'), '<plaza-feild></plaza-feild><plaza-feild></plaza-feild>'),
    );
    assert.deepEqual(
      seen.requests.filter((path) => !path.endsWith('.ico')),
      ['/plaza/autoloader.js', '/plaza/shared.js'],
    );
    assert.equal(seen.warnings.filter((text) => text.includes('#unknown-element plaza-feild')).length, 1);
  });

  it('loads the words of the page, and of no other language', async () => {
    const seen = await visit(
      pageWith(script('/plaza/autoloader.js'), field.replace('<plaza-form>', '<plaza-form lang="es">')),
    );
    await seen.page.waitForFunction(() => customElements.get('plaza-field') && customElements.get('plaza-form'));
    await errorsAfterSending(seen);
    assert.deepEqual(
      seen.requests.filter((path) => path.includes('/words/')),
      ['/plaza/words/es.js'],
    );
  });
});

describe('Two copies of Plaza on a page', () => {
  for (const [what, scripts] of Object.entries({
    'the drop-in file from two places': ['/plaza/plaza.js', '/copy/plaza.js'],
    'the drop-in file and one element': ['/plaza/plaza.js', '/copy/field.js'],
    'the drop-in file and the autoloader': ['/plaza/plaza.js', '/copy/autoloader.js'],
  })) {
    it(`work as one: ${what}`, async () => {
      const seen = await visit(pageWith(scripts.map(script).join('')));
      assert.deepEqual(await errorsAfterSending(seen), ['Error: Enter your name']);
      const expected = what.includes('autoloader') ? 0 : 1; // it loads only what is not yet defined
      assert.equal(seen.warnings.filter((text) => text.includes('#defined-twice')).length, expected);
      assert.equal(seen.warnings.length, expected);
    });
  }

  it('leave a class of an agency alone', async () => {
    const imports = Object.fromEntries(
      [...entriesOf(installed)].map(([name, file]) => [name, `/node_modules/@plaza-ds/components/${file}`]),
    );
    const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
    const own = `<script type="module">
      import { Field } from '@plaza-ds/components/classes';
      window.before = customElements.get('plaza-field') === undefined;
      customElements.define('agency-field', class extends Field {});
      await import('/copy/plaza.js');
    </script>`;
    const body = field.replaceAll('plaza-field', 'agency-field');
    const seen = await visit(pageWith(map + own, body), "default-src 'self' 'unsafe-inline'");
    await seen.page.waitForFunction(() => customElements.get('plaza-form'));
    assert.equal(await seen.page.evaluate('window.before'), true);
    assert.equal(await seen.page.evaluate("document.querySelector('agency-field').control.id"), 'name');
    assert.deepEqual(seen.warnings, []);
  });
});
