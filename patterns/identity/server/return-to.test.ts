import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { returnTo } from './return-to.ts';

const allowed = returnTo({ origin: 'https://plaza.example' }, ['/demo'], '/demo/identity');
const evil = 'evil.example';
const redirects = [
  `https://${evil}`,
  `http://${evil}`,
  `//${evil}`,
  `///${evil}`,
  `////${evil}`,
  `/\\${evil}`,
  `\\\\${evil}`,
  `\\/${evil}`,
  `/\\/${evil}`,
  `/\t/${evil}`,
  `/\n/${evil}`,
  `/\r/${evil}`,
  ` /demo`,
  `\t//${evil}`,
  `javascript:alert(1)`,
  `JaVaScRiPt:alert(1)`,
  `java\nscript:alert(1)`,
  `data:text/html,x`,
  `vbscript:x`,
  `https:${evil}`,
  `https:/${evil}`,
  `https:///${evil}`,
  `/demo//${evil}`,
  `/demo/../../${evil}`,
  `/demo/..//${evil}`,
  `/demo/%2e%2e/${evil}`,
  `/demo/%252e%252e/x`,
  `/%2f${evil}`,
  `/%2f%2f${evil}`,
  `/%5c${evil}`,
  `/%5C%5C${evil}`,
  `/demo/%5c..%5c${evil}`,
  `/demo/%09//${evil}`,
  `/demo/%0d%0aLocation:x`,
  `/demo/%00`,
  `/demo\u0000`,
  `/demo@${evil}`,
  `@${evil}`,
  `//plaza.example@${evil}`,
  `https://plaza.example.${evil}`,
  `https://plaza.example/demo`,
  `/demo.${evil}`,
  `/demoevil`,
  `//${evil}/%2f..`,
  `/．．/${evil}`,
  `／／${evil}`,
  `/demo/\u200b`,
  `/demo\u2028/x`,
  `/.${evil}`,
  `.${evil}`,
  `./demo`,
  `demo`,
  ``,
  `?x`,
  `#x`,
  `/demo#x`,
  `/demo/./x`,
  `/demo/%`,
  `/demo/identity/sign-out`,
  `/demo/identity`,
  `//[::1]/`,
  `/demo/%2f/${evil}`,
  `/${'demo/'.padEnd(3000, 'x')}`,
  `blob:x`,
  `file:///etc`,
];

describe('Where sign-in leads back to', () => {
  it('is no other site, in fifty ways to write one and more', () => {
    assert.ok(redirects.length >= 50);
    assert.deepEqual(
      redirects.filter((path) => allowed(path) !== undefined),
      [],
    );
    for (const thing of [undefined, null, 7, {}, ['/demo']]) assert.equal(allowed(thing), undefined);
  });

  it('is a page of the site that is allowed, with its question', () => {
    for (const path of ['/demo', '/demo/form/3', '/demo/form/3?return=check', '/demo/a%20b', '/demo/?a=b&c=%2F'])
      assert.equal(allowed(path), path);
  });
});
