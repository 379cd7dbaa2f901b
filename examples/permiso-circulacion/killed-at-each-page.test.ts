import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSandbox } from '@plaza-ds/sandbox';
import type { Sandbox } from '@plaza-ds/sandbox';
import { freePort } from '../testing/postgres-server.ts';
import { kill, Served } from '../testing/served.ts';
import { signIn } from '../testing/signs-in.ts';
import type { Given } from '../testing/visitor.ts';
import { Applicant, renewal } from './applicant.ts';

describe('Where the power fails after each page', () => {
  const served = new Served();
  let sandbox: Sandbox;
  before(async () => void (sandbox = await startSandbox()));
  after(async () => {
    served.remove();
    await sandbox.close();
  });

  it('every answer that was taken is there again, and the way goes on to the confirmation', async () => {
    const port = await freePort();
    const { issuer, client } = sandbox.identity.claveunica;
    const registered = {
      CLAVE_UNICA_ID: client.clientId,
      CLAVE_UNICA_SECRET: client.clientSecret!,
      CLAVE_UNICA_ORIGIN: issuer,
    };
    let serving = await served.start(port, registered);
    const network = { fetch: (request: Request) => fetch(request, { redirect: 'manual' }) };
    const applicant = new Applicant(network, `http://localhost:${port}`);
    await applicant.begin();
    await signIn(applicant, `http://localhost:${port}`);
    const answers = withConsent(renewal);
    const answered: string[] = [];
    while (applicant.place !== 'check') {
      const { place } = applicant;
      await applicant.goOn(answers[place]!);
      assert.equal(applicant.page.status, 200, `${place}: ${JSON.stringify(applicant.page.problems)}`);
      answered.push(place);
      const address = applicant.path;
      await kill(serving);
      serving = await served.start(port, registered);
      await applicant.open(address);
      assert.equal(applicant.path, address, `after ${place}`);
    }
    assert.deepEqual(answered, Object.keys(answers));
    assertSays(applicant, renewal);

    await kill(serving);
    serving = await served.start(port, registered);
    const sent = await applicant.goOn({ 'declarations/truth': 'yes' }, 'send');
    const reference = sent.$('.plaza-panel').text();
    await kill(serving);
    serving = await served.start(port, registered);
    assert.equal((await applicant.open(applicant.path)).$('.plaza-panel').text(), reference);
    assertSays(applicant, renewal);
    await kill(serving);
  });
});

/** The answers with the decision to have everything fetched, which stands before the first page of it. */
function withConsent({ owner, ...rest }: Record<string, Given>): Record<string, Given> {
  const registers = ['vehicle-register', 'review-register', 'insurance-register'];
  const consent = Object.fromEntries(registers.map((each) => [`consent/${each}`, 'yes']));
  return Object.fromEntries(
    Object.entries({ owner: owner!, ...rest }).flatMap(([page, given]) =>
      page === 'plate'
        ? [
            [page, given],
            ['consent', consent],
          ]
        : [[page, given]],
    ),
  );
}

/** The page says what was typed as text, to be found in it as it was typed. */
function assertSays(applicant: Applicant, answers: Record<string, Given>): void {
  const typed = ['owner/name/given', 'owner/run', 'owner/address/street', 'contact/email', 'insurance/policy'];
  const all = Object.assign({}, ...Object.values(answers)) as Given;
  for (const name of typed) assert.ok(applicant.page.text.includes(String(all[name])), name);
}
