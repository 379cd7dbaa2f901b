/** What is said while somebody leaves a page in a hurry, in Arabic. */
export default {
  exitPresses: {
    one: 'اضغط Shift مرة أخرى للخروج',
    two: 'اضغط Shift مرتين أخريين للخروج',
    other: 'اضغط Shift {count} مرات أخرى للخروج',
  },
  exitTooSlow: 'ضُغط Shift ببطء. اضغطه ثلاث مرات خلال 5 ثوانٍ للخروج',
  exitLeaving: 'جارٍ الخروج من هذه الصفحة',
};
