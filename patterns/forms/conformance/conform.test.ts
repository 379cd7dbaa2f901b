import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { html } from 'hono/html';
import { onEveryDatabase } from '../../../examples/testing/databases.ts';
import { contract } from '../server/api/contract.ts';
import { forms } from '../server/forms.ts';
import type { FormsService } from '../server/forms.ts';
import type { IdentityPort } from '../server/identity-port.ts';
import { newKey } from '../server/sealed.ts';
import { siteAt } from '../server/site.ts';
import { formStore } from '../server/store.ts';
import { formMigrations } from '../server/tables.ts';
import type { FormTables } from '../server/tables.ts';
import { checks } from './checks.ts';
import { Client } from './client.ts';
import { conform } from './conform.ts';
import { definition } from './definition.ts';

const url = 'http://localhost/conformance/api';

/** Programs are not signed in here. */
const nobody: IdentityPort = {
  person: () => Promise.resolve(undefined),
  authentication: () => Promise.resolve(undefined),
  signIn: () => Promise.resolve(new Response(null, { status: 404 })),
};

onEveryDatabase<FormTables>('The service for programs', formMigrations, (opened) => {
  let service: FormsService;
  before(() => {
    service = forms({
      identity: nobody,
      definitions: [definition],
      store: formStore(opened().database, newKey()),
      site: siteAt('http://localhost', ''),
      base: '/conformance',
      frame: ({ main }) => html`${main}`,
      log: (entry) => console.error(entry),
    });
  });

  for (const { name, run } of checks) it(name, () => run(new Client(url, (request) => service.fetch(request))));

  it('gives its contract', async () => {
    const response = await service.fetch(new Request(`${url}/openapi.json`));
    const { servers } = (await response.json()) as { servers: unknown };
    assert.deepEqual(servers, [{ url: '/conformance/api' }]);
  });

  it('takes a change with the cookie of a browser from our own pages alone', async () => {
    const page = await service.fetch(new Request('http://localhost/conformance'));
    const cookie = page.headers.get('set-cookie')!.split(';')[0]!;
    const begin = (headers: Record<string, string>) =>
      service.fetch(new Request(`${url}/drafts`, { method: 'POST', headers: { cookie, ...headers } }));
    for (const from of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}])
      assert.equal((await begin(from as Record<string, string>)).status, 403);
    const ours = await begin({ 'sec-fetch-site': 'same-origin' });
    assert.equal(ours.status, 201);
    assert.equal('key' in ((await ours.json()) as object), false);
  });
});

describe('The contract', () => {
  it('is OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(contract)) as Record<string, unknown>);
    assert.deepEqual(result.errors ?? [], []);
  });
});

describe('The conformance suite', () => {
  it('finds a server that keeps nothing of the contract', async () => {
    const results = await conform(url, () => Response.json({ id: 'x' }, { status: 201 }));
    assert.equal(results.filter(({ problem }) => problem === undefined).length, 0);
  });
});
