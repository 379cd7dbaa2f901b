/** Paying in the sandbox with a browser: its pages are another site than the service, so cookies behave as in life. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startSandbox } from '@plaza-ds/sandbox';
import type { Sandbox } from '@plaza-ds/sandbox';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './service.ts';

let sandbox: Sandbox;
let browser: Browser;
let service: string;
/** How somebody came back: the method, whether the cookie of the service came along, and the names of what did. */
let returns: string[] = [];

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
  if (pathname === '/begin') {
    response.setHeader('Set-Cookie', 'session=1; SameSite=Lax; Path=/');
    const { token, url } = await createdAtWebpay();
    const field = `<input type="hidden" name="token_ws" value="${token}">`;
    return response.end(
      `<!doctype html><title>Pay</title><form method="post" action="${url}">${field}<button>Pay</button></form>`,
    );
  }
  if (pathname !== '/return') return response.writeHead(404).end();
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const names = [...new Set([...searchParams.keys(), ...new URLSearchParams(body).keys()])];
  returns.push([request.method, request.headers.cookie ? 'cookie' : 'no cookie', ...names].join(' '));
  response.end('<!doctype html><title>Back</title><h1>Back</h1>');
});

async function createdAtWebpay(): Promise<{ token: string; url: string }> {
  const { baseUrl, credentials } = sandbox.payment.webpay;
  const answer = await fetch(`${baseUrl}/rswebpaytransaction/api/webpay/v1.2/transactions`, {
    method: 'POST',
    headers: { 'tbk-api-key-id': credentials.commerceCode!, 'tbk-api-key-secret': credentials.apiKey! },
    body: JSON.stringify({ buy_order: 'order', session_id: 'session', amount: 990, return_url: `${service}/return` }),
  });
  return (await answer.json()) as { token: string; url: string };
}

before(async () => {
  sandbox = await startSandbox();
  browser = await openBrowser();
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  service = `http://localhost:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  await browser?.close();
  await sandbox?.close();
  server.close();
});

for (const javaScriptEnabled of [true, false])
  describe(`Somebody who pays at Webpay ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    async function choose(label: string): Promise<Page> {
      returns = [];
      const context = await browser.newContext({ javaScriptEnabled, locale: 'en' });
      const page = await context.newPage();
      await page.goto(`${service}/begin`);
      await page.getByRole('button', { name: 'Pay' }).click();
      await page.getByLabel(label).check();
      await page.getByRole('button', { name: 'Go on' }).click();
      return page;
    }

    it('comes back by GET, with the cookie of the service', async () => {
      const page = await choose('Pay by card');
      await page.getByRole('heading', { name: 'Back', exact: true }).waitFor();
      await page.context().close();
      assert.deepEqual(returns, ['GET cookie token_ws']);
    });

    it('gives up, and comes back by POST from another site, without it', async () => {
      const page = await choose('Give up and go back');
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('heading', { name: 'Back', exact: true }).waitFor();
      await page.context().close();
      assert.deepEqual(returns, ['POST no cookie TBK_TOKEN TBK_ID_SESION TBK_ORDEN_COMPRA']);
    });
  });
