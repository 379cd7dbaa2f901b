import type { Box, CellGroup } from './content.ts';
import { linesOf, widthOfText } from './lines.ts';
import { heightOf } from './sheet.ts';
import type { Column, Element, Sheet } from './sheet.ts';
import { styles, within } from './styles.ts';

type Kind<Name extends Box['kind']> = Extract<Box, { kind: Name }>;

/** Large enough for a hand that is not steady: 5.6 by 6.7 mm. */
const cell = { width: 16, height: 19 };
const lineHeight = 23;
const tick = { side: 11, gap: 7 };
const text = heightOf(1, styles.text);
const small = heightOf(1, styles.small);

/** Draws a place to write in, and tells who hears the document what belongs there. */
export function drawBox(sheet: Sheet, parent: Element, box: Box, tell: string, column: Column): void {
  if (box.kind === 'lines') drawLines(sheet, parent, box, tell, column);
  else if (box.kind === 'cells') drawCells(sheet, parent, box, tell, column);
  else if (box.kind === 'ticks') drawTicks(sheet, parent, box, tell, column);
  else drawParts(sheet, parent, box, column);
}

/** How high a box is, to keep it on one page. */
export function heightOfBox(box: Box, width: number): number {
  if (box.kind === 'lines') return box.lines * lineHeight;
  if (box.kind === 'cells') return cell.height + (hasLabels(box.groups) ? small : 0);
  if (box.kind === 'ticks') return ticksIn(box, width).reduce((sum, row) => sum + row.height, 0);
  const heights = box.parts.map(
    ({ label, hint, box: inner }) => (label ? small : 0) + (hint ? small : 0) + heightOfBox(inner, width) + partGap,
  );
  return heights.reduce((sum, each) => sum + each, 0);
}

function drawLines(sheet: Sheet, parent: Element, box: Kind<'lines'>, tell: string, column: Column): void {
  const { before, after, isShort } = box;
  const beforeWidth = before ? widthOf(before) : 0;
  const whole = isShort ? Math.min(column.width, 190) : column.width;
  const x = column.x + beforeWidth;
  const width = whole - beforeWidth - (after ? widthOf(after) : 0);
  for (let line = 0; line < box.lines; line++) {
    sheet.keep(lineHeight);
    const baseline = sheet.y + lineHeight - 4;
    if (line === 0) sign(sheet, parent, before, column.x, baseline);
    sheet.field(parent, 'tv', tell, (pen) => pen.line(x, baseline, width));
    if (line === 0) sign(sheet, parent, after, x + width + 5, baseline);
    sheet.y = baseline + 4;
  }
}

/** A currency or a unit beside a line. */
function sign(sheet: Sheet, parent: Element, said: string | undefined, x: number, baseline: number): void {
  if (!said) return;
  const { y } = sheet;
  sheet.y = baseline - text + 2;
  within(sheet, parent, 'P', (paragraph) =>
    sheet.write(paragraph, linesOf(said, styles.text, 200), { style: styles.text, column: { x, width: 200 } }),
  );
  sheet.y = y;
}

function drawCells(sheet: Sheet, parent: Element, box: Kind<'cells'>, tell: string, column: Column): void {
  const { groups, after, isLeftToRight } = box;
  const labels = hasLabels(groups) ? small : 0;
  sheet.keep(cell.height + labels);
  const top = sheet.y + labels;
  let { x } = column;
  for (const group of sheet.isRightToLeft && isLeftToRight ? mirrored(groups) : groups) {
    const width = group.cells * cell.width;
    if (group.label) {
      sheet.y = top - labels;
      within(sheet, parent, 'P', (paragraph) =>
        sheet.write(paragraph, linesOf(group.label!, styles.small, 120), {
          style: styles.small,
          column: { x, width: 120 },
        }),
      );
    }
    sheet.field(parent, 'tv', group.label ? `${tell}: ${group.label}` : tell, (pen) => {
      for (let index = 0; index < group.cells; index++) pen.box(x + index * cell.width, top, cell.width, cell.height);
    });
    if (group.then) sign(sheet, parent, group.then, x + width + 4, top + cell.height - 4);
    x += width + 12;
  }
  sign(sheet, parent, after, x - 6, top + cell.height - 4);
  sheet.y = top + cell.height;
}

