/** On a slow line a page arrives piece by piece, and is shown so. What is shown already stays where it is. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { Applicant } from './applicant.ts';
import { openBrowser, startService } from './service.ts';
import type { Service } from './service.ts';

let service: Service;
let browser: Browser;
before(async () => {
  service = await startService();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await service?.close();
});

const whole =
  /<nav class="plaza-languages".*?<\/nav>|<thead>.*?<\/thead>|<a class="plaza-button.*?<\/a>|<[^>]+>|[^<]+/gs;

/**
 * A page in pieces, each to be seen alone: each tag and each text of its beginning, then forty at a time. The languages
 * stand at the end of a line, the head of a table decides its columns, and a button is as wide as its words: each in one piece.
 */
function pieces(body: string): string[] {
  const all = body.match(whole) ?? [];
  const rest = all.slice(250);
  const more = Array.from({ length: Math.ceil(rest.length / 40) }, (_, index) =>
    rest.slice(index * 40, index * 40 + 40),
  );
  return [...all.slice(0, 250), ...more.map((part) => part.join(''))];
}

/** The same site, where the beginning of a page is given piece by piece, each once the one before is `shown`. */
async function pieceByPiece(shown: () => Promise<void>) {
  const server = createServer((request, response) => {
    void (async () => {
      const { cookie = '' } = request.headers;
      const answer = await fetch(service.origin + request.url, { headers: { cookie } });
      const type = answer.headers.get('content-type') ?? '';
      response.writeHead(answer.status, { 'content-type': type });
      if (!type.startsWith('text/html')) return response.end(Buffer.from(await answer.arrayBuffer()));
      const [head = '', body = ''] = (await answer.text()).split(/(?<=<body[^>]*>)/);
      response.write(head);
      for (const piece of pieces(body)) {
        response.write(piece);
        await shown();
      }
      return response.end();
    })();
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Two frames: what came before them is on the screen. */
const frames = (page: Page) =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** Notes what moves, from the first frame on. */
function noteShifts(): void {
  type Shift = PerformanceEntry & { value: number; sources: { node: Element | null }[] };
  const shifts: string[] = ((window as unknown as { shifts: string[] }).shifts = []);
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as Shift[])
      shifts.push(
        `${value} ${sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? 'what a style draws').join(' | ')}`,
      );
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Comes to the page that asks, and gives its path, which only this browser can open. */
async function askedAt(page: Page): Promise<string> {
  const applicant = new Applicant(page, service, 'es');
  await applicant.reach();
  const { pathname } = new URL(page.url());
  await page.goto('about:blank');
  return pathname;
}

const pages = {
  '/': 'Forms and pages for public services that work for everybody',
  '/components/field/': 'Field',
  '/tokens/': 'Tokens',
  'the form of the energy grant': 'Tu solicitud',
};

for (const width of [320, 1280])
  describe(`What is shown stays where it is, in a window of ${width} pixels,`, () => {
    for (const [name, heading] of Object.entries(pages))
      it(`while the rest of ${name} arrives`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 800 } });
        const page = await context.newPage();
        const path = name.startsWith('/') ? name : await askedAt(page);
        const slow = await pieceByPiece(async () => {
          await page.waitForURL(`**${path}`, { waitUntil: 'commit' });
          await frames(page);
        });
        try {
          await page.addInitScript(noteShifts);
          await page.goto(slow.origin + path);
          await page.getByRole('heading', { level: 1, name: heading }).waitFor();
          await frames(page);
          const shifts = await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
          assert.deepEqual(shifts, []);
        } finally {
          await context.close();
          slow.close();
        }
      });
  });
