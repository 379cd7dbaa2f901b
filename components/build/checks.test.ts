import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './folders.ts';
import { checkContracts } from './manifest.ts';
import { checkReferences } from './references.ts';
import { checkWords } from './words.ts';

const tokens = {
  name: 'tokens',
  file: 'tokens.css',
  layer: 'plaza.tokens',
  css: ':root { --plaza-color-text: black; }',
};

const stylesheet = (css: string, name = 'field') => [
  tokens,
  { name, file: `${root}${name}/${name}.css`, layer: 'plaza.components', css },
];

describe('The build stops', () => {
  it('where a stylesheet reads a token that nobody declares, and says the file and the line', async () => {
    const css = 'plaza-field {\n  color: var(--plaza-color-text);\n  margin: 0\n    var(--plaza-colour-text);\n}';
    await assert.rejects(
      checkReferences(stylesheet(css), new Set()),
      /components\/field\/field\.css:4: nothing declares --plaza-colour-text/,
    );
  });

  it('where a hook is in no class block', async () => {
    const css = 'plaza-field { color: var(--plaza-field-color, var(--plaza-color-text)); }';
    await assert.rejects(
      checkReferences(stylesheet(css), new Set()),
      /field\.css:1: nothing declares --plaza-field-color/,
    );
    await checkReferences(stylesheet(css), new Set(['--plaza-field-color']));
  });

  it('where a private property is read that the same file does not set', async () => {
    await assert.rejects(checkReferences(stylesheet('plaza-field { color: var(--_color); }'), new Set()), /--_color/);
    await checkReferences(stylesheet('plaza-field { --_color: red; color: var(--_color); }'), new Set());
  });

  it('where what is CSS alone reads a hook without a fallback', async () => {
    const hook = (value: string) => stylesheet(`.plaza-tag { color: var(${value}); }`, 'tag');
    await checkReferences(hook('--plaza-tag-color, red'), new Set());
    await assert.rejects(checkReferences(hook('--plaza-tag-color'), new Set()), /--plaza-tag-color/);
  });

  it('where a language lacks a sentence, and says which', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaza-words-'));
    writeFileSync(join(folder, 'en.ts'), "export default { missing: 'Fill it in', long: 'Too long' };");
    writeFileSync(join(folder, 'es.ts'), "export default { missing: 'Complete', largo: 'Largo' };");
    await assert.rejects(checkWords(folder), /es\.ts: "long" is missing\n.*es\.ts: "largo" is not in words\/en\.ts/);
    rmSync(folder, { recursive: true });
  });

  it('where a class block leaves out what a user has to know', () => {
    const element = { kind: 'class', name: 'Field', tagName: 'plaza-field', attributes: [{ name: 'max-words' }] };
    const manifest = { modules: [{ path: 'dist/field/field.js', declarations: [element] }] };
    const problems = /no @summary[^]*says no @slot[^]*the attribute "max-words" has no description/;
    assert.throws(() => checkContracts(manifest, ['field']), problems);
    assert.throws(() => checkContracts({ modules: [] }, ['field']), /no class with @tagname plaza-field/);
  });
});
