import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { freePort } from './testing/postgres-server.ts';
import { kill, Served } from './testing/served.ts';
import { Applicant } from './energy-grant/applicant.ts';

describe('The service by itself', () => {
  const served = new Served();
  after(() => served.remove());
  const network = { fetch: (request: Request) => fetch(request, { redirect: 'manual' }) };

  it('has every application after it was killed, and refuses a second process meanwhile', async () => {
    const port = await freePort();
    const first = await served.start(port);
    const applicant = new Applicant(network, `http://localhost:${port}`);
    await applicant.answerWith({});
    const before = await applicant.declareAndSend();
    const { path } = applicant;

    const second = served.begin(await freePort());
    const [code] = (await once(second, 'exit')) as [number];
    assert.equal(code, 1);
    assert.equal(
      second.said(),
      `The data in ${served.folder} is in use by process ${first.pid}. Stop that process, or set PLAZA_DATA to another folder for this one.\n`,
    );

    await kill(first);
    const third = await served.start(port);
    const again = await applicant.open(path);
    assert.equal(again.$('.plaza-panel').text(), before.$('.plaza-panel').text());
    assert.equal(again.answer('Full name'), before.answer('Full name'));
    third.kill('SIGTERM');
    const [ended] = (await once(third, 'exit')) as [number];
    assert.equal(ended, 0);
  });

  it('does not start on plain http for others', async () => {
    const other = { PLAZA_ORIGIN: 'http://example.org', PLAZA_DATA: join(served.folder, 'other') };
    const child = served.begin(await freePort(), other);
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 1);
    assert.match(child.said(), /The site cannot be served at "http:\/\/example\.org": use https/);
  });
});
