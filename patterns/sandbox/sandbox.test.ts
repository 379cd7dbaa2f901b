import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { load } from 'cheerio';
import { createTransport } from 'nodemailer';
import { startSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import english from './words/en.ts';
import spanish from './words/es.ts';

describe('Somebody who opens the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => void (sandbox = await startSandbox()));
  after(() => sandbox.close());
  afterEach(async () => {
    sandbox.inbox.clear();
    await sandbox.inbox.behave('accept');
  });

  async function open(path: string, options: RequestInit = {}) {
    const response = await fetch(new URL(path, sandbox.origin), options);
    const $ = load(await response.text());
    const text = $('main').text().replace(/\s+/g, ' ').trim();
    return { response, $, heading: $('h1').text(), text };
  }

  const press = (path: string, form: Record<string, string>, origin = sandbox.origin) =>
    open(path, { method: 'POST', body: new URLSearchParams(form), headers: { origin } });

  async function send(message: { subject?: string; text?: string; html?: string }): Promise<string> {
    const transport = createTransport({ url: sandbox.inbox.url } as never);
    await transport.sendMail({ from: 'office@example.org', to: 'ada@example.org', ...message });
    return `/inbox/${sandbox.inbox.messages().at(-1)!.id}`;
  }

  it('is led to the inbox, which says where to send mail', async () => {
    const { response, heading, text } = await open('/');
    assert.equal(new URL(response.url).pathname, '/inbox/');
    assert.equal(heading, english.inbox);
    assert.match(text, new RegExp(`${sandbox.inbox.url}.*${english.none}`));
  });

  it('sees the newest message first, and follows its link', async () => {
    await send({ subject: 'Before', text: 'x' });
    await send({ subject: 'After', text: 'Come back: https://example.org/link/a_b-c.' });
    const { $ } = await open('/inbox/');
    const titles = $('main h2 a').toArray();
    assert.deepEqual(
      titles.map((link) => $(link).text()),
      ['After', 'Before'],
    );
    const message = await open($(titles[0]!).attr('href')!);
    assert.equal(message.heading, 'After');
    assert.equal(message.$('main p a').attr('href'), 'https://example.org/link/a_b-c');
  });

  it('reads markup as text, whatever somebody wrote', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const path = await send({ subject: hostile, text: hostile, html: `<p>${hostile}</p>` });
    for (const shown of [await open('/inbox/'), await open(path)]) {
      assert.equal(shown.$('script, img, iframe').length, 0);
      assert.match(shown.text, /<script>alert\(1\)<\/script>/);
    }
    assert.ok((await open(path)).text.includes(`<p>${hostile}</p>`));
  });

  it('is told what is not there', async () => {
    const { response, heading } = await open('/inbox/999');
    assert.deepEqual([response.status, heading], [404, english.notFound]);
  });

  it('lets the mail server misbehave, and sees that it does', async () => {
    const control = await open('/inbox/control');
    assert.equal(control.$('input[checked]').attr('value'), 'accept');
    const saved = await press('/inbox/control', { behaviour: 'refuse' });
    assert.match(saved.text, new RegExp(english.saved));
    assert.equal(saved.$('input[checked]').attr('value'), 'refuse');
    await assert.rejects(send({ subject: 'Refused' }), /550/);
    assert.match((await open('/inbox/')).text, new RegExp(english.now));
  });

  it('can choose each of the ways, by its words', async () => {
    const { $ } = await open('/inbox/control');
    const ways = $('input[name="behaviour"]').toArray();
    assert.deepEqual(
      ways.map((way) => $(`label[for="${$(way).attr('id')}"]`).text()),
      [english.accept, english.refuse, english['refuse-for-now'], english.slow, english.unreachable],
    );
  });

  it('deletes all messages', async () => {
    await send({ subject: 'One' });
    assert.match((await press('/inbox/clear', {})).text, new RegExp(english.none));
    assert.equal(sandbox.inbox.messages().length, 0);
  });

  it('cannot be made to do anything by another site', async () => {
    const { response, heading } = await press('/inbox/control', { behaviour: 'refuse' }, 'http://other.example');
    assert.deepEqual([response.status, heading], [403, english.refused]);
    assert.equal(sandbox.inbox.behaviour, 'accept');
  });

  it('reads it in Spanish, by what the browser asks for or the link', async () => {
    const path = await send({ subject: 'Hola', text: 'x' });
    for (const place of ['/inbox/', '/inbox/control', path]) {
      const byBrowser = await open(place, { headers: { 'accept-language': 'es-CL' } });
      const byLink = await open(`${place}?language=es`, { headers: { 'accept-language': 'en' } });
      assert.deepEqual([byBrowser.$('html').attr('lang'), byLink.$('html').attr('lang')], ['es', 'es']);
      assert.ok(byLink.$('.plaza-header-name').text() === spanish.name);
    }
  });

  it('gets every page under the strict policy, with the looks of Plaza', async () => {
    const { response, $ } = await open('/inbox/');
    const policy = response.headers.get('content-security-policy')!;
    for (const part of ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"])
      assert.ok(policy.includes(part), part);
    const look = await fetch(new URL($('link[rel="stylesheet"]').attr('href')!, sandbox.origin));
    assert.deepEqual([look.status, look.headers.get('content-type')], [200, 'text/css']);
    await look.body?.cancel();
  });
});

describe('The sandbox', () => {
  it('does not start in production, where mail for people would end in it', async () => {
    process.env.NODE_ENV = 'production';
    try {
      const starting = startSandbox().then(({ close }) => close());
      await assert.rejects(starting, { code: 'sandbox-in-production' });
    } finally {
      delete process.env.NODE_ENV;
    }
  });

  it('says the same in every language', () => {
    assert.deepEqual(Object.keys(spanish), Object.keys(english));
    assert.deepEqual(
      Object.values(spanish).filter((words) => !words.trim()),
      [],
    );
  });
});
