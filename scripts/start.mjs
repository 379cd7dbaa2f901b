/** `npm start`: installs, builds and serves the whole site on one port. */
import { build } from './build.mjs';
import { ensureInstalled, start } from './install.mjs';

const port = process.env.PORT ?? '3000';
const { NODE_ENV: stage, PLAZA_ORIGIN: origin = '' } = process.env;
/** The outside world, played on the port after. In production, and where others reach the site, there is none. */
const hasSandbox = stage !== 'production' && !origin.startsWith('https:');
const outside = `http://127.0.0.1:${Number(port) + 1}`;
const sandbox =
  hasSandbox && `\n  Mail       ${outside}/inbox/\n  Sign-in    ${outside}/identity/\n  Payments   ${outside}/payment/`;

await ensureInstalled();
await build();

const server = start('node', ['docs/server.ts'], { env: { PORT: port } });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.once('exit', (code) => process.exit(code ?? 0));

await answers(`http://localhost:${port}/`);
console.log(`
Plaza is here. Ctrl+C stops it.

  Docs       http://localhost:${port}/
  Storybook  http://localhost:${port}/storybook/
  Example    http://localhost:${port}/demo/energy-grant${sandbox || ''}
`);

/** Waits until the server answers; if it never does, it ends, and this script with it. */
async function answers(address) {
  const isThere = () =>
    fetch(address).then(
      (response) => response.ok,
      () => false,
    );
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 100));
}
