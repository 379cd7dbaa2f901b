import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import { root } from './install.mjs';

// In CI the parser reads types from the disk once; here it has to read the code it is given.
const readsWhatItIsGiven = { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } };
const eslint = new ESLint({ cwd: root, overrideConfig: readsWhatItIsGiven });

async function complaintsAbout(code, filePath) {
  const [{ messages }] = await eslint.lintText(code, { filePath: root + filePath });
  return messages.map(({ message }) => message).join('\n');
}

describe('the code’s linter', () => {
  const refused = {
    'a template engine that a form page would pay for': [
      "import { html } from 'lit';\nexport default html``;\n",
      /brings the template engine/,
    ],
    'markup that could run': ["export const show = (host: Element) => (host.innerHTML = '<p>');\n", /Trusted Types/],
    'an element that would clash with another copy': ["customElements.define('plaza-x', HTMLElement);\n", /two copies/],
    'words on the console': ["console.log('here');\n", /console/],
    'a method named after who calls it': ['export class A {\n  handleClick() {}\n}\n', /Say what it does/],
    'a promise that nobody waits for': ['Promise.resolve();\n', /awaited/],
  };
  for (const [what, [code, complaint]] of Object.entries(refused)) {
    it(`refuses, in a component, ${what}`, async () =>
      assert.match(await complaintsAbout(code, 'components/field/field.ts'), complaint));
  }

  it('lets a component listen as an object', async () =>
    assert.equal(
      await complaintsAbout('export class A {\n  handleEvent(): void {}\n}\n', 'components/field/field.ts'),
      '',
    ));

  it('refuses, in a test, an answer of axe that nobody waits for', async () => {
    const code = "import { expect } from '@open-wc/testing';\nexpect(document.body).to.be.accessible();\n";
    assert.match(await complaintsAbout(code, 'components/field/field.test.ts'), /Await it/);
  });
});
