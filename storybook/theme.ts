import tokens from '@plaza-ds/tokens/tokens.json' with { type: 'json' };
import { create } from 'storybook/theming';

/** Storybook in our colours, light or dark as the person has set it. */
export function brand() {
  const base = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const color = (name: string): string => {
    const { themes } = tokens.tokens.find((token) => token.name === `color-${name}`) as unknown as Token;
    return themes[base]!;
  };
  return create({
    base,
    brandTitle: 'Plaza',
    brandUrl: '../',
    brandTarget: '_self',
    fontBase: 'system-ui, "Segoe UI", Roboto, "Noto Sans Arabic", sans-serif',
    colorPrimary: color('accent'),
    colorSecondary: color('accent'),
    appBg: color('surface-subtle'),
    appContentBg: color('surface'),
    appPreviewBg: color('surface'),
    appBorderColor: color('border'),
    appBorderRadius: 6,
    textColor: color('text'),
    textMutedColor: color('text-muted'),
    barBg: color('surface'),
    barTextColor: color('text-muted'),
    barSelectedColor: color('accent'),
    barHoverColor: color('accent-hover'),
    inputBg: color('surface-control'),
    inputBorder: color('border-strong'),
    inputTextColor: color('text'),
    inputBorderRadius: 6,
  });
}

interface Token {
  themes: Record<string, string>;
}
