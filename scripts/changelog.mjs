/**
 * Gathers what the packages' changelogs say into CHANGELOG.md, for a reader who wants to know what to do:
 * `node scripts/changelog.mjs`, after every new changeset and after `npx changeset version`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTheCommand, root } from './install.mjs';

const packages = [
  'tokens',
  'components',
  'patterns/pdf',
  'patterns/forms',
  'patterns/sandbox',
  'patterns/identity',
  'patterns/payment',
];
const heading = {
  must: 'You must',
  can: 'You can now',
  mended: 'Also better',
};
const introduction = `# What is new in Plaza

Begin with “${heading.must}”: it says what to do before or after taking the new version. The packages are released together, under one version.`;

/** The whole text of CHANGELOG.md. */
export function changelogOf(folder = root) {
  const released = packages.flatMap((name) => releasesIn(join(folder, name, 'CHANGELOG.md')));
  const unreleased = changesetsIn(join(folder, '.changeset')).map((text) => ({ version: 'Not released yet', text }));
  const entries = [...unreleased, ...released];
  const versions = [...new Set(entries.map(({ version }) => version))].sort(newestFirst);
  const parts = versions.map((version) =>
    releaseOf(
      version,
      entries.filter((entry) => entry.version === version),
    ),
  );
  return `${[introduction, ...parts].join('\n\n')}\n`;
}

function releaseOf(version, entries) {
  const texts = [...new Set(entries.map(({ text }) => text))]; // one change may be told by both packages
  const groups = Object.keys(heading).map((kind) => [kind, texts.filter((text) => kindOf(text) === kind)]);
  const parts = groups
    .filter(([, texts]) => texts.length)
    .map(([kind, texts]) => `### ${heading[kind]}\n\n${texts.map(listed).join('\n')}`);
  return [`## ${version}`, ...parts].join('\n\n');
}

function kindOf(text) {
  const said = text.replace(/^\*\*.+?:\*\*\s*/, ''); // the component that the entry may begin with
  if (/^you must\b/i.test(said)) return 'must';
  return /^you can now\b/i.test(said) ? 'can' : 'mended';
}

const listed = (text) => `- ${text.replace(/\n(?=.)/g, '\n  ')}`;

/** The entries that Changesets wrote for a package, each with its version. */
function releasesIn(file) {
  if (!existsSync(file)) return [];
  const [, ...releases] = readFileSync(file, 'utf8').split(/^## /m);
  return releases.flatMap((release) => {
    const [version, ...rest] = release.split('\n');
    return entriesIn(rest.join('\n')).map((text) => ({ version: version.trim(), text }));
  });
}

function entriesIn(text) {
  const [, ...entries] = text.replace(/^### .*$/gm, '').split(/^- /m);
  return entries
    .filter((entry) => !entry.startsWith('Updated dependencies'))
    .map((entry) =>
      entry
        .replace(/^[0-9a-f]{7,}: /, '')
        .replace(/^ {2}/gm, '')
        .trim(),
    );
}

/** The changes that wait for a release. */
function changesetsIn(folder) {
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md')
    : [];
  const texts = names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.map((text) => text.replace(/^---\n[^]*?\n---\n/, '').trim()).filter(Boolean);
}

function newestFirst(one, other) {
  const [a, b] = [one, other].map((version) => (/^\d/.test(version) ? version : '999999'));
  return b.localeCompare(a, 'en', { numeric: true });
}

if (isTheCommand(import.meta.url)) writeFileSync(join(root, 'CHANGELOG.md'), changelogOf());
