import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { changelogOf } from './changelog.mjs';
import { root } from './install.mjs';

const house = mkdtempSync(join(tmpdir(), 'plaza changelog '));
after(() => rmSync(house, { recursive: true }));

const files = {
  'tokens/CHANGELOG.md': `# @plaza-ds/tokens

## 0.10.0

### Minor Changes

- 45a843f: You can now choose a compact density.

## 0.9.0

### Patch Changes

- 1111111: The muted text is darker.
`,
  'components/CHANGELOG.md': `# @plaza-ds/components

## 0.10.0

### Minor Changes

- 45a843f: You can now choose a compact density.
- 2222222: **Field:** You must write \`slot="hint"\` on the hint.

  \`\`\`html
  <p slot="hint">…</p>
  \`\`\`

### Patch Changes

- Updated dependencies [45a843f]
  - @plaza-ds/tokens@0.10.0
`,
  '.changeset/README.md': '# Not a change',
  '.changeset/quiet-bench.md':
    "---\n'@plaza-ds/components': patch\n---\n\n**Choices:** the divider is read out once.\n",
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(house, name)), { recursive: true });
  writeFileSync(join(house, name), text);
}

describe('the changelog for a reader', () => {
  it('tells of the newest first, and first of all what the reader must do', () => {
    const [, ...told] = changelogOf(house).split('\n## ');
    assert.deepEqual(
      told.map((part) => part.trim()),
      [
        'Not released yet\n\n### Also better\n\n- **Choices:** the divider is read out once.',
        [
          '0.10.0\n\n### You must\n\n- **Field:** You must write `slot="hint"` on the hint.',
          '  ```html\n  <p slot="hint">…</p>\n  ```',
          '### You can now\n\n- You can now choose a compact density.',
        ].join('\n\n'),
        '0.9.0\n\n### Also better\n\n- The muted text is darker.',
      ],
    );
  });

  it('is up to date: if this fails, run `node scripts/changelog.mjs`', () => {
    assert.equal(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), changelogOf());
  });
});
