import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { newKey } from '@plaza-ds/forms/server';
import { freePort } from './testing/postgres-server.ts';
import { Applicant } from './energy-grant/applicant.ts';

describe('The service by itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plaza-data-'));
  const key = newKey().toString('base64');
  const running = new Set<ChildProcess>();
  after(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  function start(port: number, environment: Record<string, string> = {}): ChildProcess & { said: () => string } {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts')], {
      env: { PATH: process.env.PATH, PORT: String(port), PLAZA_DATA: folder, PLAZA_KEY: key, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    running.add(child);
    child.once('exit', () => running.delete(child));
    return Object.assign(child, { said: () => said });
  }
  const started = (child: ChildProcess) => Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  const network = { fetch: (request: Request) => fetch(request, { redirect: 'manual' }) };

  it('has every application after it was killed, and refuses a second process meanwhile', async () => {
    const port = await freePort();
    const first = start(port);
    await started(first);
    const applicant = new Applicant(network, `http://localhost:${port}`);
    await applicant.answerWith({});
    const before = await applicant.declareAndSend();
    const { path } = applicant;

    const second = start(await freePort());
    const [code] = (await once(second, 'exit')) as [number];
    assert.equal(code, 1);
    assert.equal(
      second.said(),
      `The data in ${folder} is in use by process ${first.pid}. Stop that process, or set PLAZA_DATA to another folder for this one.\n`,
    );

    first.kill('SIGKILL');
    await once(first, 'exit');
    const third = start(port);
    await started(third);
    const again = await applicant.open(path);
    assert.equal(again.$('.plaza-panel').text(), before.$('.plaza-panel').text());
    assert.equal(again.answer('Full name'), before.answer('Full name'));
    third.kill('SIGTERM');
    const [ended] = (await once(third, 'exit')) as [number];
    assert.equal(ended, 0);
  });

  it('does not start on plain http for others', async () => {
    const child = start(await freePort(), { PLAZA_ORIGIN: 'http://example.org', PLAZA_DATA: join(folder, 'other') });
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 1);
    assert.match(child.said(), /The site cannot be served at "http:\/\/example\.org": use https/);
  });
});
