/** What it costs a page to get many fields at once, as when a framework shows the next step of a long form. */
import type { Browser, CDPSession } from 'playwright-core';
import type { System } from './systems.ts';

export const count = 500;

/** Milliseconds of processor time, of the page's main thread, from adding the fields until nothing is left to do. */
export async function timeToAdd(browser: Browser, url: string, { field }: System): Promise<number> {
  const context = await browser.newContext({ bypassCSP: true }); // the measuring itself writes HTML from a string
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' }); // the thread's own time: others may be busy
  const fields = Array.from({ length: count }, (_, index) => field.replaceAll('{number}', `${index + 1}`)).join('');
  await page.evaluate(settle);
  const before = await taskTime(session);
  await page.evaluate(add, fields);
  await page.evaluate(settle);
  const after = await taskTime(session);
  const added = await page.evaluate(() => document.querySelectorAll('[name^="added_"]').length);
  if (added !== count) throw new Error(`${added} fields were added to ${url}, not ${count}.`);
  await context.close();
  return after - before;
}

async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
}

/** Runs in the page. A system that wants to be told of what is added has left a function for it. */
function add(fields: string): void {
  const place = document.createElement('div');
  document.querySelector('form')!.append(place);
  place.innerHTML = fields;
  (window as unknown as { afterAdding?: (scope: Element) => void }).afterAdding?.(place);
}

/** Runs in the page: two frames, so that all is laid out and painted, and what was put off until later. */
async function settle(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await new Promise((resolve) => requestIdleCallback(resolve));
}
