/** A text with its digits as 0 to 9, whatever script and width they were typed in. */
export function latinDigits(text: string): string {
  return text.normalize('NFKC').replace(/(?!\d)\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0)!)));
}

/** Digits of one script follow each other, from nought. */
function valueOf(point: number): number {
  return /\p{Nd}/u.test(String.fromCodePoint(point - 1)) ? valueOf(point - 1) + 1 : 0;
}
