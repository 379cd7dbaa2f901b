import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { docsPages, startSite } from './site.ts';
import type { RunningSite } from './site.ts';

let running: RunningSite;
before(async () => void (running = await startSite()));
after(() => running.close());

const pages = new Map<string, Promise<string>>();

/** The HTML of a page, or the empty string where there is none. Each is asked for once. */
function htmlOf(path: string): Promise<string> {
  if (!pages.has(path))
    pages.set(
      path,
      fetch(running.origin + path).then(async (response) => (response.ok ? (await response.text()) || ' ' : '')),
    );
  return pages.get(path)!;
}

/** The addresses that a page of this site names, relative to it; not what its blocks of code show. */
function addressesIn(html: string, page: string): URL[] {
  const found = [...html.matchAll(/<(?:a|link|script|iframe)\b[^>]*?\s(?:href|src)="([^"]+)"/g)];
  return found
    .map(([, address]) => new URL(address!.replaceAll('&amp;', '&'), running.origin + page))
    .filter(({ origin }) => origin === running.origin);
}

describe('a link of the docs', () => {
  for (const page of docsPages.filter((path) => !path.startsWith('/starters/')))
    it(`leads somewhere, to the heading it names: ${page}`, async () => {
      const broken: string[] = [];
      for (const { pathname, search, hash } of addressesIn(await htmlOf(page), page)) {
        const target = await htmlOf(pathname + search);
        if (!target || (hash && !target.includes(` id="${decodeURIComponent(hash.slice(1))}"`)))
          broken.push(pathname + hash);
      }
      assert.deepEqual([...new Set(broken)], []);
    });
});
