import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { themes } from '../../tokens/dist/tokens.js';

const tokens = new URL('../../tokens/dist/', import.meta.url);
const css = (
  await Promise.all(['tokens.css', 'density.css'].map((name) => readFile(new URL(name, tokens), 'utf8')))
).join('');

type Settings = Parameters<Page['emulateMedia']>[0];

describe('the theme a person sees', () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
    page = await browser.newPage();
  });
  after(() => browser.close());

  /** The value of a custom property on the element `here`, of a page that a person with these settings opens. */
  async function valueOf(name: string, html: string, settings: Settings = {}): Promise<string> {
    await page.emulateMedia({ colorScheme: null, contrast: null, media: null, reducedMotion: null, ...settings });
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    await page.goto('http://plaza.test/');
    return page.evaluate((property) => {
      const root = document.querySelector('#host')?.shadowRoot ?? document;
      return getComputedStyle(root.querySelector('#here')!).getPropertyValue(property);
    }, name);
  }

  const style = `<!doctype html><style>${css}</style>`;
  const plain = '<p id="here"></p>';
  const words = (html: string, settings?: Settings) => valueOf('--plaza-color-link', style + html, settings);
  const area = (theme: string, inside = '') =>
    `<section data-plaza-theme="${theme}" ${inside ? '' : 'id="here"'}>${inside}</section>`;

  it('is light when nobody asks for another', async () =>
    assert.equal(await words(plain, { colorScheme: 'light' }), themes.light['color-link']));

  it('follows the setting for dark, for more contrast, and for both', async () => {
    assert.equal(await words(plain, { colorScheme: 'dark' }), themes.dark['color-link']);
    assert.equal(await words(plain, { contrast: 'more' }), themes['high-contrast']['color-link']);
    const both = await words(plain, { colorScheme: 'dark', contrast: 'more' });
    assert.equal(both, themes['high-contrast-dark']['color-link']);
  });

  it('is the one the page chose, whatever the settings', async () => {
    const settings: Settings = { colorScheme: 'dark', contrast: 'more' };
    for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-dark'] as const) {
      const html = `<html data-plaza-theme="${theme}">${style}${plain}`;
      assert.equal(await valueOf('--plaza-color-link', html, settings), themes[theme]['color-link'], theme);
    }
  });

  it('can be another in one area, also inside an area of a third', async () => {
    const settings: Settings = { colorScheme: 'dark' };
    assert.equal(await words(area('light'), settings), themes.light['color-link']);
    assert.equal(await words(area('dark', area('high-contrast')), settings), themes['high-contrast']['color-link']);
    assert.equal(await words(area('high-contrast-dark', area('dark')), settings), themes.dark['color-link']);
  });

  it('brings its own colours into a shadow, the composite value', async () => {
    const shadow = await valueOf('--plaza-shadow-raised', style + area('high-contrast-dark'));
    assert.equal(shadow, themes['high-contrast-dark']['shadow-raised']);
  });

  it('makes the browser’s own parts dark with it', async () => {
    assert.equal(await valueOf('color-scheme', style + plain, { colorScheme: 'dark' }), 'dark');
    assert.equal(await valueOf('color-scheme', style + area('light'), { colorScheme: 'dark' }), 'light');
  });

  it('is light on paper', async () => {
    assert.equal(await words(plain, { colorScheme: 'dark', media: 'print' }), themes.light['color-link']);
    assert.equal(await words(area('dark'), { media: 'print' }), themes.light['color-link']);
  });

  it('holds in a shadow root that has the tokens to itself', async () => {
    const host = (attribute = '') =>
      `<!doctype html><div id="host" ${attribute}><template shadowrootmode="open">${style}${plain}</template></div>`;
    const inside = (html: string, settings: Settings) => valueOf('--plaza-color-link', html, settings);
    assert.equal(await inside(host(), { colorScheme: 'dark' }), themes.dark['color-link']);
    assert.equal(await inside(host('data-plaza-theme="light"'), { colorScheme: 'dark' }), themes.light['color-link']);
    assert.equal(await inside(host('data-plaza-theme="high-contrast"'), {}), themes['high-contrast']['color-link']);
  });

  it('does not move for a person who asked for less motion', async () => {
    assert.equal(
      await valueOf('--plaza-motion-duration-quick', style + plain, { reducedMotion: 'no-preference' }),
      '120ms',
    );
    assert.equal(await valueOf('--plaza-motion-duration-quick', style + plain, { reducedMotion: 'reduce' }), '0ms');
  });

  it('leaves the density to the area that chose it', async () => {
    const inside = '<div data-plaza-density="kiosk"><div data-plaza-density="comfortable" id="here"></div></div>';
    assert.equal(await valueOf('--plaza-font-size-body', style + inside), '1.125rem');
    assert.equal(
      await valueOf('--plaza-font-size-body', `${style}<div data-plaza-density="kiosk" id="here"></div>`),
      '1.5rem',
    );
  });
});
