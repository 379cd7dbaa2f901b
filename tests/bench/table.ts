/** What was measured, as a table a person can read in a terminal or paste into a page. */
export interface Row {
  what: string;
  /** One figure for each column, or undefined where there is nothing to measure. */
  figures: (number | undefined)[];
  write: (figure: number) => string;
  /** Whether the figures are compared with the first column. */
  asRatios?: boolean;
}

export function table(columns: string[], rows: Row[]): string {
  const cells = rows.map(({ what, figures, write, asRatios }) => [
    what,
    ...figures.map((figure) => {
      if (figure === undefined) return '–';
      const ratio = asRatios ? ` (${ratioOf(figure, figures[0]!)})` : '';
      return write(figure) + ratio;
    }),
  ]);
  const all = [['', ...columns], ...cells];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const line = (texts: string[], fill = ' ') =>
    `| ${texts.map((text, column) => (column ? text.padStart(widths[column]!, fill) : text.padEnd(widths[column]!, fill))).join(' | ')} |`;
  return [
    line(all[0]!),
    line(
      widths.map(() => ''),
      '-',
    ),
    ...cells.map((texts) => line(texts)),
  ].join('\n');
}

export const ratioOf = (figure: number, plain: number): string => `${(figure / plain).toFixed(2)} ×`;

export function median(figures: number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How far apart the middle half of the rounds lies, as a share of the median: what is smaller is noise. */
export function spread(figures: number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return (at(0.75) - at(0.25)) / median(figures);
}
