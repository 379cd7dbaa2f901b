import type { PdfBlock } from './content.ts';
import { linesOf } from './lines.ts';
import type { TextStyle } from './lines.ts';
import { heightOf } from './sheet.ts';
import type { Column, Element, Sheet } from './sheet.ts';

type Bookmark = PDFKit.PDFOutline;
type Block<Kind extends PdfBlock['kind']> = Extract<PdfBlock, { kind: Kind }>;

export const styles = {
  agency: { weight: 'bold', size: 10 },
  title: { weight: 'bold', size: 20 },
  2: { weight: 'bold', size: 14 },
  3: { weight: 'bold', size: 11.5 },
  text: { weight: 'regular', size: 10.5 },
  question: { weight: 'bold', size: 10.5 },
  foot: { weight: 'regular', size: 8.5 },
} as const satisfies Record<string, TextStyle>;

const gap = 8;
const rowGap = 10;
/** A row that is lower than this stays on one page. */
const shortRow = heightOf(12, styles.text);
const indent = 14;

/** Writes one block, and hangs it into the structure and the bookmarks. */
export function drawBlock(sheet: Sheet, root: Element, bookmarks: Bookmark, block: PdfBlock): void {
  if (block.kind === 'heading') drawHeading(sheet, root, bookmarks, block);
  else if (block.kind === 'list') drawList(sheet, root, block);
  else if (block.kind === 'answers') drawAnswers(sheet, root, block);
  else if (block.kind === 'notice') drawNotice(sheet, root, block);
  else {
    within(sheet, root, 'P', (paragraph) => writeText(sheet, paragraph, block.text), block.language);
    sheet.y += gap;
  }
}

function drawHeading(sheet: Sheet, root: Element, bookmarks: Bookmark, { level, text }: Block<'heading'>): void {
  const style = styles[level];
  const lines = linesOf(text, style, sheet.column.width);
  sheet.y += heightOf(0.6, style);
  sheet.keep(heightOf(lines.length, style) + heightOf(4, styles.text)); // not alone at the end of a page
  bookmarks.addItem(text);
  within(sheet, root, `H${level}`, (heading) => sheet.write(heading, lines, { style }));
  sheet.y += gap / 2;
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

/** An element in another, which ends when it is written. */
export function within(
  sheet: Sheet,
  parent: Element,
  type: string,
  write: (element: Element) => void,
  language?: string,
): void {
  const element = sheet.document.struct(type, language === undefined ? {} : { lang: language });
  parent.add(element);
  write(element);
  element.end();
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
