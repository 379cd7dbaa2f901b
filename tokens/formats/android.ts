import { bytes, type Colour } from '../contrast.ts';
import type { Length } from '../resolve.ts';
import type { System, SystemToken, Values } from '../system.ts';

/**
 * Android resources. The system picks `values-night` itself; high contrast has no qualifier of its own,
 * so an app reads `plaza_high_contrast_...` where UiModeManager says that contrast is raised.
 */
export function androidFiles(system: System): Record<string, string> {
  const theme = (name: string) => system.themes.get(name)!;
  return {
    'values/plaza_colors.xml': colours(system, theme('light'), 'plaza'),
    'values-night/plaza_colors.xml': colours(system, theme('dark'), 'plaza'),
    'values/plaza_high_contrast_colors.xml': colours(system, theme('high-contrast'), 'plaza_high_contrast'),
    'values-night/plaza_high_contrast_colors.xml': colours(system, theme('high-contrast-dark'), 'plaza_high_contrast'),
    'values/plaza_dimens.xml': lengths(system, theme('light')),
  };
}

function colours(system: System, values: Values, prefix: string): string {
  const ofType = system.tokens.filter(({ type }) => type === 'color');
  return resources(ofType, 'color', prefix, ({ path }) => argb(values.get(path)!.value as Colour));
}

function lengths(system: System, values: Values): string {
  const ofType = system.tokens.filter(({ type }) => type === 'dimension');
  return resources(ofType, 'dimen', 'plaza', ({ path, name }) => {
    const length = values.get(path)!.value as Length;
    // Text is measured in sp, which grows with the person's text size.
    return `${inPixels(length)}${name.startsWith('font-size-') ? 'sp' : 'dp'}`;
  });
}

/** At the usual text size: 1rem is 16 of both Android's dp and Apple's points. */
export function inPixels({ value, unit }: Length): number {
  return unit === 'rem' ? value * 16 : value;
}

function argb(colour: Colour): string {
  const all = [(colour.alpha ?? 1) * 255, ...bytes(colour)];
  return `#${all.map((byte) => Math.round(byte).toString(16).padStart(2, '0')).join('')}`;
}

function resources(
  tokens: SystemToken[],
  tag: string,
  prefix: string,
  valueOf: (token: SystemToken) => string,
): string {
  const lines = tokens.map((token) => {
    const name = `${prefix}_${token.name.replaceAll('-', '_')}`;
    return `  <!-- ${comment(token)} -->\n  <${tag} name="${name}">${valueOf(token)}</${tag}>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<resources>\n${lines.join('\n')}\n</resources>\n`;
}

/** XML ends a comment at two hyphens. */
function comment({ description, deprecated }: SystemToken): string {
  return (deprecated ? `Deprecated: ${deprecated} ${description}` : description).replaceAll('--', '- -');
}
