import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientAtSocket, clientBehind, networkOf } from './client-address.ts';
import { RateLimiter, usualRates } from './rate-limits.ts';

describe('What counts', () => {
  const start = Date.parse('2026-11-27T12:00:00Z');
  const limiter = (time: { ms: number }, most = 2) =>
    new RateLimiter({ byClient: { begin: { most, minutes: 1 } } }, () => new Date(time.ms));

  it('lets through again once the time is over, however often somebody tried meanwhile', () => {
    const time = { ms: start };
    const own = limiter(time);
    const take = () => own.take('begin', { client: '192.0.2.1' })?.seconds;
    assert.deepEqual([take(), take()], [undefined, undefined]);
    time.ms += 59_001;
    assert.deepEqual([take(), take(), take()], [1, 1, 1]);
    time.ms += 999;
    assert.deepEqual([take(), take(), take()], [undefined, undefined, 60]);
  });

  it('forgets who came long before it takes the memory of the server', () => {
    const own = limiter({ ms: start }, 1);
    const take = (number: number) => own.take('begin', { client: `client ${number}` });
    for (let number = 0; number < 20_001; number++) take(number);
    assert.equal(take(20_000)?.seconds, 60);
    assert.equal(take(0), undefined);
  });

  it('keeps no address', () => {
    const own = limiter({ ms: start });
    own.take('begin', { client: '192.0.2.1' });
    assert.doesNotMatch([...own.keys()].join(), /192/);
    assert.equal([...own.keys()].length, 1);
  });

  it('leaves the other limits as they are where one is set', () => {
    const own = limiter({ ms: start });
    const sent = Array.from({ length: usualRates.byClient.send.most + 1 }, () => own.take('send', { client: 'a' }));
    assert.deepEqual([sent.at(-2), sent.at(-1)?.seconds], [undefined, 600]);
  });
});

describe('The address of who asks', () => {
  const behind = (header: string | undefined, proxies = 1) =>
    clientBehind(proxies)(
      new Request('http://localhost', header === undefined ? {} : { headers: { 'x-forwarded-for': header } }),
      undefined,
    );

  it('is what the last proxy saw, and not what somebody wrote before', () => {
    assert.equal(behind('198.51.100.1, 203.0.113.7'), '203.0.113.7');
    assert.equal(behind('198.51.100.1, 203.0.113.7, 10.0.0.2', 2), '203.0.113.7');
  });

  it('needs to know how many proxies there are', () => {
    for (const proxies of [0, -1, 1.5, NaN]) assert.throws(() => clientBehind(proxies), /how many proxies/);
  });

  it('is not known where fewer proxies wrote than there are', () => {
    assert.deepEqual([behind(undefined), behind(''), behind('203.0.113.7', 2)], [undefined, undefined, undefined]);
  });

  it('is the other end of the connection where no proxy is between', () => {
    const request = new Request('http://localhost', { headers: { 'x-forwarded-for': '198.51.100.1' } });
    const environment = { incoming: { socket: { remoteAddress: '203.0.113.7' } } };
    assert.equal(clientAtSocket(request, environment), '203.0.113.7');
    assert.equal(clientAtSocket(request, undefined), undefined);
  });

  it('is one network, however it is written', () => {
    assert.equal(networkOf('::ffff:203.0.113.7'), networkOf('203.0.113.7'));
    assert.equal(networkOf('2001:DB8:0:1::1'), networkOf('2001:db8:0:1:ffff:0:0:2'));
    assert.notEqual(networkOf('2001:db8:0:1::1'), networkOf('2001:db8:0:2::1'));
    assert.notEqual(networkOf('203.0.113.7'), networkOf('203.0.113.8'));
    assert.equal(networkOf('terminal 4'), 'terminal 4');
  });
});
