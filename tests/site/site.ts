/** The site as `npm start` serves it, on a port of its own, and a browser that looks at it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { globSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { readExamples } from '../../docs/examples.ts';
import { openMunicipality } from '../../examples/municipality/open.ts';
import { site } from '../../docs/server.ts';
import { everybody } from '../../examples/testing/everybody.ts';

const built = fileURLToPath(new URL('../../docs/dist/', import.meta.url));

/** The paths of all pages of the docs. */
export const docsPages = globSync('**/*.html', { cwd: built })
  .map((file) => `/${file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1')}`)
  .sort();

/** The paths of all examples, each on a page of its own. */
export const examplePages = readExamples().map(({ path }) => path);

export interface RunningSite {
  origin: string;
  close(): Promise<void>;
}

/** Starts the whole site, the example municipality with a new database included. */
export async function startSite(): Promise<RunningSite> {
  const data = mkdtempSync(join(tmpdir(), 'plaza-site-'));
  process.env.PLAZA_DATA = data;
  const { site: demo, close } = await openMunicipality('http://localhost:1', { identity: everybody });
  const server = serve({ fetch: site({ demo }).fetch, port: 0, hostname: 'localhost' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await close();
      rmSync(data, { recursive: true });
    },
  };
}

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
}
