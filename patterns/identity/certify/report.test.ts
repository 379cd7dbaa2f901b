import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from 'cheerio';
import type { Certificate } from './certify.ts';
import { reportJson, reportPage } from './report.ts';
import { shownAddress } from './site.ts';
import { certifyWords } from './words/catalogue.ts';

const certificate: Certificate = {
  date: '2031-03-04T12:00:00.000Z',
  url: 'http://localhost:8080/<b>start</b>',
  sandbox: 'http://127.0.0.1:3001',
  profile: 'claveunica',
  version: '1.2.3',
  results: [
    {
      id: 'scope',
      title: 'title.scope',
      source: { requirements: [3], standards: ['RFC 6749 §3.3'], rule: 'scope' },
      outcome: 'failed',
      seen: 'seen.value',
      values: { name: 'scope', value: '<script>alert(1)</script>' },
    },
    {
      id: 'state',
      title: 'title.state',
      source: { requirements: [2], standards: [] },
      outcome: 'passed',
      seen: 'seen.length',
      values: { name: 'state', length: 43 },
    },
  ],
};

describe('The report', () => {
  it('says what was tried where and when, with each result and its source', async () => {
    const $ = load(await reportPage(certificate, 'en'));
    const text = $('main').text().replace(/\s+/g, ' ');
    assert.match(text, /March 4, 2031/);
    assert.match(text, /@plaza-ds\/identity 1\.2\.3/);
    assert.match(text, /Passed: 1\. Failed: 1\. Not applicable: 0\./);
    const rows = $('tbody tr')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' '));
    assert.match(rows[0]!, /Failed.*scope was.*Requirement 3.*RFC 6749 §3\.3.*ClaveÚnica: the scope/);
    assert.match(rows[1]!, /Passed.*state had 43 characters/);
  });

  it('is in Spanish too', async () => {
    const page = await reportPage(certificate, 'es');
    assert.match(page, /<html lang="es">/);
    assert.match(page, /Cumple: 1\. No cumple: 1\./);
    assert.match(page, /4 de marzo de 2031/);
  });

  it('shows what a site sent as text, and runs none of it', async () => {
    const page = await reportPage(certificate, 'en');
    const $ = load(page);
    assert.equal($('script, b').length, 0);
    assert.match($('tbody').text(), /<script>alert\(1\)<\/script>/);
    assert.match($('meta[http-equiv]').attr('content')!, /default-src 'none'/);
  });

  it('is there for programs, with the same ids and sentences', () => {
    const { results } = JSON.parse(reportJson(certificate, 'en')) as { results: Record<string, unknown>[] };
    assert.deepEqual(results[1], {
      id: 'state',
      outcome: 'passed',
      title: certifyWords.en['title.state'],
      seen: 'state had 43 characters.',
      requirements: [2],
      sources: ['Requirement 2'],
    });
  });
});

describe('An address in the report', () => {
  it('has no query and nothing that could be a token', () => {
    const token = 'a1'.repeat(20);
    assert.equal(
      shownAddress(`http://localhost:8080/welcome/${token}?code=${token}`),
      'http://localhost:8080/welcome/…',
    );
    assert.equal(shownAddress('http://localhost:8080/identity/callback'), 'http://localhost:8080/identity/callback');
  });
});

describe('The words of the report', () => {
  it('have the same places in each language', () => {
    const places = (text: string) => (text.match(/\{[^}]+\}/g) ?? []).sort().join();
    for (const [key, text] of Object.entries(certifyWords.en))
      assert.equal(places(certifyWords.es[key as keyof typeof certifyWords.es]), places(text), key);
  });
});
