/** How Web Test Runner starts each engine. Only the launcher that is asked for is loaded. */
import { engines, findProgram } from './find.mjs';

const chromiumFlags = [
  '--no-sandbox', // for containers, where the tests are root; the pages are our own
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const launchers = {
  async chromium() {
    const { chromeLauncher } = await import('@web/test-runner-chrome');
    const launchOptions = { executablePath: findProgram('chromium'), args: chromiumFlags };
    return { browser: chromeLauncher({ launchOptions }), timeout: 5_000 };
  },

  async firefox() {
    const { puppeteerLauncher } = await import('@web/test-runner-puppeteer');
    const launchOptions = { browser: 'firefox', headless: true, executablePath: findProgram('firefox') };
    return { browser: puppeteerLauncher({ launchOptions }), timeout: 20_000 };
  },

  async webkit() {
    const { webdriverLauncher } = await import('@web/test-runner-webdriver');
    const { startWebKitDriver } = await import('./webkit-driver.mjs');
    const capabilities = {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: findProgram('miniBrowser'), args: ['--automation'] },
    };
    const address = {
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: await startWebKitDriver(),
      path: '/',
    };
    return { browser: webdriverLauncher({ ...address, capabilities, logLevel: 'error' }), timeout: 20_000 };
  },
};

/** The browser and how long a test may take in it. */
export async function launcherFor(engine) {
  if (!launchers[engine]) throw new Error(`ENGINE is "${engine}"; it can be ${Object.keys(engines).join(', ')}.`);
  return launchers[engine]();
}
