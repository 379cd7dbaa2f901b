const sheets = new Map<string, CSSStyleSheet>();

/** Puts styles on a root that does not have them yet. One sheet serves all roots of a page. */
export function adopt(root: ShadowRoot | Document, tokens: string, look: string): void {
  const around = root instanceof ShadowRoot ? root.host : root.documentElement;
  const hasTokens = getComputedStyle(around).getPropertyValue('--plaza-color-text') !== '';
  for (const css of hasTokens ? [look] : [tokens, look]) {
    const sheet = sheets.get(css) ?? new CSSStyleSheet();
    if (!sheets.has(css)) sheet.replaceSync(css);
    sheets.set(css, sheet);
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }
}
