/** What `npm test` says at its end. */
const columns = ['passed', 'failed', 'skipped'];

/** The results as a table that people read: one line for each suite. */
export function tableOf(results) {
  const width = Math.max(...results.map(({ suite }) => suite.length));
  const line = (suite, cells) => `${suite.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(8)).join('')}`;
  const lines = results.map((result) =>
    line(result.suite, [...columns.map((column) => result[column]), `${result.seconds} s`]),
  );
  return [line('', [...columns, 'time']), ...lines].join('\n');
}

/** The last line, for people and programs: `12 passed, 0 failed`. */
export function summaryOf(results) {
  const [passed, failed, skipped] = columns.map((column) => results.reduce((sum, result) => sum + result[column], 0));
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/** Whether all is well. A suite that ran no test at all has shown nothing, so it is not. */
export const isGreen = (results) =>
  results.length > 0 && results.every(({ passed, failed }) => passed > 0 && failed === 0);
