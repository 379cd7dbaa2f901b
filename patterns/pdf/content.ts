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
  /** A code for machines that stands there too, row by row; true is dark. What it says stands in the text. */
  code?: readonly (readonly boolean[])[];
  words: {
    /** With places for numbers: `Page {page} of {pages}`. */
    page: string;
    /** Said at the beginning where a sign cannot be shown, with a place for what stands there: `{sign}`. */
    missing: string;
  };
}

export type PdfBlock =
  | { kind: 'heading'; level: 2 | 3 | 4; text: string }
  /** In another language than the document where it names one. */
  | { kind: 'paragraph'; text: string; language?: string }
  /** Something that nobody should miss. */
  | { kind: 'notice'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'answers'; rows: readonly { question: string; answer: string }[] }
  /** Says for whom the next part is. */
  | { kind: 'condition'; text: string }
  | BlankQuestion
  /** What follows begins on a new page. */
  | { kind: 'page' };

/** A question to answer by hand. */
export interface BlankQuestion {
  kind: 'question';
  /** What others call it: a number, for most. */
  number?: string;
  label: string;
  hints: readonly string[];
  box: Box;
}

/** A place to write in by hand. */
export type Box =
  /** Lines, the first of them perhaps with a sign before or behind it: a currency, a unit. */
  | { kind: 'lines'; lines: number; before?: string; after?: string; isShort?: boolean }
  /** One box for each character, in groups: day, month, year. */
  | { kind: 'cells'; groups: readonly CellGroup[]; after?: string; isLeftToRight: boolean }
  /** Boxes to tick. */
  | { kind: 'ticks'; options: readonly { label: string; hint?: string }[]; isSeveral: boolean }
  /** Several places, each with a name of its own. */
  | { kind: 'parts'; parts: readonly { label: string; hint?: string; box: Box }[] };

export interface CellGroup {
  label?: string;
  cells: number;
  /** What stands between this group and the next, such as a hyphen. */
  then?: string;
}

/** Every text of a document, to look through. */
export function textsOf({ title, agency, foot, blocks }: PdfContent): string[] {
  return [title, agency, foot, ...blocks.flatMap(textsIn)];
}

function textsIn(block: PdfBlock): readonly string[] {
  if (block.kind === 'list') return block.items;
  if (block.kind === 'answers') return block.rows.flatMap(({ question, answer }) => [question, answer]);
  if (block.kind === 'question') return [block.label, ...block.hints, ...textsInBox(block.box)];
  return block.kind === 'page' ? [] : [block.text];
}

function textsInBox(box: Box): readonly string[] {
  const all: (string | undefined)[] = [];
  if (box.kind === 'ticks') all.push(...box.options.flatMap(({ label, hint }) => [label, hint]));
  else if (box.kind === 'parts')
    all.push(...box.parts.flatMap(({ label, hint, box: inner }) => [label, hint, ...textsInBox(inner)]));
  else if (box.kind === 'cells') all.push(...box.groups.flatMap(({ label, then }) => [label, then]), box.after);
  else all.push(box.before, box.after);
  return all.filter((text) => text !== undefined);
}
