import PDFDocument from 'pdfkit';
import type { PdfContent } from './content.ts';
import { facesOf, forOneDocument } from './faces.ts';
import { isRightToLeft } from './lines.ts';
import type { Line, Run, TextStyle } from './lines.ts';

/** Points; 72 are an inch. A4, with room at all sides for the Letter paper of some countries. */
const page = { width: 595.28, height: 841.89, top: 60, bottom: 76, side: 60 };
/** Height of a line, in sizes of its font. */
const leading = 1.45;
/** The side of a code at the foot of a page: its modules are large enough for a phone that holds it at arm’s length. */
const codeSide = 48;
/** Dark on white: the ink has a contrast of 15 to 1, the pale ink of 7 to 1. */
const colours = { ink: '#242321', pale: '#595754', rule: '#b9b4ab', shade: '#f0ede7' };

export type Colour = keyof typeof colours;

export type Element = PDFKit.PDFStructureElement;

/** How something is written, and where. */
export interface Look {
  style: TextStyle;
  column?: Column;
  colour?: Colour;
}

/** A place to write: where it begins, and how wide it is. */
export interface Column {
  x: number;
  width: number;
}

/** Draws what is written into; `x` is counted from the side where a line begins. */
export interface Pen {
  box(x: number, y: number, width: number, height: number): void;
  line(x: number, y: number, width: number): void;
}

/** The pages of a document, written from top to bottom; a new page begins where one is full. */
export class Sheet {
  readonly document: PDFKit.PDFDocument;
  /** How far down the page is written. */
  y = page.top;
  #page = 0;
  /** Whether all of it is laid out from the right. */
  readonly isRightToLeft: boolean;

  constructor({ language, title, agency, made }: PdfContent) {
    this.isRightToLeft = isRightToLeft(title);
    this.document = new PDFDocument({
      size: [page.width, page.height],
      margin: 0,
      pdfVersion: '1.7',
      lang: language,
      tagged: true,
      displayTitle: true,
      bufferPages: true,
      info: { Title: title, Author: agency, Creator: 'Plaza', CreationDate: made, ModDate: made },
    });
    for (const face of [...facesOf('regular'), ...facesOf('bold')])
      this.document.registerFont(face.name, forOneDocument(face) as unknown as Buffer); // its types know no open font
  }

  /** All of the width between the margins. */
  get column(): Column {
    return { x: page.side, width: page.width - 2 * page.side };
  }

  /** How many pages were begun before this one. */
  get page(): number {
    return this.#page;
  }

  /** What is left of the page. */
  get room(): number {
    return page.height - page.bottom - this.y;
  }

  /** Begins a new page where this one has less room than that. */
  keep(height: number): void {
    if (height > this.room && this.y > page.top) this.#begin();
  }

  /** Begins a new page, unless nothing stands on this one. */
  turn(): void {
    if (this.y > page.top) this.#begin();
  }

  /** Writes lines that are the content of an element of the structure. */
  write(element: Element, lines: readonly Line[], { style, column = this.column, colour = 'ink' }: Look): void {
    const height = heightOf(1, style);
    for (const line of lines) {
      this.keep(height);
      this.#draw(line, { style, column, colour }, this.y + style.size * 1.08, element);
      this.y += height;
    }
  }

