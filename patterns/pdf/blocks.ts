import type { PdfBlock } from './content.ts';
import { drawQuestion, heightOfQuestion } from './questions.ts';
import { linesOf } from './lines.ts';
import { heightOf } from './sheet.ts';
import { styles, within } from './styles.ts';
import type { Column, Element, Sheet } from './sheet.ts';

type Bookmark = PDFKit.PDFOutline;
type Block<Kind extends PdfBlock['kind']> = Extract<PdfBlock, { kind: Kind }>;

const gap = 8;
const rowGap = 10;
/** A row that is lower than this stays on one page. */
const shortRow = heightOf(12, styles.text);
const indent = 14;

/** Writes one block, and hangs it into the structure and the bookmarks. */
export function drawBlock(
  sheet: Sheet,
  root: Element,
  bookmarks: Bookmark,
  block: PdfBlock,
  following: readonly PdfBlock[] = [],
): void {
  if (block.kind === 'heading') drawHeading(sheet, root, bookmarks, block, following);
  else if (block.kind === 'list') drawList(sheet, root, block);
  else if (block.kind === 'answers') drawAnswers(sheet, root, block);
  else if (block.kind === 'notice') drawNotice(sheet, root, block);
  else if (block.kind === 'condition') drawCondition(sheet, root, block, following);
  else if (block.kind === 'question') drawQuestion(sheet, root, block);
  else if (block.kind === 'page') sheet.turn();
  else {
    within(sheet, root, 'P', (paragraph) => writeText(sheet, paragraph, block.text), block.language);
    sheet.y += gap;
  }
}

function drawHeading(
  sheet: Sheet,
  root: Element,
  bookmarks: Bookmark,
  { level, text }: Block<'heading'>,
  following: readonly PdfBlock[],
): void {
  const style = styles[level];
  const lines = linesOf(text, style, sheet.column.width);
  sheet.y += heightOf(0.6, style);
  sheet.keep(heightOf(lines.length, style) + gap / 2 + heightWith(sheet, following)); // not alone at the end of a page
  bookmarks.addItem(text);
  within(sheet, root, `H${level}`, (heading) => sheet.write(heading, lines, { style }));
  sheet.y += gap / 2;
}

/** What has to stand on the same page as what leads to it: the next question, or some lines of another block. */
function heightWith(sheet: Sheet, [next, ...rest]: readonly PdfBlock[]): number {
  if (!next || next.kind === 'page') return 0;
  if (next.kind === 'question') return heightOfQuestion(next, sheet.column);
  if (next.kind !== 'heading' && next.kind !== 'condition') return heightOf(4, styles.text);
  return heightOf(3, styles.text) + heightWith(sheet, rest);
}

function drawNotice(sheet: Sheet, root: Element, { text }: Block<'notice'>): void {
  const column = indented(sheet.column);
  const lines = linesOf(text, styles.text, column.width);
  const height = heightOf(lines.length, styles.text);
  sheet.keep(height);
  sheet.bar(height);
  within(sheet, root, 'P', (paragraph) => sheet.write(paragraph, lines, { style: styles.text, column }));
  sheet.y += gap;
}

/** Shaded, so that who looks over the page sees where they can go on. It stays with the question after it. */
function drawCondition(
  sheet: Sheet,
  root: Element,
  { text }: Block<'condition'>,
  following: readonly PdfBlock[],
): void {
  const column = indented(sheet.column);
  const lines = linesOf(text, styles.text, column.width - indent);
  const height = heightOf(lines.length, styles.text) + 8;
  sheet.y += gap / 2;
  sheet.keep(height + gap + heightWith(sheet, following));
  sheet.shade(height);
  sheet.y += 4;
  within(sheet, root, 'P', (paragraph) => sheet.write(paragraph, lines, { style: styles.text, column }));
  sheet.y += 4 + gap;
}

function drawList(sheet: Sheet, root: Element, { items }: Block<'list'>): void {
  within(sheet, root, 'L', (list) => {
    for (const item of items)
      within(sheet, list, 'LI', (entry) => {
        sheet.keep(heightOf(1, styles.text));
        const { y } = sheet;
        within(sheet, entry, 'Lbl', (mark) => writeText(sheet, mark, '•'));
        sheet.y = y;
        within(sheet, entry, 'LBody', (body) => writeText(sheet, body, item, indented(sheet.column)));
      });
  });
  sheet.y += gap;
}

/**
 * Questions with their answers. In the structure they are a list whose labels are the questions: ISO 32000 means a term and
 * what it means by it, as `dl` in HTML, and a person who listens hears no rows and columns counted.
 */
function drawAnswers(sheet: Sheet, root: Element, { rows }: Block<'answers'>): void {
  within(sheet, root, 'L', (list) => {
    for (const row of rows) within(sheet, list, 'LI', (entry) => drawRow(sheet, entry, row));
  });
  sheet.y += gap;
}

function drawRow(sheet: Sheet, entry: Element, { question, answer }: { question: string; answer: string }): void {
  const [left, right] = halves(sheet.column);
  const questionLines = linesOf(question, styles.question, left.width);
  const answerLines = linesOf(answer, styles.text, right.width);
  const height = heightOf(Math.max(questionLines.length, answerLines.length), styles.text);
  sheet.keep(Math.min(height, shortRow) + rowGap);
  sheet.y += rowGap / 2;
  const { page, y } = sheet;
  within(sheet, entry, 'Lbl', (label) => sheet.write(label, questionLines, { style: styles.question, column: left }));
  const bottom = sheet.y;
  const isBeside = sheet.page === page; // else the question is longer than a page, and its answer follows below it
  if (isBeside) sheet.y = y;
  within(sheet, entry, 'LBody', (body) => sheet.write(body, answerLines, { style: styles.text, column: right }));
  if (sheet.page === page) sheet.y = Math.max(sheet.y, bottom);
  sheet.y += rowGap / 2;
  sheet.rule();
}

function writeText(sheet: Sheet, element: Element, text: string, column: Column = sheet.column): void {
  sheet.write(element, linesOf(text, styles.text, column.width), { style: styles.text, column });
}

function indented({ x, width }: Column): Column {
  return { x: x + indent, width: width - indent };
}

/** Where questions stand, and where their answers do. */
function halves({ x, width }: Column): [Column, Column] {
  const answers = width * 0.62;
  return [
    { x, width: width - answers - 2 * rowGap },
    { x: x + width - answers, width: answers },
  ];
}
