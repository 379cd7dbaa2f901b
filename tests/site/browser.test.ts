import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { docsPages, examplePages, openBrowser, startSite } from './site.ts';
import type { RunningSite } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let running: RunningSite;
let browser: Browser;
before(async () => {
  running = await startSite();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await running.close();
});

/** What moved while nobody asked for it (Layout Instability, LayoutShift). */
interface Shift {
  value: number;
  sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[];
}

/** What is wrong with the HTML of a page, whatever it says. */
function checkDocument(): string[] {
  const problems: string[] = [];
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length) problems.push(`ids used twice: ${twice.join(' ')}`);
  if (!document.documentElement.lang) problems.push('no language');
  if (!document.title.trim()) problems.push('no title');
  for (const name of ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'])
    for (const element of document.querySelectorAll(`[${name}]`))
      for (const id of element.getAttribute(name)!.split(/\s+/))
        if (!ids.includes(id)) problems.push(`${name}="${id}" leads nowhere`);
  return problems;
}

/** Collects what the browser reports while it shows a page: policy, errors, files that did not arrive. */
async function watch(context: BrowserContext): Promise<{ page: Page; reports: string[] }> {
  const page = await context.newPage();
  const reports: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && reports.push(message.text()));
  page.on('pageerror', (error) => reports.push(error.message));
  page.on('response', (response) => response.status() >= 400 && reports.push(`${response.status()} ${response.url()}`));
  await page.exposeFunction('report', (text: string) => void reports.push(text));
  await page.addInitScript(() => {
    const report = (text: string) => void (window as unknown as { report(text: string): void }).report(text);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      report(`${violatedDirective} ${blockedURI}`),
    );
    const shifts = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & Shift)[]) {
        const moved = entry.sources.map(({ node, previousRect: from, currentRect: to }) => {
          const what = node instanceof Element ? `${node.localName}.${node.className}` : node?.textContent?.trim();
          return `${what} from ${from.x} ${from.y} ${from.width} ${from.height} to ${to.x} ${to.y} ${to.width} ${to.height}`;
        });
        report(`layout shift of ${entry.value}: ${moved.join(', ')}`);
      }
    });
    shifts.observe({ type: 'layout-shift', buffered: true });
  });
  return { page, reports };
}

/** Opens a page and scrolls to its end, so that everything in it has been loaded and seen. */
async function readToTheEnd(page: Page, path: string): Promise<void> {
  await page.goto(running.origin + path);
  const steps = await page.evaluate(() => Math.ceil(document.documentElement.scrollHeight / innerHeight));
  for (let step = 0; step < steps; step++) await page.mouse.wheel(0, 900);
  await page.waitForLoadState('networkidle');
}

for (const width of [1280, 320])
  describe(`in a window of ${width} pixels`, { concurrency: 3 }, () => {
    let context: BrowserContext;
    before(async () => void (context = await browser.newContext({ viewport: { width, height: 900 } })));
    after(() => context.close());

    for (const path of docsPages)
      it(`the docs are whole, still and without a report: ${path}`, async () => {
        const { page, reports } = await watch(context);
        await readToTheEnd(page, path);
        const problems = await page.evaluate(checkDocument);
        const headings = await page.getByRole('heading', { level: 1 }).count();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await page.close();
        assert.deepEqual([...reports, ...problems], []);
        assert.equal(headings, 1, 'headings of the first level');
        assert.ok(over <= 0, `${over} pixels wider than the window`);
      });
  });

describe('an example alone', { concurrency: 3 }, () => {
  let context: BrowserContext;
  before(async () => void (context = await browser.newContext()));
  after(() => context.close());

  for (const path of examplePages)
    it(`is whole, still and without a report: ${path}`, async () => {
      const { page, reports } = await watch(context);
      await page.goto(running.origin + path, { waitUntil: 'networkidle' });
      const problems = await page.evaluate(checkDocument);
      await page.close();
      assert.deepEqual([...reports, ...problems], []);
    });
});

describe('without a script', { concurrency: 3 }, () => {
  let context: BrowserContext;
  before(async () => void (context = await browser.newContext({ javaScriptEnabled: false })));
  after(() => context.close());

  for (const path of docsPages)
    it(`the docs say the same: ${path}`, async () => {
      const [plain, scripted] = [await context.newPage(), await browser.newPage()];
      const words: string[] = [];
      for (const page of [plain, scripted]) {
        await page.goto(running.origin + path);
        words.push(await page.getByRole('main').innerText());
        await page.close();
      }
      assert.ok(words[0]!.length > 50);
      assert.equal(words[0], words[1]);
    });
});

// The frame is the same everywhere; in the dark, the pages that have something of their own are enough.
const ofTheirOwn = ['/', '/components/', '/components/field/', '/forms/', '/tokens/', '/words/'];

for (const [theme, pages] of [
  ['light', docsPages],
  ['dark', ofTheirOwn],
] as const)
  describe(`axe, in ${theme}`, { concurrency: 3 }, () => {
    let context: BrowserContext;
    before(async () => void (context = await browser.newContext({ colorScheme: theme, bypassCSP: true })));
    after(() => context.close());

    for (const path of pages)
      it(`finds nothing wrong: ${path}`, async () => {
        const page = await context.newPage();
        await page.goto(running.origin + path);
        await page.evaluate(axe);
        const findings = await page.evaluate(async () => {
          const { axe } = window as unknown as {
            axe: {
              run(
                context: object,
                options: object,
              ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
            };
          };
          const { violations } = await axe.run({ exclude: ['iframe'] }, { iframes: false }); // the frames are tested alone
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
        });
        await page.close();
        assert.deepEqual(findings, []);
      });
  });
