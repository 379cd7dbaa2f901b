/** Finds the three engines on this machine. Plain JavaScript and nothing installed: it runs before anything else does. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The engines, what each needs on the machine, and the Debian packages that bring it. */
export const engines = {
  chromium: { title: 'Chromium', needs: ['chromium'], packages: ['chromium'] },
  firefox: { title: 'Firefox', needs: ['firefox'], packages: ['firefox-esr'] },
  webkit: {
    title: 'WebKit',
    needs: ['webkitDriver', 'miniBrowser', 'display'],
    packages: ['webkit2gtk-driver', 'xvfb'],
  },
};

const mac = (name) => `/Applications/${name}.app/Contents/MacOS/${name}`;
const programs = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    mac('Google Chrome'),
    mac('Chromium'),
  ],
  firefox: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  webkitDriver: ['WebKitWebDriver'],
  miniBrowser: ['x86_64', 'aarch64'].flatMap((machine) =>
    ['4.1', '4.0', '6.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`),
  ),
  display: ['Xvfb'],
};

/** The first of these programs that is there: a whole path, or a name on PATH. */
function firstThere(candidates) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const paths = candidates.flatMap((name) =>
    name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name)),
  );
  return paths.find((path) => existsSync(path));
}

/** Where a program is, or undefined. `CHROMIUM_PATH` and `FIREFOX_PATH` say it for whoever keeps theirs elsewhere. */
export function findProgram(name) {
  return process.env[`${name.toUpperCase()}_PATH`] || firstThere(programs[name]);
}

/** Whether an engine's tests can run on this machine. */
export const isThere = (engine) => engines[engine].needs.every((name) => findProgram(name));
