import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { html } from 'hono/html';
import type { FormStore } from '@plaza-ds/forms/server';
import { Visitor } from '../testing/visitor.ts';
import { municipality } from './app.ts';

const store = {} as FormStore; // none of these pages asks it anything
const site = municipality({ store, origin: 'http://localhost:4200', plazaUrl: '/plaza' });
const visitor = new Visitor(site, 'http://localhost:4200');

describe('The municipality', () => {
  it('says on its first page what can be done, with and without a slash at the end', async () => {
    for (const path of ['/demo', '/demo/', '/demo?language=en']) {
      const page = await visitor.open(path);
      assert.equal(page.status, 200);
      assert.equal(page.title, 'Services – Municipality of Peñaluna');
      const links = page.$('main a').toArray();
      assert.deepEqual(
        links.map((link) => page.$(link).attr('href')),
        ['/demo/energy-grant?language=en', '/demo/permiso-circulacion?language=en'],
      );
    }
  });

  it('speaks the language that was chosen, else the one the browser asks for, else Spanish', async () => {
    const spoken = async (language: string, query = '') => {
      visitor.language = language;
      return (await visitor.open(`/demo${query}`)).$('html').attr('lang');
    };
    assert.equal(await spoken('en-GB,en;q=0.9'), 'en');
    assert.equal(await spoken('de, es-CL;q=0.8, en;q=0.5'), 'es');
    assert.equal(await spoken('de'), 'es');
    assert.equal(await spoken(''), 'es');
    assert.equal(await spoken('en', '?language=es'), 'es');
    assert.equal(await spoken('en', '?language="><script>'), 'en');
    visitor.language = 'en';
  });

  it('leads to the same page in the other language', async () => {
    const page = await visitor.open('/demo');
    const [link] = page.$('.plaza-languages a').toArray();
    assert.deepEqual(
      [page.$(link!).text(), page.$(link!).attr('href'), page.$(link!).attr('lang'), page.$(link!).attr('hreflang')],
      ['Español', '/demo?language=es', 'es', 'es'],
    );
    assert.equal(page.$('.plaza-languages [aria-current]').text(), 'English');
  });

  it('says of a service that asks people to sign in that it is not there, where nobody can', async () => {
    for (const path of ['', '/draft/x/owner', '/return']) {
      const page = await visitor.open(`/demo/permiso-circulacion${path}`);
      assert.equal(page.status, 503);
      assert.equal(page.heading, 'This service is not available here');
    }
  });

  it('says so where there is no page, and shows no address as HTML', async () => {
    const page = await visitor.open('/demo/"><script>alert(1)</script>');
    assert.equal(page.status, 404);
    assert.equal(page.heading, 'We cannot find that page');
    assert.equal(page.$('script').length, 0);
    assert.equal(page.$('main a').attr('href'), '/demo?language=en');
  });

  it('keeps its pages under a strict policy, whatever they are', async () => {
    for (const path of ['/demo', '/demo/energy-grant', '/demo/nothing', '/demo/energy-grant/return']) {
      const { response, $ } = await visitor.open(path);
      const { headers } = response;
      const policy = headers.get('content-security-policy')!.split('; ');
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ])
        assert.ok(policy.includes(part), `${path}: ${part}`);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'same-origin');
      assert.ok(headers.get('cache-control'), path);
      assert.match(headers.get('vary')!, /Accept-Language/);
      assert.equal($('[style], style, script:not([src]), [onclick]').length, 0);
      assert.doesNotMatch($.html(), /undefined|\[object|NaN/);
    }
  });

  it('promises https only where there is https', async () => {
    assert.equal((await visitor.open('/demo')).response.headers.get('strict-transport-security'), null);
    const secure = new Visitor(municipality({ store, origin: 'https://example.org' }), 'https://example.org');
    assert.match((await secure.open('/demo')).response.headers.get('strict-transport-security')!, /max-age=\d{8}/);
  });

  it('loads no script on pages without elements', async () => {
    const scripts = async (path: string) => {
      const { $ } = await visitor.open(path);
      return $('script')
        .toArray()
        .map((script) => [$(script).attr('type'), $(script).attr('src')]);
    };
    assert.deepEqual(await scripts('/demo/energy-grant'), []);
    assert.deepEqual(await scripts('/demo'), []);
  });

  it('allows Plaza to come from another host, and nothing else from there', async () => {
    const elsewhere = new Visitor(
      municipality({ store, origin: 'https://example.org', plazaUrl: 'https://plaza.example/1' }),
      'https://example.org',
    );
    const page = await elsewhere.open('/demo');
    const policy = page.response.headers.get('content-security-policy')!;
    assert.match(policy, /script-src 'self' https:\/\/plaza\.example;/);
    assert.match(policy, /connect-src 'self';/);
    assert.equal(page.$('link').attr('href'), 'https://plaza.example/1/plaza.layered.css');
  });

  it('does not start where what people type would cross the network in the clear', () => {
    for (const origin of [
      'http://example.org',
      'http://192.168.1.5:3000',
      'http://localhost.example.org',
      'ftp://localhost',
      'localhost:3000',
      '',
    ])
      assert.throws(() => municipality({ store, origin }), { code: 'insecure-origin' }, origin);
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000', 'https://example.org'])
      municipality({ store, origin });
  });
});

describe('A page', () => {
  it('escapes every value, in text and in attributes', () => {
    const value = `<b>&amp;"'`;
    assert.equal(
      String(html`<p title="${value}">${value}${[value]}</p>`),
      `<p title="${'&lt;b&gt;&amp;amp;&quot;&#39;'}">${'&lt;b&gt;&amp;amp;&quot;&#39;'.repeat(2)}</p>`,
    );
  });
});
