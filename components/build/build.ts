/**
 * Builds @plaza-ds/components: `npm run build -w components`.
 *
 * What is built follows from the folders: `<name>/define.ts` makes an element, `<name>/<name>.css` a stylesheet,
 * `words/<language>.ts` a language. Nothing is listed by hand, so nothing can be forgotten.
 */
import { rename, rm } from 'node:fs/promises';
import { bundle } from './bundle.ts';
import { compile } from './compile.ts';
import { dist, next } from './folders.ts';
import { writeIntegrity } from './integrity.ts';
import { writeManifest } from './manifest.ts';
import { BuildError } from './problems.ts';
import { buildStyles } from './styles.ts';
import { checkWords } from './words.ts';

const started = performance.now();
try {
  await checkWords();
  await compile();
  await writeManifest();
  await bundle();
  await buildStyles();
  await writeIntegrity();
  await rm(dist, { recursive: true, force: true });
  await rename(next, dist);
  console.log(`components/dist is ready (${((performance.now() - started) / 1000).toFixed(1)} s)`);
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`The build of the components stopped.\n\n${error.message}\n`);
  process.exitCode = 1;
} finally {
  await rm(next, { recursive: true, force: true });
}
