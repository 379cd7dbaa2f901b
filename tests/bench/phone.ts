/** A slow phone, played by Chromium: how a page comes up on it, and what it loads. */
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A processor four times slower than this machine's, 1.6 Mbit/s, 150 ms to the server. */
export const slow = { cpu: 4, bytesPerSecond: 1_600_000 / 8, latency: 150 };

export interface Loading {
  /** Milliseconds from the click until everything is painted, every script has run and the last file is here. */
  ready: number;
  /** The sum of all layout shifts. */
  shift: number;
  requests: number;
  /** Bytes as they travel, after gzip. */
  scripts: number;
  styles: number;
  /** What the page broke of the strict policy, Trusted Types included, and errors of its scripts. */
  reports: string[];
}

const viewport = { width: 360, height: 740 };

/** Loads a page with nothing cached. */
export async function load(browser: Browser, url: string, { slowly }: { slowly: boolean }): Promise<Loading> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const reports = await listen(page);
  if (slowly) await slowDown(context, page);
  await page.goto(url, { waitUntil: 'networkidle' });
  const seen = await page.evaluate(observed);
  await context.close();
  return { ...seen, reports };
}

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slow.latency,
    downloadThroughput: slow.bytesPerSecond,
    uploadThroughput: slow.bytesPerSecond,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu });
}

async function listen(page: Page): Promise<string[]> {
  const reports: string[] = [];
  page.on('pageerror', ({ message }) => reports.push(message));
  await page.exposeFunction('report', (text: string) => void reports.push(text));
  await page.addInitScript(() => {
    const { report } = window as unknown as { report(text: string): void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      report(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  return reports;
}

/** Runs in the page. */
async function observed(): Promise<Omit<Loading, 'reports'>> {
  const entries = <Entry extends PerformanceEntry>(type: string): Promise<Entry[]> =>
    new Promise((resolve) => {
      const observer = new PerformanceObserver((list) => {
        clearTimeout(none);
        resolve(list.getEntries() as Entry[]);
      });
      const none = setTimeout(() => resolve([]), 200);
      observer.observe({ type, buffered: true });
    });
  const shifts = await entries<PerformanceEntry & { value: number }>('layout-shift');
  const paints = [...(await entries('paint')), ...(await entries('largest-contentful-paint'))];
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const resources = all.filter(({ name }) => name.startsWith('http') && !name.endsWith('/favicon.ico'));
  const weigh = (ending: string) =>
    resources
      .filter(({ name }) => new URL(name).pathname.endsWith(ending))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  return {
    ready: Math.max(
      page!.loadEventEnd,
      ...paints.map(({ startTime }) => startTime),
      ...resources.map(({ responseEnd }) => responseEnd),
    ),
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    requests: 1 + resources.length,
    scripts: weigh('.js'),
    styles: weigh('.css'),
  };
}
