import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minify } from './styles.ts';
import { forHostilePages } from './hostile.ts';
import { raise, rootsIn, subjectRoot } from './hostile-selectors.ts';
import { tokensForHostilePages } from './hostile-tokens.ts';

const tokens = ':root, :host { color-scheme: light; --plaza-font-size-body: 1.125rem; --plaza-space-1: .25rem; }';
const built = (components: string, base = '') => minify('test.css', forHostilePages({ tokens, base, components }));

describe('A rule of ours in a page of somebody else', () => {
  it('weighs more than ids, whatever its shape', () => {
    assert.equal(raise('plaza-field > input:focus', 2), 'plaza-field > input:focus:not(#\\##\\#)');
    assert.equal(raise('.plaza-button::before', 2), '.plaza-button:not(#\\##\\#)::before');
    assert.equal(raise('a:is(:hover, :focus), b', 1), 'a:is(:hover, :focus):not(#\\#), b:not(#\\#)');
  });

  it('is in no layer, where the page would win without trying', () => {
    assert.doesNotMatch(built('@layer plaza.components { .plaza-tag { color: red; } }'), /@layer/);
  });

  it('of a component outweighs one of the base, as it did in its layer', () => {
    const css = built(
      '@layer plaza.components { .plaza-tag { top: 1px } }',
      '@layer plaza.base { .plaza-link { top: 2px } }',
    );
    assert.match(css, /\.plaza-link:not\(#\\##\\#\)\{top:2px\}/);
    assert.match(css, /\.plaza-tag:not\(#\\##\\##\\#\)\{top:1px\}/);
  });

  it('leaves the steps of an animation alone', () => {
    assert.match(built('@keyframes plaza-x { from { opacity: 0 } }'), /@keyframes plaza-x\{0%\{opacity:0\}\}/);
  });

  it('counts in units that the page cannot shrink, but asks the reader in a media query', () => {
    const css = built('@media (width >= 48rem) { .plaza-tag { margin: -0.5rem; } }');
    assert.match(css, /@media \((width>=|min-width:)48rem\)/);
    assert.match(css, /margin:calc\(var\(--plaza-unit\) \* -\.5\)/);
  });

  it('inherits from Plaza, never from the page', () => {
    const css = built('.plaza-button { font: inherit; color: red } .plaza-panel { color: blue }');
    assert.match(css, /\.plaza-button:is\(:where\([^)]*\) \*\):not\([^)]*\)\{font:inherit\}/);
    assert.match(css, /\.plaza-button:not\([^)]*\)\{color:red\}/);
  });
});

describe('The tokens in a page of somebody else', () => {
  it('are numbers, made lengths on our own roots', () => {
    const { css, atRoots } = tokensForHostilePages(tokens);
    assert.match(css, /--_plaza-space-1: \.25;/);
    assert.equal(atRoots.includes('--plaza-space-1: calc(var(--plaza-unit) * var(--_plaza-space-1));'), true);
  });

  it('do not change how the page itself is painted', () => {
    assert.doesNotMatch(tokensForHostilePages(tokens).css, /[^-]color-scheme:/);
  });

  it('stop the build where a length cannot be counted', () => {
    assert.throws(() => tokensForHostilePages(':root { --plaza-x: clamp(1rem, 2vw, 2rem); }'), /--plaza-x/);
    assert.throws(() => tokensForHostilePages(':root { --plaza-font-size-body: 1.3rem; }'), /the body's size/);
  });
});

describe('A selector', () => {
  it('names roots and the root it is about', () => {
    assert.deepEqual(rootsIn('plaza-form .plaza-button > span'), ['plaza-form', '.plaza-button']);
    assert.equal(subjectRoot('plaza-form .plaza-button:hover'), '.plaza-button');
    assert.equal(subjectRoot('plaza-field > label'), undefined);
    assert.equal(subjectRoot('.plaza-button::after'), undefined);
  });
});
