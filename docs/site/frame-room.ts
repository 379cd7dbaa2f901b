/** Most lines of room that a frame gets; what is longer, such as a whole form, scrolls in it. */
export const mostLines = 26;

/** Lines that an element takes beside its text: its margins, or the control itself. */
const around: [tag: RegExp, lines: number][] = [
  [/<h\d/g, 1.4],
  [/<p\b/g, 0.4],
  [/<li\b/g, 0.5],
  [/<dt\b/g, 1.2],
  [/<(?:legend|fieldset)\b/g, 0.4],
  [/<label\b/g, 0.6],
  [/<(?:input|select)\b/g, 2.4],
  [/type="(?:radio|checkbox)"/g, -2.2],
  [/type="file"/g, 1.4],
  [/<textarea/g, 6],
  [/<(?:button|header|footer|nav)\b|role="button"/g, 1.6],
  [/class="plaza-panel"/g, 3.5],
  [/class="plaza-(?:notification|inset)"/g, 1.5],
];

/**
 * How many lines an example is likely to take where a line holds so many characters.
 *
 * A frame that grew once it had loaded would push the text below away from who reads it, and one that grows by script
 * would not grow without. So its room is kept beforehand, generously.
 */
export function linesFor(html: string, charactersInLine: number): number {
  const shown = charactersInLine > 40 ? oneRowForDates(oneRowForLinks(html)) : oneRowForLinks(html);
  const beside = around.reduce((sum, [tag, lines]) => sum + lines * (shown.match(tag)?.length ?? 0), 0);
  const rows = [...shown.matchAll(/\brows="(\d+)"/g)].reduce((sum, [, count]) => sum + Number(count) - 3, 0);
  const texts = shown
    .replace(/<select[\s\S]*?<\/select>/g, '<select>')
    .split(/<\/?(?:h\d|p|li|dt|dd|legend|label|div|button)\b[^>]*>/);
  const words = texts.map(
    (text) =>
      text
        .replace(/<[^>]+>/g, '')
        .replace(/\s+/g, ' ')
        .trim().length,
  );
  const lines = words.reduce((sum, length) => sum + Math.ceil(length / charactersInLine), 0);
  return Math.min(mostLines, Math.ceil(3.6 + beside + rows + lines));
}

/** The links of a header or footer stand side by side, or behind a menu. */
function oneRowForLinks(html: string): string {
  return html.replace(/(<(?:nav|footer)\b[\s\S]*?)<(ul|ol)>[\s\S]*?<\/\2>/g, '$1<li>');
}

/** The parts of a date stand side by side where there is room. */
function oneRowForDates(html: string): string {
  return html.replace(/<div class="plaza-date-parts">[\s\S]*?<\/fieldset>/g, '<label><input>');
}

/** The heights of frames as styles, for a style attribute is what the policy refuses. */
export function framesCss(): string {
  const counts = Array.from({ length: mostLines }, (_, index) => index + 1);
  const rules = counts.flatMap((lines) => [
    `.docs-frame[data-wide='${lines}'] { --_lines-wide: ${lines}; }`,
    `.docs-frame[data-narrow='${lines}'] { --_lines-narrow: ${lines}; }`,
  ]);
  return `@layer docs {\n${rules.join('\n')}\n}\n`;
}
