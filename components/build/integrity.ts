import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { next } from './folders.ts';

/** dist/sri.json: what a page writes in `integrity`, so that a changed file is refused by the browser. */
export async function writeIntegrity(): Promise<void> {
  const files = globSync(['cdn/**/*.js', '*.css', 'css/*.css'], { cwd: next }).sort();
  const digest = async (file: string) =>
    `sha384-${createHash('sha384')
      .update(await readFile(`${next}/${file}`))
      .digest('base64')}`;
  const integrity = Object.fromEntries(await Promise.all(files.map(async (file) => [file, await digest(file)])));
  await writeFile(`${next}/sri.json`, `${JSON.stringify(integrity, null, 2)}\n`);
}
