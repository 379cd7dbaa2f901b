import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contrast, hex, type Colour } from './contrast.ts';
import { floor, promisesOf } from './promises.ts';
import { makeSystem } from './system.ts';
import { themes } from './themes.ts';
import { publicName, readTokenFiles, tokensOf } from './token-files.ts';

const files = await readTokenFiles(import.meta.dirname);
const system = await makeSystem(files);

function srgb(...bytes: number[]): Colour {
  return { colorSpace: 'srgb', components: bytes.map((byte) => byte / 255) };
}

/** The colour of a semantic token, by its public name. */
function colourIn(theme: string, name: string): Colour {
  const found = [...system.themes.get(theme)!.values()].find(({ path }) => publicName(path) === name);
  assert.ok(found, `${name} is a token`);
  return found.value as Colour;
}

describe('contrast', () => {
  it('is 21 between black and white, either way round', () => {
    assert.equal(contrast(srgb(0, 0, 0), srgb(255, 255, 255)), 21);
    assert.equal(contrast(srgb(255, 255, 255), srgb(0, 0, 0)), 21);
  });

  it('tells the lightest grey that white holds at 4.5 from the next one', () => {
    assert.equal(floor(contrast(srgb(118, 118, 118), srgb(255, 255, 255))), '4.54');
    assert.equal(floor(contrast(srgb(119, 119, 119), srgb(255, 255, 255))), '4.47');
  });

  it('is measured on the colour that is written out, not on decimals no screen shows', () => {
    const written = { colorSpace: 'srgb', components: [0.4627, 0.4627, 0.4627] };
    assert.equal(hex(written), '#767676');
    assert.equal(contrast(written, srgb(255, 255, 255)), contrast(srgb(118, 118, 118), srgb(255, 255, 255)));
  });
});

for (const { name: theme, highContrast } of themes) {
  describe(`contrast in the theme ${theme}`, () => {
    for (const { path, on, min, ratio } of system.promises.get(theme)!)
      it(`${publicName(path)} on ${on} is at least ${min}:1`, () => assert.ok(ratio >= min, `it is ${floor(ratio)}:1`));

    it('shows one of the two focus rings on whatever the focus can be on', () => {
      const grounds = [
        'surface',
        'surface.control',
        'accent',
        'accent.hover',
        'danger',
        'danger.hover',
        'link',
        'error',
      ];
      for (const ground of [...grounds, 'header.surface', 'footer.surface', 'border.strong', 'warning.surface']) {
        const ratios = ['focus', 'focus.inner'].map((ring) =>
          contrast(colourIn(theme, `color.${ring}`), colourIn(theme, `color.${ground}`)),
        );
        assert.ok(Math.max(...ratios) >= 3, `on ${ground} they are ${ratios.map(floor).join(' and ')}:1`);
      }
    });

    it('shows the words of the page at 7:1 or better, and at 10:1 where more contrast is asked for', () => {
      const min = highContrast ? 10 : 7;
      const ratio = contrast(colourIn(theme, 'color.text'), colourIn(theme, 'color.surface'));
      assert.ok(ratio >= min, `it is ${floor(ratio)}:1`);
    });
  });
}

describe('the steps of a colour', () => {
  it('tell what holds on white: from 60 on at 4.5:1, from 70 on at 7:1', () => {
    for (const { path, definition } of files.primitive.flatMap(tokensOf)) {
      const step = Number(path.match(/^color\.\w+\.(\d+)$/)?.[1]);
      if (!(step >= 60)) continue;
      const ratio = contrast(definition.$value as Colour, srgb(255, 255, 255));
      assert.ok(ratio >= (step >= 70 ? 7 : 4.5), `${path} is ${floor(ratio)}:1`);
    }
  });
});

describe('the promises', () => {
  const promising = new Map(
    files.semantic.flatMap(tokensOf).map(({ path, definition }) => [publicName(path), promisesOf(definition)]),
  );

  it('are made by every colour of words, edges, buttons and focus', () => {
    const silent = [...promising]
      .filter(([name, promises]) => name.startsWith('color.') && promises.length === 0)
      .map(([name]) => name);
    // What is left is grounds, which are promised on.
    const grounds = /\.(surface|subtle|control)$/;
    assert.deepEqual(
      silent.filter((name) => !grounds.test(name)),
      [],
    );
  });

  it('are made on every ground', () => {
    const promisedOn = new Set([...promising.values()].flat().flatMap(({ on }) => on));
    const grounds = [...promising.keys()].filter((name) => /^color\..*(surface|subtle|control)$/.test(name));
    assert.deepEqual(
      grounds.filter((ground) => !promisedOn.has(ground)),
      [],
    );
  });

  it('ask of words 4.5:1 or more, and 7:1 where more contrast is asked for', () => {
    for (const [name, promises] of promising) {
      if (!/^color\.(text|link|header\.text|footer\.text)/.test(name)) continue;
      for (const { min, minInHighContrast } of promises) assert.ok(min >= 4.5 && minInHighContrast >= 7, name);
    }
  });
});
