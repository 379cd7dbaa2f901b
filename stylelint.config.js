import customProperties, { ruleName as customPropertiesRule } from './scripts/stylelint/custom-properties.mjs';

const sides = '(top|right|bottom|left)';
const physical = [
  `/^(margin|padding|scroll-margin|scroll-padding)-${sides}$/`,
  `/^border-${sides}/`,
  `/^${sides}$/`,
  '/^(min-|max-)?(width|height)$/',
];

export default {
  extends: 'stylelint-config-standard',
  plugins: [customProperties],
  ignoreFiles: ['**/dist/**', '**/node_modules/**', '**/.data/**', 'tests/hostile/**', 'tests/bench/pages/**'], // the last two are other people's pages
  reportNeedlessDisables: true,
  rules: {
    [customPropertiesRule]: true,

    // Every colour is a token, so that every theme reaches it and its contrast is tested.
    'color-no-hex': [true, { message: 'A colour is a token: var(--plaza-color-…)' }],
    'color-named': ['never', { message: 'A colour is a token: var(--plaza-color-…)' }],
    'function-disallowed-list': [
      ['/^(rgb|hsl)a?$/', '/^(ok)?l(ab|ch)$/', 'hwb', 'color', 'color-mix'],
      { message: 'A colour is a token: var(--plaza-color-…)' },
    ],

    // Logical, so that Arabic and Hebrew need no second stylesheet.
    'property-disallowed-list': [
      physical,
      { message: 'Write the logical property: margin-inline-start, inset, inline-size…' },
    ],
    'declaration-property-value-disallowed-list': [
      {
        '/^(text-align|float|clear|caption-side)$/': ['left', 'right'],
        '/^(margin|padding|inset)$/': ['/^(\\S+\\s+){3}\\S+$/'], // four values, so left and right differ
      },
      { message: 'Write it logically: start and end, not left and right' },
    ],

    'declaration-no-important': true,
    'function-url-scheme-disallowed-list': [
      ['data'],
      { message: 'The policy of a strict page blocks data: addresses' },
    ],

    'custom-property-pattern': null, // the rule above knows better
    'no-descending-specificity': null, // nesting keeps a state beside its part, whatever its weight
  },
};
