export type Colour = { colorSpace: string; components: number[]; alpha?: number };

/** Contrast of two opaque colours, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Colour, other: Colour): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: Colour): number {
  const [red, green, blue] = bytes(colour).map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** The colour as screens get it. A promise is kept by what is written out, so it is measured on that. */
export function bytes({ components }: Colour): number[] {
  return components.map((component) => Math.round(component * 255));
}

/** `#1b6670`, with two more digits where one can see through it. */
export function hex(colour: Colour): string {
  const alpha = colour.alpha ?? 1;
  const all = alpha < 1 ? [...bytes(colour), Math.round(alpha * 255)] : bytes(colour);
  return `#${all.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
