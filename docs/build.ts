/** `npm run build -w docs`: makes the docs site in dist/. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Eleventy from '@11ty/eleventy';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));
rmSync('dist', { recursive: true, force: true });
await new Eleventy('pages', 'dist', { configPath: 'eleventy.config.ts', quietMode: true }).write();
