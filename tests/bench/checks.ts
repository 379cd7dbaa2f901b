/** What a page of the comparison keeps, whatever the machine: answers without a script, and access for everybody. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { BenchServer } from './server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a person answers, by the `name` of the control. */
const answers: Record<string, (page: Page) => Promise<unknown>> = {
  full_name: (page) => page.fill('[name="full_name"]', 'Ada Ñuñez'),
  email: (page) => page.fill('[name="email"]', 'ada@example.org'),
  'birth_date/day': (page) => page.fill('[name="birth_date/day"]', '27'),
  'birth_date/month': (page) => page.fill('[name="birth_date/month"]', '3'),
  'birth_date/year': (page) => page.fill('[name="birth_date/year"]', '1980'),
  region: (page) => page.selectOption('[name="region"]', { index: 5 }),
  contact: (page) => page.check('[name="contact"][value="phone"]'),
  needs: (page) => page.check('[name="needs"][value="shade"]'),
  about: (page) => page.fill('[name="about"]', 'Beans'),
  proof: (page) =>
    page.setInputFiles('[name="proof"]', {
      name: 'bill.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF'),
    }),
};

export const fieldsAsked = Object.keys(answers).sort();

/** Fills and sends the form with JavaScript off; the names of the fields that arrived with an answer. */
export async function fieldsWithoutScript(browser: Browser, url: string, server: BenchServer): Promise<string[]> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  await page.goto(url);
  for (const answer of Object.values(answers)) await answer(page).catch(() => undefined); // what cannot be filled does not arrive
  await page.click('[type="submit"], button:not([type])');
  await page.waitForURL(/send$/);
  await context.close();
  const arrived = server.received().filter(([, value]) => value);
  return [...new Set(arrived.map(([name]) => name))].sort();
}

/** Everything axe-core finds on a page, one line for each place. */
export async function axeFindings(browser: Browser, url: string): Promise<string[]> {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof import('axe-core') }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 100)}`));
  });
  await context.close();
  return found;
}
