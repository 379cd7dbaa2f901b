import { drawBox, heightOfBox } from './boxes.ts';
import type { BlankQuestion } from './content.ts';
import { linesOf } from './lines.ts';
import type { TextStyle } from './lines.ts';
import { heightOf } from './sheet.ts';
import type { Column, Element, Sheet } from './sheet.ts';
import { styles, within } from './styles.ts';

/** Where numbers stand, before the questions. */
const gutter = 30;
/** A question that is lower than this stays on one page. */
const longest = 420;

/** A question with its number, its hints and the place to answer it by hand, all on one page. */
export function drawQuestion(sheet: Sheet, root: Element, block: BlankQuestion): void {
  const { number, label, hints, box } = block;
  const column = inside(sheet.column);
  const labelLines = linesOf(label, styles.question, column.width);
  const hintLines = hints.map((hint) => linesOf(hint, styles.small, column.width));
  sheet.keep(heightOfQuestion(block, sheet.column));
  within(sheet, root, 'Div', (question) => {
    if (label)
      within(sheet, question, 'P', (paragraph) => {
        const { y } = sheet;
        if (number) sheet.write(paragraph, linesOf(number, styles.question, gutter), { style: styles.question });
        sheet.y = y;
        sheet.write(paragraph, labelLines, { style: styles.question, column });
      });
    for (const lines of hintLines)
      within(sheet, question, 'P', (hint) => sheet.write(hint, lines, { style: styles.small, column, colour: 'pale' }));
    sheet.y += 4;
    drawBox(sheet, question, box, label, column);
  });
  sheet.y += 12;
}

/** How much room a question needs, to keep it on one page. */
export function heightOfQuestion({ label, hints, box }: BlankQuestion, column: Column): number {
  const { width } = inside(column);
  const lines = (text: string, style: TextStyle) => heightOf(linesOf(text, style, width).length, style);
  const hintHeights = hints.map((hint) => lines(hint, styles.small)).reduce((sum, each) => sum + each, 0);
  const head = (label ? lines(label, styles.question) : 0) + hintHeights + 4;
  return Math.min(head + heightOfBox(box, width), longest);
}

function inside({ x, width }: Column): Column {
  return { x: x + gutter, width: width - gutter };
}
