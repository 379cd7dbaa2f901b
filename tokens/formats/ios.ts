import { bytes, type Colour } from '../contrast.ts';
import type { Length } from '../resolve.ts';
import type { System, SystemToken } from '../system.ts';
import { inPixels } from './android.ts';

/** PlazaTokens.swift: colours that follow the person's appearance and contrast settings by themselves. */
export function iosFiles(system: System): Record<string, string> {
  return { 'PlazaTokens.swift': swift(system) };
}

function swift(system: System): string {
  const constants = system.tokens.flatMap((token) => {
    const value = swiftValue(token, system);
    return value === undefined ? [] : [`${comment(token)}\n    public static let ${camel(token.name)} = ${value}`];
  });
  return `// Written by the build from Plaza's token files.
import UIKit

/// Lengths are in points at the usual text size; scale them with UIFontMetrics.
public enum PlazaTokens {
${constants.join('\n')}

    private static func themed(light: UInt32, dark: UInt32, highContrast: UInt32, highContrastDark: UInt32) -> UIColor {
        UIColor { traits in
            let isDark = traits.userInterfaceStyle == .dark
            let isHigh = traits.accessibilityContrast == .high
            let rgb = isHigh ? (isDark ? highContrastDark : highContrast) : (isDark ? dark : light)
            return UIColor(
                red: CGFloat((rgb >> 16) & 0xff) / 255,
                green: CGFloat((rgb >> 8) & 0xff) / 255,
                blue: CGFloat(rgb & 0xff) / 255,
                alpha: 1)
        }
    }
}
`;
}

/** Undefined for what has no plain counterpart on iOS: fonts, shadows, easings. */
function swiftValue({ path, type }: SystemToken, { themes }: System): string | undefined {
  const value = themes.get('light')!.get(path)!.value;
  if (type === 'dimension') return `CGFloat(${inPixels(value as Length)})`;
  if (type !== 'color') return undefined;
  const inTheme = (name: string) => number(themes.get(name)!.get(path)!.value as Colour);
  const others = `highContrast: ${inTheme('high-contrast')}, highContrastDark: ${inTheme('high-contrast-dark')}`;
  return `themed(light: ${inTheme('light')}, dark: ${inTheme('dark')}, ${others})`;
}

function number(colour: Colour): string {
  return `0x${bytes(colour)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function comment({ description, deprecated }: SystemToken): string {
  const lines = [`    /// ${description}`];
  if (deprecated) lines.push(`    @available(*, deprecated, message: ${JSON.stringify(deprecated)})`);
  return lines.join('\n');
}
