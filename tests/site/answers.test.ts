import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tenLines } from '../../docs/site/starters.ts';
import { docsPages, examplePages, startSite } from './site.ts';
import type { RunningSite } from './site.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let running: RunningSite;
before(async () => void (running = await startSite()));
after(() => running.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(running.origin + path, { headers, redirect: 'manual' });

/** What the strict policy forbids, found in the HTML as it is sent. */
function inlineCode(html: string): string[] {
  return [
    /<style\b/i,
    /<[a-z][^>]*\sstyle=/i,
    /<script\b(?![^>]*\ssrc=)/i,
    /<[a-z][^>]*\son[a-z]+=/i,
    /<[a-z][^>]*="javascript:/i,
  ]
    .map((pattern) => html.match(pattern)?.[0] ?? '')
    .filter(Boolean);
}

describe('every page of the docs, and every example alone', () => {
  it('is there', () => {
    assert.ok(docsPages.length > 20, `only ${docsPages.length} pages`);
    assert.ok(examplePages.length > 40, `only ${examplePages.length} examples`);
  });

  for (const path of [...docsPages, ...examplePages])
    it(`answers under the strict policy, with nothing inline: ${path}`, async () => {
      const response = await get(path);
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.equal(response.status, 200);
      assert.match(policy, /(^|; )default-src 'self'(;|$)/);
      assert.match(policy, /require-trusted-types-for 'script'/);
      assert.doesNotMatch(policy, /unsafe|data:|\*|https?:/);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(response.headers.get('referrer-policy'), 'same-origin');
      assert.deepEqual(inlineCode(await response.text()), []);
    });
});

describe('an example alone', () => {
  const html = async (query: string) => (await get(`/examples/field/text${query}`)).text();

  it('has the theme, direction, styles and scripts that its address asks for', async () => {
    assert.match(
      await html(''),
      /<html lang="en" dir="ltr">[\s\S]*plaza\.layered\.css[\s\S]*<script type="module" src="\/plaza\/cdn\/field\.js">/,
    );
    assert.match(await html('?theme=high-contrast-dark'), /<html[^>]* data-plaza-theme="high-contrast-dark"/);
    assert.match(await html('?dir=rtl'), /<html[^>]* dir="rtl"/);
    assert.match(await html('?css=hostile'), /href="\/plaza\/plaza\.css"/);
    assert.doesNotMatch(await html('?script=off'), /<script/);
  });

  it('takes no words of its address into the page', async () => {
    const tried = await html('?theme=%22%3E%3Cscript%3E&dir=%22onload%3D&css=%22%3E');
    assert.doesNotMatch(tried, /onload|"><script>/);
  });

  it('may be framed by the docs, and nothing else of the site by anybody', async () => {
    const ancestors = async (path: string) =>
      (await get(path)).headers.get('content-security-policy')?.match(/frame-ancestors ([^;]+)/)?.[1];
    assert.equal(await ancestors('/examples/field/text'), "'self'");
    assert.equal(await ancestors('/'), "'none'");
    assert.equal(await ancestors('/demo/energy-grant'), "'none'");
    assert.equal(await ancestors('/there-is-no-such-page'), "'none'");
  });

  it('takes the focus on a page of its own, but not in a frame, where it would pull the reader down the page', async () => {
    const shown = async (destination: string) => {
      const response = await get('/examples/interruption/before-going-on', { 'sec-fetch-dest': destination });
      assert.match(response.headers.get('vary')!, /Sec-Fetch-Dest/);
      return response.text();
    };
    assert.match(await shown('document'), /<h1 tabindex="-1" autofocus>/);
    assert.match(await shown('iframe'), /<h1 tabindex="-1">/);
  });

  it('answers a form with what it would send, and runs none of it', async () => {
    const form = new FormData();
    form.set('full "name"', '<script>alert(1)</script>\r\nsecond line');
    form.set('proof', new File(['hello'], '<b>letter</b>.pdf'));
    const response = await fetch(`${running.origin}/examples/field/text`, { method: 'POST', body: form });
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.match(
      text,
      /<dt>full &quot;name&quot;<\/dt><dd>&lt;script&gt;alert\(1\)&lt;\/script&gt;\nsecond line<\/dd>/,
    );
    assert.match(text, /&lt;b&gt;letter&lt;\/b&gt;\.pdf, 5 bytes/);
    assert.deepEqual(inlineCode(text), []);
  });

  it('answers wherever its links and forms lead, for those who press them', async () => {
    const headers = { accept: 'text/html', referer: `${running.origin}/examples/form/application` };
    const followed = await get('/homes/%3Cscript%3E', headers);
    assert.match(await followed.text(), /This link leads to your own page[\s\S]*Back to/);
    const body = new URLSearchParams({ full_name: 'María' });
    const sent = await fetch(`${running.origin}/energy-grant`, { method: 'POST', body, headers });
    assert.match(await sent.text(), /<dt>full_name<\/dt><dd>María<\/dd>/);
  });

  it('says in words that a file is too large', async () => {
    const response = await fetch(`${running.origin}/examples/field/text`, {
      method: 'POST',
      body: new Uint8Array(20_000_001),
    });
    assert.equal(response.status, 413);
    assert.match(await response.text(), /<h1[^>]*>The file is too large<\/h1>/);
  });
});

describe('a file of Plaza', () => {
  it('comes with its type, compressed, and again only when it has changed', async () => {
    const first = await get('/plaza/plaza.css', { 'accept-encoding': 'gzip' });
    assert.match(first.headers.get('content-type')!, /^text\/css/);
    assert.equal(first.headers.get('content-encoding'), 'gzip');
    assert.match(first.headers.get('vary')!, /Accept-Encoding/i);
    assert.ok(first.headers.get('last-modified'));
    const again = await get('/plaza/plaza.css', { 'if-none-match': first.headers.get('etag')! });
    assert.equal(again.status, 304);
    assert.match((await get('/plaza/plaza.js')).headers.get('content-type')!, /^text\/javascript/);
    assert.match((await get('/plaza/custom-elements.json')).headers.get('content-type')!, /^application\/json/);
  });

  it('is kept for good only where its name changes with its content', async () => {
    const field = await (await get('/plaza/cdn/field.js')).text();
    const shared = field.match(/shared-[\w-]{8}\.js/)![0];
    assert.match((await get(`/plaza/cdn/${shared}`)).headers.get('cache-control')!, /immutable/);
    assert.equal((await get('/plaza/cdn/field.js')).headers.get('cache-control'), 'no-cache');
  });

  it('is all that can be read: no way leads out of the folder', async () => {
    for (const path of ['/plaza/%2e%2e/package.json', '/plaza/..%2fpackage.json', '/%2e%2e/package.json', '/plaza/%00'])
      assert.equal((await get(path)).status, 404, path);
  });
});

describe('an address where nothing is', () => {
  it('says so in words and leads home', async () => {
    const response = await get('/there-is-no-such-page');
    assert.equal(response.status, 404);
    assert.match(await response.text(), /<h1[^>]*>There is no page here<\/h1>[\s\S]*href="\/"/);
  });
});

describe('the README', () => {
  it('has the ten lines that the home page shows, and the docs test', () => {
    const readme = readFileSync(`${root}README.md`, 'utf8');
    assert.equal(tenLines('en').split('\n').length, 10);
    assert.ok(readme.includes(`\`\`\`html\n${tenLines('en')}\n\`\`\``));
  });
});

describe('the server', () => {
  it('refuses to start where its cookies would travel in the clear', () => {
    const env = { ...process.env, PORT: '0', PLAZA_ORIGIN: 'http://www.example.org' };
    const start = () =>
      execFileSync(process.execPath, ['docs/server.ts'], { cwd: root, env, encoding: 'utf8', stdio: 'pipe' });
    assert.throws(start, /cannot be served at "http:\/\/www\.example\.org"/);
  });
});
