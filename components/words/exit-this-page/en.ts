/** What is said while somebody leaves a page in a hurry, in English. */
export default {
  exitPresses: { one: 'Press Shift {count} more time to exit', other: 'Press Shift {count} more times to exit' },
  exitTooSlow: 'Shift was pressed too slowly. Press it three times within 5 seconds to exit',
  exitLeaving: 'Leaving this page',
};
