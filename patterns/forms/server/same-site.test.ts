import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cookieIn } from './same-site.ts';

const [one, other] = ['A'.repeat(22), 'B'.repeat(22)];
const read = (cookie: string | undefined, secure = false) =>
  cookieIn(new Request('http://localhost', cookie === undefined ? {} : { headers: { cookie } }), { secure }, 'plaza');

describe('A cookie of ours', () => {
  it('is read by its name, beside others', () => {
    for (const cookie of [`plaza=${one}`, `a=b; plaza=${one}; plaza-x=${other}`, `x;plaza=${one};`, `plaza="${one}"`])
      assert.equal(read(cookie), one, cookie);
    for (const cookie of [
      undefined,
      '',
      'plaza',
      'plaza=',
      'plaza=short',
      `Plaza=${one}`,
      `xplaza=${one}`,
      `plaza=${one}A`,
    ])
      assert.equal(read(cookie), undefined, String(cookie));
  });

  it('is the one that no other host can set, where cookies can be secure', () => {
    assert.equal(read(`plaza=${other}; __Host-plaza=${one}`, true), one);
    assert.equal(read(`plaza=${other}`, true), undefined);
    assert.equal(read(`__Host-plaza=${other}`), undefined);
  });

  it('counts for nothing where there are two of its name, for one of them is somebody else’s', () => {
    for (const cookie of [`plaza=${one}; plaza=${other}`, `plaza=${other}; a=b; plaza=${one}`, `plaza=x; plaza=${one}`])
      assert.equal(read(cookie), undefined, cookie);
    assert.equal(read(`plaza=${one}; plaza=${one}`), one);
  });
});
