/** `npm run build -w docs`: makes the docs site in dist/. */
import { renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Eleventy from '@11ty/eleventy';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));

// Beside the last site, which stays until the next is whole.
const next = `.dist-${process.pid}`;
try {
  await new Eleventy('pages', next, { configPath: 'eleventy.config.ts', quietMode: true }).write();
  rmSync('dist', { recursive: true, force: true });
  renameSync(next, 'dist');
} finally {
  rmSync(next, { recursive: true, force: true });
}
