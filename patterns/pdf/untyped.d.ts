/** What we use of libraries that bring no types, or types that do not fit how they are loaded. */
declare module 'linebreak' {
  /** Where a line may break, by Unicode Standard Annex 14. */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
}

declare module 'bidi-js' {
  /** What is written from right to left, by Unicode Standard Annex 9. Odd levels are. */
  interface Bidi {
    getEmbeddingLevels(text: string): { levels: Uint8Array; paragraphs: { level: number }[] };
    getMirroredCharacter(sign: string): string | null;
    getBidiCharTypeName(sign: string): string;
  }
  export default function bidiFactory(): Bidi;
}
