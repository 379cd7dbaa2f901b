import { securityHeaders, siteAt } from '@plaza-ds/forms/server';
import { Hono } from 'hono';

const headersOfPages = new Hono()
  .use(securityHeaders(siteAt('http://127.0.0.1', ''), '/plaza'))
  .get('/', (call) => call.body(null));

/**
 * The policy of the sandbox's pages for one that the library answers.
 *
 * @param formOrigin Where the form of the page ends, by redirects too: browsers hold `form-action` against them.
 */
export async function policyFor(formOrigin: string | undefined): Promise<[string, string][]> {
  const { headers } = await headersOfPages.request('/');
  return [...headers].map(([name, value]) => [
    name,
    name === 'content-security-policy' ? withFormsTo(value, formOrigin) : value,
  ]);
}

export function withFormsTo(policy: string, origin: string | undefined): string {
  return origin ? policy.replace("form-action 'self'", `form-action 'self' ${origin}`) : policy;
}
