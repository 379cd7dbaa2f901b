import { readdir } from 'node:fs/promises';
import { root } from './folders.ts';
import { stopIf } from './problems.ts';

/** English says which sentences there are, for all elements and for those apart; a language that has fewer, or others, stops the build. */
export async function checkWords(folder = `${root}words`): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await checkWords(`${folder}/${entry.name}`);
  const files = entries
    .map(({ name }) => name)
    .filter((name) => /^[a-z-]+\.ts$/i.test(name))
    .sort();
  const problems: string[] = [];
  const english = await read(`${folder}/en.ts`);
  for (const file of files) {
    const words = await read(`${folder}/${file}`);
    for (const key of Object.keys(english)) if (!(key in words)) problems.push(`words/${file}: "${key}" is missing`);
    for (const key of Object.keys(words))
      if (!(key in english)) problems.push(`words/${file}: "${key}" is not in words/en.ts`);
  }
  stopIf(problems, 'Every language says every sentence: write what is missing, in short and plain words.');
}

async function read(path: string): Promise<Record<string, unknown>> {
  const { default: words } = (await import(path)) as { default: Record<string, unknown> };
  return words;
}
