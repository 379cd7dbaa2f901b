import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from './build.ts';
import { makeSystem } from './system.ts';
import { readTokenFiles, tokensOf } from './token-files.ts';
import { referencesIn } from './check.ts';

const dist = await mkdtemp(join(tmpdir(), 'plaza-tokens-'));
await build(import.meta.dirname, dist);
const read = (name: string) => readFile(join(dist, name), 'utf8');
const files = await readTokenFiles(import.meta.dirname);
const system = await makeSystem(files);

/** Without comments and room to breathe, as a page gets it. */
function minified(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/#(.)\1(.)\2(.)\3\b/g, '#$1$2$3')
    .replace(/\s*([{}:;,])\s*/g, '$1')
    .replace(/;}/g, '}')
    .trim();
}

/** The declarations of the rules with this selector, by property. */
function declarations(css: string, selector: string): Record<string, string> {
  const rules = [...minified(css).matchAll(/([^{}]+){([^{}]*)}/g)].filter(([, found]) => found === selector);
  assert.notEqual(rules.length, 0, `there is a rule for ${selector}`);
  return Object.fromEntries(
    rules.flatMap(([, , body]) => body!.split(';').map((line) => line.split(/:(.*)/s).slice(0, 2))),
  );
}

describe('tokens.css', async () => {
  const css = await read('tokens.css');
  const lightRule = ":root,:host,[data-plaza-theme='light']";
  const rulesOf = (theme: string) => `[data-plaza-theme='${theme}'],:host([data-plaza-theme='${theme}'])`;

  it('says of every token what it is for', () => {
    for (const { name, description } of system.tokens)
      assert.ok(css.includes(`/* ${description} */\n  --plaza-${name}:`), `${name} has its comment`);
  });

  it('gives values, so that an area in another theme inherits nothing of the root’s', () =>
    assert.doesNotMatch(css, /var\(|\[object|undefined|NaN|\{[a-z]+\./));

  it('has no primitive token in it', () => {
    for (const { path } of files.primitive.flatMap(tokensOf))
      assert.doesNotMatch(css, new RegExp(`--plaza-${path.replaceAll('.', '-')}[^\\w-]`));
  });

  it('says the same names in every theme, so that each can stand inside any other', () => {
    const names = Object.keys(declarations(css, lightRule)).sort();
    for (const theme of ['dark', 'high-contrast', 'high-contrast-dark'])
      assert.deepEqual(Object.keys(declarations(css, rulesOf(theme))).sort(), names, theme);
  });

  it('gives the person who asks by a setting just what the attribute gives', () => {
    const bySetting = [...minified(css).matchAll(/@media screen and ([^{]+){:root:not\([^{]+{([^}]*)}/g)];
    assert.deepEqual(
      bySetting.map(([, query]) => query),
      [
        '(prefers-color-scheme:dark)',
        '(prefers-contrast:more)',
        '(prefers-contrast:more) and (prefers-color-scheme:dark)',
      ],
    );
    const bodies = ['dark', 'high-contrast', 'high-contrast-dark'].map((theme) =>
      Object.entries(declarations(css, rulesOf(theme)))
        .map((pair) => pair.join(':'))
        .join(';'),
    );
    assert.deepEqual(
      bySetting.map(([, , body]) => body),
      bodies,
    );
  });

  it('tells the browser which scheme its own parts should have', () => {
    assert.equal(declarations(css, lightRule)['color-scheme'], 'light');
    assert.equal(declarations(css, rulesOf('dark'))['color-scheme'], 'dark');
    assert.equal(declarations(css, rulesOf('high-contrast'))['color-scheme'], 'light');
    assert.equal(declarations(css, rulesOf('high-contrast-dark'))['color-scheme'], 'dark');
  });

  it('takes at most 1.4 KB of a page, minified and compressed', () => {
    const size = gzipSync(minified(css), { level: 9 }).length;
    assert.ok(size <= 1.4 * 1024, `tokens.css is ${size} bytes: give a new theme only the colours that must differ`);
  });
});

describe('density.css', async () => {
  const css = await read('density.css');
  const rule = (density: string) => `[data-plaza-density='${density}'],:host([data-plaza-density='${density}'])`;

  it('can restore in a comfortable area what a denser page changed', () => {
    const restored = declarations(css, "[data-plaza-density='comfortable']");
    assert.equal(restored['--plaza-size-target'], '2.75rem');
    for (const density of ['compact', 'kiosk'])
      assert.deepEqual(Object.keys(declarations(css, rule(density))), Object.keys(restored), density);
  });

  it('changes nothing that a theme changes, so that the two never argue', async () => {
    const themed = declarations(await read('tokens.css'), ":root,:host,[data-plaza-theme='light']");
    const dense = Object.keys(declarations(css, rule('kiosk')));
    assert.deepEqual(
      dense.filter((name) => name in themed),
      [],
    );
  });

  it('leaves room for a finger even when compact', () => {
    // 24 CSS pixels is the least that WCAG 2.2 accepts.
    assert.ok(parseFloat(declarations(css, rule('compact'))['--plaza-size-target']!) * 16 >= 24);
  });

  it('never makes words smaller than the browser’s usual', () => {
    for (const density of ['compact', 'kiosk'])
      for (const [name, value] of Object.entries(declarations(css, rule(density))))
        if (name.startsWith('--plaza-font-size')) assert.ok(parseFloat(value) >= 1, `${density} ${name}`);
  });
});

describe('the other outputs', () => {
  it('give scripts a reference for each name, and every value of every theme', async () => {
    const module = (await import(pathToFileURL(join(dist, 'tokens.js')).href)) as {
      tokens: Record<string, string>;
      themes: Record<string, Record<string, string>>;
      densities: Record<string, Record<string, string>>;
    };
    assert.equal(module.tokens['color-text'], 'var(--plaza-color-text)');
    assert.equal(module.themes.light!['color-text'], '#242321');
    assert.equal(module.themes['high-contrast-dark']!['color-text'], '#ffffff');
    assert.equal(module.densities.kiosk!['font-size-body'], '1.5rem');
    for (const values of [...Object.values(module.themes), ...Object.values(module.densities)])
      assert.deepEqual(Object.keys(values), Object.keys(module.tokens));
  });

  it('let an editor complete a name and say what it is for', async () =>
    assert.match(
      await read('tokens.d.ts'),
      /\/\*\* The words of an error\..*\*\/\n {2}readonly 'color-text-error': 'var/,
    ));

  it('list the names a style sheet may read, the very ones that tokens.css declares', async () => {
    const declared = new Set((await read('tokens.css')).match(/--plaza-[\w-]+(?=:)/g));
    assert.deepEqual((JSON.parse(await read('names.json')) as string[]).sort(), [...declared].sort());
  });

  it('give the docs each token with its value and contrast in each theme', async () => {
    const { tokens } = JSON.parse(await read('tokens.json')) as { tokens: Record<string, unknown>[] };
    const text = tokens.find(({ name }) => name === 'color-text') as {
      property: string;
      themes: Record<string, string>;
      contrast: { theme: string; on: string; min: number; ratio: number }[];
    };
    assert.equal(text.property, '--plaza-color-text');
    assert.equal(text.themes.dark, '#ece9e4');
    assert.deepEqual(
      text.contrast.find(({ theme, on }) => theme === 'high-contrast' && on === 'color.surface'),
      {
        theme: 'high-contrast',
        on: 'color.surface',
        min: 10,
        ratio: 21,
      },
    );
  });

  it('give Sass values it can reckon with', async () => {
    const scss = await read('tokens.scss');
    assert.match(scss, /^\$plaza-breakpoint-wide: 48rem;$/m);
    assert.match(scss, /^\$plaza-themes: \($/m);
    assert.equal(scss.split('(').length, scss.split(')').length);
  });

  it('give design tools the references and, beside the components, a hex', async () => {
    const semantic = JSON.parse(await read('dtcg/semantic.tokens.json'));
    assert.equal(semantic.color.text._.$value, '{color.stone.90}');
    const primitive = JSON.parse(await read('dtcg/primitive.tokens.json'));
    assert.equal(primitive.color.stone['90'].$value.hex, '#242321');
    const resolver = await read('dtcg/plaza.resolver.json');
    for (const [, file] of resolver.matchAll(/"([\w-]+\.tokens\.json)"/g)) await read(`dtcg/${file}`);
  });

  it('give Android its night colours and text that grows', async () => {
    assert.match(await read('android/values/plaza_colors.xml'), /<color name="plaza_color_text">#ff242321</);
    assert.match(await read('android/values-night/plaza_colors.xml'), /<color name="plaza_color_text">#ffece9e4</);
    assert.match(await read('android/values/plaza_dimens.xml'), /<dimen name="plaza_font_size_body">18sp</);
    assert.match(await read('android/values/plaza_dimens.xml'), /<dimen name="plaza_size_target">44dp</);
  });

  it('give iOS colours that follow the person’s settings', async () =>
    assert.match(
      await read('ios/PlazaTokens.swift'),
      /colorText = themed\(light: 0x242321, dark: 0xece9e4, highContrast: 0x000000, highContrastDark: 0xffffff\)/,
    ));
});

describe('the primitive tokens', () => {
  it('are all used: what nobody uses is not worth choosing from', () => {
    const tokens = [...files.semantic, ...files.theme.values()].flatMap(tokensOf);
    const used = new Set(tokens.flatMap(({ definition }) => referencesIn(definition.$value)));
    assert.deepEqual(
      files.primitive
        .flatMap(tokensOf)
        .filter(({ path }) => !used.has(path))
        .map(({ path }) => path),
      [],
    );
  });
});
