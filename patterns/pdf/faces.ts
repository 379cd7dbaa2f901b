import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type { Font } from 'fontkit';

export type Weight = 'regular' | 'bold';

/** One font file, and what it is called in a document. */
export interface Face {
  name: string;
  font: Font;
}

/** What stands where no face has the sign. */
export const standIn = '\u{FFFD}';

/** In the order in which they are asked for a sign: the first also has Greek, Cyrillic and Devanagari. */
const files: Readonly<Record<Weight, readonly string[]>> = {
  regular: [
    '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
    '@expo-google-fonts/ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf',
  ],
  bold: [
    '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
    '@expo-google-fonts/ibm-plex-sans-arabic/700Bold/IBMPlexSansArabic_700Bold.ttf',
  ],
};
const opened = new Map<Weight, readonly Face[]>();
const { resolve } = createRequire(import.meta.url);

/** The faces of a weight, read from disk once. */
export function facesOf(weight: Weight): readonly Face[] {
  const known = opened.get(weight);
  if (known) return known;
  const faces = files[weight].map((name) => ({ name, font: create(readFileSync(resolve(name))) as Font }));
  opened.set(weight, faces);
  return faces;
}

/**
 * A font for one document: its tables are read once for all of them, its glyphs are its own. A glyph remembers the letter
 * that it was first drawn for, and where a part of a font is cut out, the A in an Á is drawn for none: the next document
 * could not be copied from. It leaves when fontkit keeps letters apart from glyphs.
 */
export function forOneDocument({ font }: Face): Font {
  return Object.create(font, { _glyphs: { value: {} } }) as Font;
}

/** The first face that has all of a sign; undefined where none has. */
export function faceFor(sign: string, weight: Weight): Face | undefined {
  // What is invisible by itself, such as a joiner, needs no picture.
  const visible = [...sign].filter((each) => !/\p{Default_Ignorable_Code_Point}/u.test(each));
  return facesOf(weight).find(({ font }) => visible.every((each) => font.hasGlyphForCodePoint(each.codePointAt(0)!)));
}

/** The width of a sign by itself, in parts of the font size. */
export function widthOf(sign: string, { font }: Face): number {
  const widths = knownWidths.get(font) ?? new Map<string, number>();
  knownWidths.set(font, widths);
  const width = widths.get(sign) ?? font.layout(sign).advanceWidth / font.unitsPerEm;
  // Of so many different signs there are only few; a sign with a hundred accents need not be remembered.
  if (sign.length <= 4) widths.set(sign, width);
  return width;
}
const knownWidths = new WeakMap<Font, Map<string, number>>();
