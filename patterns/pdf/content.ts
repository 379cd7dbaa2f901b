/** What a PDF says, with nothing of how it looks. All texts are as people read them; a line break in one is kept. */
export interface PdfContent {
  /** BCP 47 tag. */
  language: string;
  title: string;
  /** Who it comes from. */
  agency: string;
  made: Date;
  blocks: readonly PdfBlock[];
  /** One line that stands at the foot of every page, such as the reference. */
  foot: string;
  words: {
    /** With places for numbers: `Page {page} of {pages}`. */
    page: string;
    /** Said at the beginning where a sign cannot be shown, with a place for what stands there: `{sign}`. */
    missing: string;
  };
}

export type PdfBlock =
  | { kind: 'heading'; level: 2 | 3; text: string }
  /** In another language than the document where it names one. */
  | { kind: 'paragraph'; text: string; language?: string }
  /** Something that nobody should miss. */
  | { kind: 'notice'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'answers'; rows: readonly { question: string; answer: string }[] };

/** Every text of a document, to look through. */
export function textsOf({ title, agency, foot, blocks }: PdfContent): string[] {
  return [title, agency, foot, ...blocks.flatMap(textsIn)];
}

function textsIn(block: PdfBlock): readonly string[] {
  if (block.kind === 'list') return block.items;
  if (block.kind === 'answers') return block.rows.flatMap(({ question, answer }) => [question, answer]);
  return [block.text];
}
