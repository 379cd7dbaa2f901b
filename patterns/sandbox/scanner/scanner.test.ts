import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { scanByClamd } from '@plaza-ds/forms/server';
import { eicar, openScanner } from './scanner.ts';
import type { Scanner } from './scanner.ts';

describe('Files that are looked at for viruses', () => {
  let scanner: Scanner;
  before(async () => void (scanner = await openScanner()));
  after(() => scanner.close());
  const scan = (text: string | Buffer) => scanByClamd({ address: scanner.url })({ bytes: Buffer.from(text) });

  it('are clean, but for the one to try it with, wherever in a file that is', async () => {
    assert.equal(await scan('a letter'), 'clean');
    assert.equal(await scan(''), 'clean');
    assert.equal(await scan(eicar), 'infected');
    assert.equal(await scan(Buffer.concat([Buffer.alloc(5_000_000), Buffer.from(eicar)])), 'infected');
  });

  it('are not known to be clean where they are too large to look at, and where nobody is there', async () => {
    await assert.rejects(scan(Buffer.alloc(26 * 1024 * 1024)));
    await assert.rejects(scanByClamd({ address: 'tcp://127.0.0.1:1' })({ bytes: Buffer.from('a') }));
    assert.throws(() => scanByClamd({ address: 'clamd.example.org' }), TypeError);
  });

  it('are not known to be clean where nobody answers', async () => {
    const silent = createServer((socket) => socket.on('error', () => {}).resume()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = `tcp://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await assert.rejects(scanByClamd({ address, timeout: 50 })({ bytes: Buffer.from('a') }), /in time/);
    silent.close();
  });
});
