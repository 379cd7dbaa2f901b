import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildWith, colour } from './testing.ts';

/** The build of these files must stop with a message that has every one of these words. */
async function stops(contents: Record<string, object | string>, ...words: string[]): Promise<void> {
  await assert.rejects(buildWith(contents), ({ message }: Error) => {
    for (const word of words) assert.ok(message.includes(word), `"${word}" is not in: ${message}`);
    return true;
  });
}

const described = { $type: 'color', $description: 'For a test.' };

describe('the token build', () => {
  it('accepts the small set that the tests below spoil', async () => {
    const read = await buildWith({});
    assert.match(await read('tokens.css'), /--plaza-color-text: #000000;/);
  });

  it('stops at a reference to a token nobody declares', () =>
    stops(
      { 'semantic/link.tokens.json': { link: { ...described, $value: '{color.teal}' } } },
      'semantic/link.tokens.json',
      'link refers to {color.teal}',
    ));

  it('finds such a reference inside a composite value, and in a theme', () =>
    stops(
      {
        'semantic/shadow.tokens.json': {
          shadow: { $type: 'shadow', $description: 'For a test.', $value: { color: '{color.shade}' } },
        },
        'theme/high-contrast.tokens.json': { color: { surface: { $value: '{color.snow}' } } },
      },
      'semantic/shadow.tokens.json: shadow refers to {color.shade}',
      'theme/high-contrast.tokens.json: color.surface refers to {color.snow}',
    ));

  it('stops at references that go round in a circle', () =>
    stops(
      {
        'semantic/link.tokens.json': {
          link: { ...described, $value: '{ring}' },
          ring: { ...described, $value: '{link}' },
        },
      },
      'semantic/link.tokens.json: link refers to itself, by way of ring',
      'semantic/link.tokens.json: ring refers to itself, by way of link',
    ));

  it('stops at a circle that only a theme closes', () =>
    stops(
      {
        'semantic/link.tokens.json': {
          link: { ...described, $value: '{ring}' },
          ring: { ...described, $value: '{color.black}' },
        },
        'theme/dark.tokens.json': { ring: { $value: '{link}' } },
      },
      'theme/dark.tokens.json: ring refers to itself, by way of link',
    ));

  it('stops at a contrast promise that a theme breaks, and names the theme', () =>
    stops(
      { 'theme/dark.tokens.json': { color: { surface: { $value: '{color.grey}' } } } },
      'semantic/color.tokens.json: color.text._ promises 7:1 on color.surface',
      'in the theme dark it is 5.31:1',
    ));

  it('asks for more contrast in a theme of high contrast', () =>
    stops(
      {
        'semantic/link.tokens.json': {
          link: {
            ...described,
            $value: '{color.grey}',
            $extensions: { 'plaza.contrast': { on: 'color.surface', min: 3, minInHighContrast: 10 } },
          },
        },
        'theme/high-contrast.tokens.json': { link: { $value: '{color.grey}' } },
      },
      'theme/high-contrast.tokens.json: link promises 10:1 on color.surface',
    ));

  it('measures every ground of every promise in a list', () =>
    stops(
      {
        'semantic/link.tokens.json': {
          panel: { ...described, $value: '{color.grey}' },
          link: {
            ...described,
            $value: '{color.grey}',
            $extensions: {
              'plaza.contrast': [
                { on: 'color.surface', min: 3 },
                { on: ['color.surface', 'panel'], min: 1.5 },
              ],
            },
          },
        },
      },
      'link promises 1.5:1 on panel',
    ));

  it('stops at a promise against a token nobody declares', () =>
    stops(
      {
        'semantic/link.tokens.json': {
          link: {
            ...described,
            $value: '{color.black}',
            $extensions: { 'plaza.contrast': { on: 'color.sky', min: 3 } },
          },
        },
      },
      'semantic/link.tokens.json: link promises contrast on color.sky',
    ));

  it('refuses to promise contrast on a colour one can see through', () =>
    stops(
      {
        'semantic/link.tokens.json': {
          veil: { ...described, $value: { colorSpace: 'srgb', components: [1, 1, 1], alpha: 0.5 } },
          link: {
            ...described,
            $value: '{color.black}',
            $extensions: { 'plaza.contrast': { on: 'veil', min: 3 } },
          },
        },
      },
      'semantic/link.tokens.json: veil is see-through',
    ));

  it('stops at a promise without a figure, or with a word it does not know', async () => {
    const promise = (contrast: object) => ({
      'semantic/link.tokens.json': {
        link: { ...described, $value: '{color.black}', $extensions: { 'plaza.contrast': contrast } },
      },
    });
    const message = 'semantic/link.tokens.json: link has a plaza.contrast that is not { on, min, minInHighContrast? }';
    await stops(promise({ on: 'color.surface' }), message);
    await stops(promise({ min: 3 }), message);
    await stops(promise({ on: 'color.surface', min: 3, minimum: 4 }), message);
  });

  it('stops at a colour that it would write out wrong', async () => {
    const link = ($value: unknown) => ({ 'semantic/link.tokens.json': { link: { ...described, $value } } });
    await stops(
      link({ colorSpace: 'oklch', components: [0.5, 0.1, 200] }),
      'semantic/link.tokens.json: link is in oklch',
    );
    await stops(
      link({ colorSpace: 'srgb', components: [255, 0, 0] }),
      'semantic/link.tokens.json: link needs three components',
    );
    await stops(
      link({ colorSpace: 'srgb', components: [1, 0, 0], hex: '#f00' }),
      'link gives a hex beside its components',
    );
    await stops(link('#ff0000'), 'link gives #ff0000; write its components');
  });

  it('stops at a theme that replaces a name that does not exist', () =>
    stops(
      { 'theme/dark.tokens.json': { color: { $type: 'color', txet: { $value: '{color.white}' } } } },
      'theme/dark.tokens.json: color.txet replaces a name that no semantic file declares',
    ));

  it('lets a theme change a value, not what a token is for or promises', () =>
    stops(
      { 'theme/dark.tokens.json': { color: { surface: { $value: '{color.black}', $description: 'Night.' } } } },
      'theme/dark.tokens.json: color.surface has $description; a theme replaces $value alone',
    ));

  it('lets no theme replace a primitive token', () =>
    stops(
      { 'theme/dark.tokens.json': { color: { white: colour(0, 0, 0) } } },
      'theme/dark.tokens.json: color.white replaces a name that no semantic file declares',
    ));

  it('stops at a theme it would not know how to write', () =>
    stops({ 'theme/drak.tokens.json': {} }, 'theme/drak.tokens.json', '"drak" is no theme'));

  it('stops at a semantic token that does not say what it is for', () =>
    stops(
      { 'semantic/link.tokens.json': { link: { $type: 'color', $value: '{color.black}', $description: ' ' } } },
      'semantic/link.tokens.json: link has no $description',
    ));

  it('stops at a name declared in two files', () =>
    stops(
      { 'semantic/more.tokens.json': { color: { surface: { ...described, $value: '{color.black}' } } } },
      'semantic/more.tokens.json: color.surface declares --plaza-color-surface again',
      'semantic/color.tokens.json',
    ));

  it('stops at a primitive token declared in two files', () =>
    stops(
      { 'primitive/more.tokens.json': { color: { black: { $type: 'color', ...colour(0, 0, 0.1) } } } },
      'primitive/more.tokens.json: color.black declares color.black again',
      'primitive/color.tokens.json',
    ));

  it('stops at two tokens that would be one custom property', () =>
    stops(
      {
        'semantic/link.tokens.json': {
          link: {
            'on-hover': { ...described, $value: '{color.black}' },
            onHover: { ...described, $value: '{color.black}' },
          },
        },
      },
      'semantic/link.tokens.json: link.onHover declares --plaza-link-on-hover again',
      'link.on-hover',
    ));

  it('stops at a token written twice in one file, of which JSON would keep the last', () =>
    stops(
      { 'semantic/link.tokens.json': '{ "link": { "_": { "$value": "{" }, "x}": 1, "_": { "$value": "}" } } }' },
      'semantic/link.tokens.json: link._ is written twice',
    ));

  it('stops at a semantic token that has the name of a primitive one', () =>
    stops(
      { 'semantic/more.tokens.json': { color: { white: { ...described, ...colour(1, 1, 1) } } } },
      'semantic/more.tokens.json: color.white has the name of a primitive token in primitive/color.tokens.json',
    ));

  it('names the file that is not JSON', () => stops({ 'semantic/link.tokens.json': '{' }, 'semantic/link.tokens.json'));

  it('tells all that is wrong at once', () =>
    stops(
      { 'semantic/link.tokens.json': { link: { $type: 'color', $value: '{nothing}' } } },
      'link refers to {nothing}',
      'link has no $description',
    ));
});

describe('a token on its way out', () => {
  const read = buildWith({
    'semantic/link.tokens.json': {
      link: { ...described, $value: '{color.text._}', $deprecated: 'Use color.text. Leaves in 2.0.' },
    },
  });

  it('is still written out, with what replaces it', async () => {
    const css = await (await read)('tokens.css');
    assert.match(
      css,
      /\/\* Deprecated: Use color\.text\. Leaves in 2\.0\. For a test\. \*\/\n\s*--plaza-link: #000000;/,
    );
  });

  it('is struck through in an editor', async () =>
    assert.match(
      await (
        await read
      )('tokens.d.ts'),
      /@deprecated Use color\.text\. Leaves in 2\.0\. \*\/\n\s*readonly 'link'/,
    ));

  it('says so in every other output', async () => {
    for (const name of [
      'tokens.scss',
      'tokens.json',
      'dtcg/semantic.tokens.json',
      'android/values/plaza_colors.xml',
      'ios/PlazaTokens.swift',
    ])
      assert.match(await (await read)(name), /deprecated.*Use color\.text\. Leaves in 2\.0\./i, name);
  });
});
