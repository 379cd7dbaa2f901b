import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** What a page may load beside Plaza. Each of them changes bare elements, and so what is inside Plaza. */
export const hosts = {
  'Bootstrap 3': resolve('bootstrap3/dist/css/bootstrap.css'),
  'Bootstrap 5': resolve('bootstrap5/dist/css/bootstrap.css'),
  Foundation: resolve('foundation-sites/dist/css/foundation.css'),
  'a theme that styles by id': fileURLToPath(new URL('theme.css', import.meta.url)),
};

export const stylesheets = {
  hostile: `${root}components/dist/plaza.css`,
  layered: `${root}components/dist/plaza.layered.css`,
};

/** A form with everything in it, as an editor pastes it. */
export const wholeForm = readFileSync(new URL('form.html', import.meta.url), 'utf8');

const atOnce = 6; // components on a page: it may not be longer than the engine can draw in one picture

/** Every documented example: the first line is a comment, the rest what a user writes. */
export const examples = documentedExamples();

function documentedExamples(): { components: string[]; content: string }[] {
  const found = new Map<string, string>();
  for (const file of globSync('components/*/examples/*.html', { cwd: root }).sort()) {
    const component = file.split('/')[1]!;
    const [first = '', ...rest] = readFileSync(`${root}${file}`, 'utf8').split('\n');
    const attributes = first.match(/\|(.*)-->/)?.[1] ?? '';
    found.set(
      component,
      `${found.get(component) ?? ''}<div class="example plaza-main" ${attributes}>${rest.join('\n')}</div>`,
    );
  }
  const names = [...found.keys()];
  const groups = names.flatMap((_, index) => (index % atOnce ? [] : [names.slice(index, index + atOnce)]));
  return groups.map((components) => ({ components, content: components.map((name) => found.get(name)!).join('') }));
}

export type Wanted = { content: string; host?: string | undefined; plaza?: string; theme?: string; script?: boolean };

/** The page of somebody else: their styles first or last makes no difference to specificity, so they come last, where they are strongest. */
function html({ content, host, theme = 'light', script }: Wanted): string {
  return `<!doctype html>
<html lang="en"${theme && ` data-plaza-theme="${theme}"`}>
<head>
  <meta charset="utf-8"><title>Somebody else's page</title>
  <link rel="stylesheet" href="/plaza.css">
  ${host ? '<link rel="stylesheet" href="/host.css">' : ''}
  <link rel="stylesheet" href="/frame.css">
  ${script ? '<script type="module" src="/plaza.js"></script>' : ''}
</head>
<body><div id="content"><div class="container"><div id="plaza">${content}</div></div></div></body>
</html>`;
}

/** Where Plaza's area lies, the same with and without a host: that is the page's to say, and not what is compared. */
const frame = `
html { overflow: hidden !important; }
#plaza { position: absolute !important; inset: 0 auto auto 0 !important; inline-size: 44rem; width: 720px !important; padding: 16px !important; background: var(--plaza-color-surface) !important; box-sizing: border-box !important; }
#plaza > .example { display: flow-root !important; margin: 0 0 24px !important; padding: 0 !important; float: none !important; }
#plaza > .example > form { display: contents !important; } /* bare, so its box is the page's */
*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
`;

export async function openBrowser(extra: string[] = []): Promise<Browser> {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', ...quiet, ...extra],
  });
}

/** Opens the page; nothing goes over a network, whatever the host's stylesheet asks for. */
export async function open(browser: Browser, wanted: Wanted): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
  const files: Record<string, [string, string]> = {
    '/': ['text/html', html(wanted)],
    '/plaza.css': ['text/css', readFileSync(wanted.plaza ?? stylesheets.hostile, 'utf8')],
    '/host.css': ['text/css', wanted.host ? readFileSync(wanted.host, 'utf8') : ''],
    '/frame.css': ['text/css', frame],
    '/plaza.js': ['text/javascript', wanted.script ? readFileSync(`${root}components/dist/cdn/plaza.js`, 'utf8') : ''],
  };
  await page.route('**/*', (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [];
    return body === undefined ? route.abort() : route.fulfill({ contentType: `${contentType}; charset=utf-8`, body });
  });
  await page.goto('http://somebody.example/');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}
