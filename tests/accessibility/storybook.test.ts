import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { readExamples } from '../../docs/examples.ts';
import { listStories, openStorybook } from './stories.ts';
import type { Storybook } from './stories.ts';

const stories = listStories();
/** Pages that a server makes, by what their stories are called, with how many there are. */
const pageSets = { 'form-pages': 80, 'sign-in-pages': 53 };

describe('Storybook', () => {
  let storybook: Storybook;
  before(async () => {
    storybook = await openStorybook();
  });
  after(() => storybook.close());

  it('shows every example of every component, and nothing else', () => {
    const examples = readExamples().map(({ component, name }) => `${component}--${name}`);
    assert.notEqual(examples.length, 0);
    const ofComponents = stories.filter(({ component }) => !(component in pageSets));
    assert.deepEqual(ofComponents.map(({ id }) => id).sort(), examples.sort());
  });

  for (const [set, count] of Object.entries(pageSets))
    it(`shows every page that a server makes, with something to read: ${set}`, async () => {
      const headings = await headingsOf(set, '');
      assert.equal(headings.size, count);
      const expected = {
        'form-pages--confirmation': 'Sent',
        'sign-in-pages--session-about-to-end': 'Do you need more time?',
        'sign-in-pages--header-signed-in': 'Signed in as Ana María Pérez Soto',
      };
      for (const [id, heading] of Object.entries(expected))
        if (id.startsWith(set)) assert.equal(headings.get(id), heading);
    });

  it('shows each page of sign-in in the language that the switch says', async () => {
    const english = await headingsOf('sign-in-pages', 'language:en');
    for (const language of ['es', 'ar']) {
      const headings = await headingsOf('sign-in-pages', `language:${language}`);
      const same = [...headings].filter(([id, heading]) => english.get(id) === heading);
      assert.deepEqual(same, []);
      const signedIn = { es: 'Sesión de Ana María Pérez Soto', ar: 'تم تسجيل الدخول باسم Ana María Pérez Soto' }[
        language
      ];
      assert.equal(headings.get('sign-in-pages--header-signed-in'), signedIn);
    }
  });

  /** What each page of a set says first, by its story. */
  async function headingsOf(set: string, globals: string): Promise<Map<string, string>> {
    const pages = stories.filter(({ component }) => component === set);
    await storybook.open(pages[0]!.id, globals);
    const headings = new Map<string, string>();
    for (const { id } of pages) {
      await storybook.show(id);
      const first = '#storybook-root :is(h1, legend, label, dialog h2, .plaza-account a)';
      headings.set(id, await storybook.page.locator(first).first().innerText());
    }
    return headings;
  }

  it('shows each of them without an error, and asks no other host for anything', async () => {
    await storybook.open(stories[0]!.id);
    for (const { id } of stories) await storybook.show(id);
    assert.deepEqual(storybook.takeTroubles(), []);
  });

  it('opens in our name, and asks no other host for anything', async () => {
    const { page, origin } = storybook;
    await page.goto(`${origin}/storybook/?path=/story/field--text`);
    await page.getByRole('link', { name: 'Plaza' }).waitFor();
    await page.frameLocator('#storybook-preview-iframe').getByRole('textbox').first().waitFor();
    const troubles = storybook
      .takeTroubles()
      .filter((trouble) => !trouble.includes('will become mandatory in Storybook'));
    assert.deepEqual(troubles, []);
  });

  it('has switches for theme, density, language, direction and text size', async () => {
    const { page } = storybook;
    for (const name of ['Theme', 'Density', 'Language', 'Direction', 'Text size'])
      await page.getByRole('toolbar').getByRole('button', { name }).first().waitFor();
  });

  const switches = [
    { globals: '', expected: { theme: null, density: 'comfortable', lang: 'en', dir: 'ltr', fontSize: '16px' } },
    { globals: 'theme:high-contrast-dark', expected: { theme: 'high-contrast-dark' } },
    { globals: 'density:kiosk', expected: { density: 'kiosk' } },
    { globals: 'language:es', expected: { lang: 'es', dir: 'ltr' } },
    { globals: 'language:ar', expected: { lang: 'ar', dir: 'rtl' } },
    { globals: 'direction:rtl', expected: { lang: 'en', dir: 'rtl' } },
    { globals: 'textSize:largest', expected: { fontSize: '32px' } },
  ];
  for (const { globals, expected } of switches) {
    it(`turns the page with its switches: ${globals || 'none'}`, async () => {
      await storybook.open('field--text', globals);
      const settings: Record<string, unknown> = await storybook.page.evaluate(() => {
        const { lang, dir, dataset } = document.documentElement;
        const { fontSize } = getComputedStyle(document.documentElement);
        return { theme: dataset.plazaTheme ?? null, density: dataset.plazaDensity, lang, dir, fontSize };
      });
      for (const [name, value] of Object.entries(expected)) assert.equal(settings[name], value, name);
    });
  }

  it('keeps the language and direction that an example says', async () => {
    await storybook.open('field--right-to-left');
    const { lang, dir } = await storybook.page.evaluate(() => ({
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
    }));
    assert.deepEqual({ lang, dir }, { lang: 'ar', dir: 'rtl' });
  });

  it('puts an attribute chosen in the controls on the main element of the example', async () => {
    const { page, origin } = storybook;
    await page.goto(`${origin}/storybook/iframe.html?viewMode=story&id=field--text&args=error:Write+it+again`);
    await page.getByText('Write it again').waitFor();
    await page.goto(`${origin}/storybook/iframe.html?viewMode=story&id=tag--neutral&args=data-variant:success`);
    await page.locator('.plaza-tag[data-variant=success]').waitFor();
  });

  it('shows on a docs page the words of its file, the examples and the attributes', async () => {
    const { page, origin } = storybook;
    const words = readFileSync(new URL('../../components/field/field.md', import.meta.url), 'utf8');
    await page.goto(`${origin}/storybook/iframe.html?viewMode=docs&id=field--docs`);
    await page.getByRole('heading', { level: 1, name: 'Field', exact: true }).waitFor();
    await page.getByText(words.split('\n')[0]!).waitFor();
    await page
      .getByRole('heading', { name: words.match(/^## (.+)$/m)![1]! })
      .first()
      .waitFor();
    await page.getByRole('cell', { name: 'max-characters', exact: true }).waitFor();
    const examples = readExamples().filter(({ component }) => component === 'field');
    await page
      .locator('.sb-story')
      .nth(examples.length - 1)
      .waitFor();
    assert.equal(await page.locator('.sb-story').count(), examples.length);
  });

  it('leads each label of a docs page to the field of its own example', async () => {
    const { page } = storybook;
    const strays = await page.evaluate(() =>
      [...document.querySelectorAll('.sb-story div')].flatMap(({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('label') ?? [])]
          .filter(({ control, htmlFor }) => control?.getRootNode() !== shadowRoot || control?.id !== htmlFor)
          .map(({ textContent }) => textContent),
      ),
    );
    assert.deepEqual(strays, []);
    assert.equal((await page.locator('.sb-story label').count()) > 10, true);
    assert.deepEqual(storybook.takeTroubles(), []);
  });
});