/** Groups that go from left to right on a page that goes the other way: what stands between two stays between them. */
function mirrored(groups: readonly CellGroup[]): CellGroup[] {
  return groups
    .map(({ then: _then, ...group }, index) => {
      const before = groups[index - 1]?.then;
      return before === undefined ? group : { ...group, then: before };
    })
    .reverse();
}

interface TickRow {
  options: { label: string; hint?: string; column: Column }[];
  height: number;
}

/** The options in rows, beside each other where they are short and many. */
function ticksIn({ options }: Kind<'ticks'>, width: number, start = 0): TickRow[] {
  const longest = Math.max(...options.map(({ label, hint = '' }) => Math.max(widthOf(label), widthOf(hint))));
  const fits = (columns: number) => longest + tick.side + tick.gap + 10 < width / columns;
  const columns = options.length < 5 ? 1 : fits(3) && options.length > 8 ? 3 : fits(2) ? 2 : 1;
  const rows: TickRow[] = [];
  const each = width / columns;
  const perColumn = Math.ceil(options.length / columns);
  for (let row = 0; row < perColumn; row++) {
    const inRow = Array.from({ length: columns }, (_, place) => ({ option: options[row + place * perColumn], place }));
    const placed = inRow.flatMap(({ option, place }) =>
      option
        ? [
            {
              ...option,
              column: { x: start + place * each + tick.side + tick.gap, width: each - tick.side - tick.gap },
            },
          ]
        : [],
    );
    const height = Math.max(
      ...placed.map(
        ({ label, hint, column }) =>
          heightOf(linesOf(label, styles.text, column.width).length, styles.text) +
          (hint ? heightOf(linesOf(hint, styles.small, column.width).length, styles.small) : 0),
      ),
    );
    rows.push({ options: placed, height: height + 3 });
  }
  return rows;
}

function drawTicks(sheet: Sheet, parent: Element, box: Kind<'ticks'>, _tell: string, { x, width }: Column): void {
  within(sheet, parent, 'L', (list) => {
    for (const { options, height } of ticksIn(box, width, x)) {
      sheet.keep(height);
      const { y } = sheet;
      for (const option of options) {
        sheet.y = y;
        drawTick(sheet, list, option);
      }
      sheet.y = y + height;
    }
  });
}

function drawTick(sheet: Sheet, list: Element, { label, hint, column }: TickRow['options'][number]): void {
  within(sheet, list, 'LI', (entry) => {
    const top = sheet.y + (text - tick.side) / 2 - 1;
    within(sheet, entry, 'Lbl', (mark) =>
      sheet.field(mark, 'cb', label, (pen) => pen.box(column.x - tick.side - tick.gap, top, tick.side, tick.side)),
    );
    within(sheet, entry, 'LBody', (body) => {
      sheet.write(body, linesOf(label, styles.text, column.width), { style: styles.text, column });
      if (hint)
        sheet.write(body, linesOf(hint, styles.small, column.width), { style: styles.small, column, colour: 'pale' });
    });
  });
}

const partGap = 7;

function drawParts(sheet: Sheet, parent: Element, { parts }: Kind<'parts'>, column: Column): void {
  for (const { label, hint, box } of parts) {
    sheet.keep(Math.min(small + heightOfBox(box, column.width), 300));
    if (label)
      within(sheet, parent, 'P', (paragraph) => {
        sheet.write(paragraph, linesOf(label, styles.small, column.width), { style: styles.small, column });
        if (hint)
          sheet.write(paragraph, linesOf(hint, styles.small, column.width), {
            style: styles.small,
            column,
            colour: 'pale',
          });
      });
    if (box.kind !== 'lines') sheet.y += 3;
    drawBox(sheet, parent, box, label, column);
    sheet.y += partGap;
  }
}

function hasLabels(groups: readonly CellGroup[]): boolean {
  return groups.some(({ label }) => label);
}

/** How much a text beside a box takes. */
function widthOf(said: string): number {
  return widthOfText(said, styles.text) + 6;
}