  /** A thin line across the page, which says nothing. */
  rule(): void {
    const { x, width } = this.column;
    this.#decorate(() =>
      this.document
        .moveTo(x, this.y)
        .lineTo(x + width, this.y)
        .lineWidth(0.75)
        .stroke(colours.rule),
    );
  }

  /** A bar beside what is written next. */
  bar(height: number): void {
    const width = 3;
    const x = this.#leftOf(this.column, width);
    this.#decorate(() => this.document.rect(x, this.y, width, Math.min(height, this.room)).fill(colours.ink));
  }

  /** A shade across the page, behind what is written next. */
  shade(height: number): void {
    const { x, width } = this.column;
    this.#decorate(() => this.document.rect(x, this.y, width, height).fill(colours.shade));
  }

  /**
   * A place to write in by hand, in the structure a field of a form that is printed (ISO 32000, PrintField attributes): who hears
   * the document is told what belongs there.
   *
   * @param tell What belongs there.
   */
  field(parent: Element, role: 'tv' | 'cb', tell: string, draw: (pen: Pen) => void): void {
    const form = this.document.struct('Form', { alt: tell });
    const { data } = (form as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary; // not in its types
    data.A = { O: 'PrintField', Role: role, ...(role === 'cb' && { checked: 'off' }) };
    parent.add(form);
    form.add(this.document.markStructureContent('Form', {}));
    draw({
      box: (x, y, width, height) =>
        this.document.rect(this.#leftOf({ x, width }, width), y, width, height).lineWidth(0.9).stroke(colours.pale),
      line: (x, y, width) => {
        const left = this.#leftOf({ x, width }, width);
        this.document
          .moveTo(left, y)
          .lineTo(left + width, y)
          .lineWidth(0.9)
          .stroke(colours.pale);
      },
    });
    this.document.endMarkedContent();
    form.end();
  }

  /** Writes at the foot of each page, outside of what is read out, and closes the document. */
  close(
    foot: (page: number, pages: number) => readonly [Line, Line],
    style: TextStyle,
    code?: PdfContent['code'],
  ): void {
    const { count } = this.document.bufferedPageRange();
    const { x, width } = this.column;
    const column = { x, width: code ? width - codeSide - 12 : width };
    const baseline = page.height - page.bottom / 2;
    for (let number = 0; number < count; number++) {
      this.document.switchToPage(number);
      const [first, last] = foot(number + 1, count);
      const width = this.#widthOf(last, style);
      const atTheEnd = { x: column.x + column.width - width, width };
      this.document.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
      this.#draw(first, { style, column, colour: 'pale' }, baseline);
      this.#draw(last, { style, column: atTheEnd, colour: 'pale' }, baseline);
      if (code) this.#drawCode(code);
      this.document.endMarkedContent();
    }
    this.document.end();
  }

  #begin(): void {
    this.document.addPage();
    this.y = page.top;
    this.#page++;
  }

  #decorate(draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.document.endMarkedContent();
  }

  /** At the end of the foot, in ink on white paper, its quiet zone the empty margin around it. */
  #drawCode(code: NonNullable<PdfContent['code']>): void {
    const side = codeSide / code.length;
    const left = this.#leftOf({ x: page.width - page.side - codeSide, width: codeSide }, codeSide);
    const top = page.height - page.bottom / 2 - codeSide / 2 - 4;
    for (const [row, modules] of code.entries())
      for (const [place, isDark] of modules.entries())
        if (isDark) this.document.rect(left + place * side, top + row * side, side, side);
    this.document.fill('#000000');
  }

  /** The left side of something so wide at the beginning of a column. */
  #leftOf({ x }: Column, used: number): number {
    return this.isRightToLeft ? page.width - x - used : x;
  }

  /** Draws the runs in the order in which they are heard, each where it is seen; the spaces at the end stand behind them all. */
  #draw(line: Line, { style, column, colour }: Required<Look>, baseline: number, element?: Element): void {
    const places = new Map<Run, number>();
    let x = this.#leftOf(column, this.#widthOf(line, style));
    for (const run of line.seen) {
      places.set(run, x);
      x += this.#widthOfRun(run, style);
    }
    this.document.fillColor(colours[colour]);
    for (const run of line.runs) {
      const draw = () => this.#drawRun(run, style, places.get(run) ?? x, baseline);
      if (element) this.#tell(element, run, draw);
      else draw();
    }
  }

  #drawRun(run: Run, { size }: TextStyle, x: number, baseline: number): void {
    const options = { ...layoutOf(run), lineBreak: false, baseline: 'alphabetic' } as const;
    this.document.font(run.face.name).fontSize(size).text(run.text, x, baseline, options);
  }

  /**
   * Draws content of an element. What is drawn otherwise than it is read has an element of its own that says how; where
   * nothing of it can be seen, the content says so too, for those who copy it.
   */
  #tell(element: Element, { isRightToLeft, standsFor }: Run, draw: () => void): void {
    const { document } = this;
    const teller = standsFor === undefined ? element : document.struct('Span', { actual: standsFor });
    if (teller !== element) element.add(teller);
    teller.add(document.markStructureContent('Span', standsFor && !isRightToLeft ? { actual: standsFor } : {}));
    draw();
    document.endMarkedContent();
    if (teller !== element) teller.end();
  }

  #widthOf({ seen }: Line, style: TextStyle): number {
    return seen.reduce((sum, run) => sum + this.#widthOfRun(run, style), 0);
  }

  #widthOfRun(run: Run, { size }: TextStyle): number {
    return this.document.font(run.face.name).fontSize(size).widthOfString(run.text, layoutOf(run));
  }
}

/** With a list of features, even an empty one, pdfkit lays out a run as a whole and not word by word from the left. */
function layoutOf({ isRightToLeft }: Run): { features?: [] } {
  return isRightToLeft ? { features: [] } : {};
}

export function heightOf(lines: number, { size }: TextStyle): number {
  return lines * size * leading;
}
