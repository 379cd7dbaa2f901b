import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { OwnTimer } from './own-time.ts';

describe('What a server takes itself', () => {
  /** Others, who answer when the test lets them. */
  const others = createServer((_request, response) => void asked.push(response));
  const asked: ServerResponse[] = [];
  let url: string;
  /** What the clock says. */
  let time: number;
  let timer: OwnTimer;

  before(async () => {
    others.listen(0, 'localhost');
    await once(others, 'listening');
    url = `http://localhost:${(others.address() as AddressInfo).port}/`;
  });
  beforeEach(() => {
    time = 1000;
    timer = new OwnTimer(() => time);
  });
  after(() => {
    others.closeAllConnections();
    others.close();
  });

  const whoAsked = async (count: number) => {
    while (asked.length < count) await once(others, 'request');
    return asked.splice(0);
  };

  const roundTrip = async () => {
    const sent = fetch(url);
    const [asking] = await whoAsked(1);
    asking!.end();
    await sent;
  };

  it('is without what it waits for, to the last byte, and waiting for two at once counts once', async () => {
    const measured = timer.measure(async () => {
      time += 5;
      const first = timer.fetch(url);
      time += 30; // another is asked while the first is waited for
      const answers = await Promise.all([first, timer.fetch(url)]);
      time += 7;
      return Promise.all(answers.map((answer) => answer.json()));
    });
    const [one, other] = await whoAsked(2);
    time += 100;
    one!.write('{"a":');
    other!.end('{"a":2}');
    await roundTrip(); // meanwhile the beginning arrives
    time += 20;
    one!.end('1}');
    const { result, own, waited } = await measured;
    assert.deepEqual([(result as { a: number }[]).map(({ a }) => a).sort(), own, waited], [[1, 2], 12, 150]);
  });

  it('is of each request, where several are answered at once', async () => {
    const one = timer.measure(() => timer.fetch(url));
    const [first] = await whoAsked(1);
    const other = await timer.measure(() => Promise.resolve((time += 3)));
    time += 40;
    first!.end('done');
    assert.deepEqual([other.own, other.waited], [3, 0]);
    const { own, waited } = await one;
    assert.deepEqual([own, waited], [0, 43]);
  });

  it('ends its waiting where nobody answers', async () => {
    const { own, waited } = await timer.measure(async () => {
      await assert.rejects(timer.fetch('http://localhost:1/').finally(() => (time += 9)));
    });
    assert.deepEqual([own, waited], [9, 0]);
  });
});
