import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import { securityHeaders } from './security-headers.ts';
import { siteAt } from './site.ts';

async function policyWith(own: string | undefined): Promise<string> {
  const app = new Hono();
  app.use(securityHeaders(siteAt('https://www.example.org'), '/plaza'));
  app.get('/', (call) => call.text('', 200, own === undefined ? {} : { 'Content-Security-Policy': own }));
  return (await app.request('/')).headers.get('content-security-policy')!;
}

describe('The policy of a page', () => {
  it('lets its forms lead to where the page itself says, and loosens nothing else', async () => {
    const usual = await policyWith(undefined);
    assert.match(usual, /form-action 'self';/);
    const form = "form-action 'self' https://pay.example";
    assert.equal(await policyWith(form), usual.replace("form-action 'self'", form));
  });

  it('is the usual one, whatever else a page says', async () => {
    const usual = await policyWith(undefined);
    for (const own of ["script-src 'unsafe-inline'", 'form-action x; script-src *', 'form-action x, default-src *', ''])
      assert.equal(await policyWith(own), usual);
  });
});
