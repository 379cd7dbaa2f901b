import eslint from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litAccessibility from 'eslint-plugin-lit-a11y';
import webComponents from 'eslint-plugin-wc';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import typescript from 'typescript-eslint';

/** The component files that render a template, and so may load Lit's template engine. None that a form page loads. */
const filesThatRender = [];

const browserTests = ['components/**/*.test.ts', 'components/shared/testing.ts'];
const inTheBrowser = ['components/**/*.ts'];
const inNode = ['scripts/**', '*.js', '**/*.mjs', '{tokens,docs,examples,tests,storybook,components/build}/**/*.ts'];

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', '**/.data/', 'test-results/', 'docs/assets/', 'components/*/examples/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    rules: {
      complexity: ['error', 18],
      eqeqeq: 'error',
      'no-console': 'off',
      'no-implicit-coercion': ['error', { allow: ['!!'] }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },

  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strict],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './components/tsconfig.json', './components/tsconfig.tests.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: nodeTestCalls() }],
      '@typescript-eslint/no-extraneous-class': 'off', // in Node, where there is no HTMLElement, an empty class stands for it
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-non-null-assertion': 'off', // the sign of "it is there, and the line above says why"
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },

  { files: inNode, languageOptions: { globals: globals.nodeBuiltin } },

  {
    files: inTheBrowser,
    ignores: ['components/build/**'],
    extends: [
      webComponents.configs['flat/best-practice'],
      lit.configs['flat/recommended'],
      litAccessibility.configs.recommended,
    ],
    languageOptions: { globals: globals.browser },
    settings: { wc: { elementBaseClasses: ['Enhancer', 'ReactiveElement', 'LitElement'] } },
    rules: {
      'wc/guard-super-call': 'off', // our base classes have every callback
      'lit-a11y/no-autofocus': 'off', // an error summary that the server sends takes the focus: that is what it is for
    },
  },
  {
    files: inTheBrowser,
    ignores: [...browserTests, 'components/build/**'],
    rules: {
      'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 25, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map(notUnderTrustedTypes),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.object.name="customElements"][callee.property.name="define"]',
          message:
            'Use define() of shared/define.ts in the define.ts of the component: two copies on a page must not clash.',
        },
        {
          selector: ':matches(MethodDefinition, PropertyDefinition)[key.name=/^(_|handle(?!Event$)[A-Z]|on[A-Z])/]',
          message:
            'Say what it does (#showError), not who calls it (handleClick). Private begins with #, nothing with _.',
        },
      ],
    },
  },
  { files: ['components/shared/warn.ts'], rules: { 'no-console': ['error', { allow: ['warn'] }] } },
  {
    files: ['components/shared/define.ts', 'components/autoloader/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: inTheBrowser,
    ignores: [...browserTests, ...filesThatRender],
    rules: { 'no-restricted-imports': ['error', { patterns: [litOnlyWhereItRenders()] }] },
  },
  {
    files: browserTests,
    languageOptions: { globals: globals.mocha },
    rules: {
      '@typescript-eslint/no-floating-promises': 'off', // every `expect(…).to.equal(…)` is typed as a promise, and is none
      '@typescript-eslint/no-unused-expressions': 'off', // chai
      'lit-a11y/accessible-name': 'off', // tests show what wrong markup does
      'lit/no-invalid-html': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExpressionStatement > CallExpression[callee.property.name="accessible"]',
          message: 'Await it: axe answers later, and nobody would hear what it found.',
        },
      ],
    },
  },
);

/** `describe` and `it` give back promises that nobody waits for. */
function nodeTestCalls() {
  return [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite', 'before', 'after'] }];
}

function litOnlyWhereItRenders() {
  return {
    group: ['lit', 'lit/*', 'lit-html', 'lit-html/*', 'lit-element', 'lit-element/*'],
    message:
      "'lit' brings the template engine, and a form page pays for it. Name the file in filesThatRender if it is worth it.",
  };
}

function notUnderTrustedTypes(property) {
  return { property, message: 'A page with Trusted Types refuses it, and what a person typed could run.' };
}
