/** Storybook as it was built, in one page of Chromium: what the tests of this folder look at. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { files } from '../../docs/server/files.ts';
import { storybookPolicy } from '../../docs/server/security-headers.ts';

/** A story of Storybook's index, and the example it is made from. */
export interface Story {
  id: string;
  component: string;
  example: string;
}

const index = new URL('../../storybook/dist/index.json', import.meta.url);

/** Every story that Storybook lists. */
export function listStories(): Story[] {
  const { entries } = JSON.parse(readFileSync(index, 'utf8')) as {
    entries: Record<string, { id: string; type: string }>;
  };
  return Object.values(entries)
    .filter(({ type }) => type === 'story')
    .map(({ id }) => {
      const [component, example] = id.split('--') as [string, string];
      return { id, component, example };
    });
}

export interface Storybook {
  page: Page;
  origin: string;
  /** What went wrong in the page since the last look: errors, refused requests and requests to other hosts. */
  takeTroubles(): string[];
  /** Loads one story anew, with the toolbar set so: `theme:dark;language:es`. */
  open(id: string, globals?: string): Promise<void>;
  /** Shows another story in the page that is open. */
  show(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Serves Storybook under the path and the policy it has on the site, and opens a page for it. */
export async function openStorybook(): Promise<Storybook> {
  const { server, origin } = await serveStorybook();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: quietly,
  });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    userAgent: 'StorybookTestRunner', // so Storybook lets nothing move, and nothing is measured half-way
  });
  page.setDefaultTimeout(15_000);
  const troubles = collectTroubles(page, origin);
  return {
    page,
    origin,
    takeTroubles: () => troubles.splice(0),
    async open(id, globals = '') {
      // Storybook's own run of axe would be in the way of ours.
      await page.goto(`${origin}/storybook/iframe.html?viewMode=story&id=${id}&globals=a11y.manual:!true;${globals}`);
      await page.waitForFunction(rendered, id);
    },
    async show(id) {
      if (!(await page.evaluate(rendered, id))) await page.evaluate(showStory, id);
      await page.mouse.move(0, 0);
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

function serveStorybook(): Promise<{ server: Server; origin: string }> {
  const app = new Hono();
  app.use('/storybook/*', storybookPolicy(), files('storybook/dist', '/storybook'));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: 'localhost' }, ({ port }: AddressInfo) =>
      resolve({ server: server as Server, origin: `http://localhost:${port}` }),
    );
  });
}

function collectTroubles(page: Page, origin: string): string[] {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      troubles.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // The next page was opened before the last was complete.
    if (reason !== 'net::ERR_ABORTED') troubles.push(`${reason}: ${request.url()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) troubles.push(`another host: ${url.href}`);
  });
  return troubles;
}

/** In the page: whether the story stands there, with the styles of its elements. */
function rendered(id: string): boolean {
  const preview = (window as unknown as { __STORYBOOK_PREVIEW__?: Preview }).__STORYBOOK_PREVIEW__;
  const render = preview?.currentRender;
  return render?.id === id && (render.phase === 'finished' || render.phase === 'completed');
}

interface Preview {
  currentRender?: { id: string; phase: string };
}

/** In the page: asks Storybook for a story as its sidebar does, and waits until it is there. */
async function showStory(id: string): Promise<void> {
  const channel = (window as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel }).__STORYBOOK_ADDONS_CHANNEL__;
  await new Promise<void>((resolve, reject) => {
    const failures = ['storyThrewException', 'storyErrored', 'storyMissing'];
    for (const failure of failures)
      channel.once(failure, (reason) => reject(new Error(`${id}: ${failure} ${JSON.stringify(reason)}`)));
    channel.once('storyRendered', () => {
      for (const failure of failures) channel.removeAllListeners(failure);
      resolve();
    });
    channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
  });
  await document.fonts.ready;
}

interface Channel {
  once(event: string, listener: (detail: unknown) => void): void;
  emit(event: string, detail: unknown): void;
  removeAllListeners(event: string): void;
}
