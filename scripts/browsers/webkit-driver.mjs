/** WebKit is driven by its own WebDriver and needs a display: both are started for a run and end with it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from './find.mjs';

/** Starts a display and the driver, and returns the driver's port. Both end when this process does. */
export async function startWebKitDriver() {
  process.once('SIGTERM', () => process.exit(143)); // else the helpers would outlive a run that is stopped from outside
  const display = await startDisplay();
  const port = await freePort();
  const env = {
    ...process.env,
    DISPLAY: display,
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', // its sandbox refuses root; the pages are our own
    LIBGL_ALWAYS_SOFTWARE: '1',
  };
  startHelper('webkitDriver', [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  await answers(`http://127.0.0.1:${port}/status`);
  return port;
}

/**
 * The display's name. `-displayfd` lets Xvfb choose a number that is free and say it. It says it in two pieces, and ends
 * where nobody listens to the second: so the pipe is read to the end of the line, and stays open.
 */
function startDisplay() {
  const args = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const { stdout } = startHelper('display', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  return new Promise((resolve, reject) => {
    stdout.on('data', (piece) => {
      said += piece;
      if (!said.includes('\n')) return;
      stdout.unref();
      resolve(`:${said.trim()}`);
    });
    stdout.once('end', () => reject(new Error('Xvfb ended before it had a display.')));
  });
}

/** A program in a group of its own, which ends as a whole with us: a page in an endless loop would outlive its browser. */
function startHelper(name, args, options) {
  const helper = spawn(findProgram(name), args, { ...options, detached: true });
  helper.unref();
  process.once('exit', () => endGroup(helper.pid));
  return helper;
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it had ended by itself
  }
}

/** A port nobody listens on just now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(address, patience = 100) {
  for (let tries = 0; tries < patience; tries++) {
    if (
      await fetch(address).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await wait(100);
  }
  throw new Error(`Nothing answers at ${address}.`);
}
