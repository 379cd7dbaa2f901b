import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import stylelint from 'stylelint';
import { root } from '../install.mjs';

const configFile = `${root}stylelint.config.js`;

/** What stylelint says of this rule set's inside, as sentences. */
async function complaintsAbout(declarations) {
  const code = `plaza-field {\n  ${declarations}\n}\n`;
  const { results } = await stylelint.lint({ code, configFile, codeFilename: `${root}components/field/sample.css` });
  return results.flatMap(({ warnings }) => warnings.map(({ text }) => text)).join('\n');
}

describe('the style sheets’ linter', () => {
  const good = {
    'a token': 'color: var(--plaza-color-text);',
    'a hook with a token to fall back on':
      '/* @cssprop [--plaza-sample-color] - For this test. */\n  color: var(--plaza-sample-color, var(--plaza-color-text));',
    'a private property of the same file': '--_color: var(--plaza-color-text);\n\n  color: var(--_color);',
    'a system colour': 'color: canvastext;',
    'a logical property': 'margin-inline-start: var(--plaza-space-1);',
    'two values for four sides': 'margin: 0 var(--plaza-space-1);',
  };
  for (const [what, css] of Object.entries(good)) {
    it(`lets ${what} pass`, async () => assert.equal(await complaintsAbout(css), ''));
  }

  const bad = {
    'a token that does not exist': ['color: var(--plaza-color-txet);', /--plaza-color-txet is no token/],
    'a primitive token': ['color: var(--plaza-color-stone-60);', /--plaza-color-stone-60 is no token/],
    'a property of somebody else': ['color: var(--brand);', /--brand is no token/],
    'a private property of another file': ['color: var(--_color);', /--_color is no token/],
    'a declaration of an unknown property': ['--plaza-colour: inherit;', /--plaza-colour is no token/],
    'an unknown property inside a fallback': [
      'color: var(--plaza-color-text, var(--plaza-color-txet));',
      /--plaza-color-txet is no token/,
    ],
    'a hook without a fallback': [
      '/* @cssprop [--plaza-sample-color] - For this test. */\n  color: var(--plaza-sample-color);',
      /read it with a fallback/,
    ],
    'a fallback whose var() was forgotten': [
      '--_gap: 1px;\n\n  gap: var(--_gap, --plaza-space-1);',
      /write var\(--_gap, var\(--plaza-space-1\)\)/,
    ],
    'a hexadecimal colour': ['color: #123;', /A colour is a token/],
    'a named colour': ['color: red;', /A colour is a token/],
    'a colour function': ['color: oklch(50% 0.1 200deg);', /A colour is a token/],
    'a margin on the left': ['margin-left: 0;', /logical property/],
    'a position on the right': ['right: 0;', /logical property/],
    'a width': ['min-width: 0;', /logical property/],
    'text aligned to the left': ['text-align: left;', /start and end/],
    'four values of which left and right differ': ['padding: 0 1px 2px 3px;', /start and end/],
    '!important': ['color: inherit !important;', /important/],
    'a data: address': ['background-image: url("data:image/svg+xml,x");', /data: addresses/],
  };
  for (const [what, [css, complaint]] of Object.entries(bad)) {
    it(`refuses ${what}`, async () => assert.match(await complaintsAbout(css), complaint));
  }
});
