/** Languages written from right to left, by their BCP 47 tag; Kurdish only in Arabic letters. */
const rightToLeft = /^(?:ar|ckb|dv|fa|he|ku-Arab|ps|sd|ug|ur|yi)\b/i;

/** Which way a language is written: what a page says in `dir`. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr';
}

/** What goes from left to right in every script, such as a number in groups, kept in one piece in a language that does not. */
export function keptLeftToRight(text: string, language: string): string {
  return directionOf(language) === 'rtl' ? `\u2066${text}\u2069` : text;
}
