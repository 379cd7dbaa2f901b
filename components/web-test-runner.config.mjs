/**
 * The browser tests of the components, in one engine at a time: ENGINE=chromium (the default), firefox or webkit.
 *
 *     cd components && ENGINE=firefox npx wtr --files field/field.test.ts
 *
 * The server's root is the repository, so a test may fetch `/components/field/examples/email.html` or
 * `/tokens/dist/tokens.css`.
 */
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { fileURLToPath } from 'node:url';
import { launcherFor } from '../scripts/browsers/launchers.mjs';
import { countingReporter } from '../scripts/testing/browser-counts.mjs';

// Half of the world is west of Greenwich: a date that is read as UTC by mistake shows there.
process.env.TZ ??= 'America/Santiago';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const engine = process.env.ENGINE ?? 'chromium';
const launcher = await launcherFor(engine);

export default {
  rootDir: here('..'),
  files: ['**/*.test.ts', '!{dist,build,node_modules}/**'],
  nodeResolve: { exportConditions: ['production', 'default'] }, // Lit as people get it, without its developer's words
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: here('tsconfig.json') })],
  browsers: [launcher.browser],
  concurrency: 1, // a page behind another gets no frames: its tests would wait for ever
  testsStartTimeout: 60_000,
  testsFinishTimeout: 90_000, // for one file; only a page in an endless loop takes so long
  testFramework: { config: { timeout: launcher.timeout } },
  testRunnerHtml: (script) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Plaza's tests</title></head>
  <body><script type="module" src="${script}"></script></body>
</html>`,
  reporters: [
    defaultReporter({ reportTestProgress: process.stdout.isTTY ?? false }),
    countingReporter(process.env.PLAZA_COUNTS),
  ],
};
