/** A JSON Schema 2020-12, or a part of one. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** What says nothing. */
export const anything: JsonSchema = true;

/** Puts what is said of one answer at its place: it has to be there. */
export function at(name: string, what: JsonSchema): JsonSchema {
  return name
    .split('/')
    .reduceRight<JsonSchema>(
      (inner, part) => ({ type: 'object', properties: { [part]: inner }, required: [part] }),
      what,
    );
}

/** Says something of each item of a list, and through further stars of the items in them, wherever there are any. */
export function ofEach(list: string, what: JsonSchema): JsonSchema {
  return list
    .split('/')
    .reduceRight<JsonSchema>(
      (inner, part) => (part === '*' ? { items: inner } : { properties: { [part]: inner } }),
      what,
    );
}

export function not(what: JsonSchema): JsonSchema {
  return { not: what };
}

export function all(parts: readonly JsonSchema[]): JsonSchema {
  return parts.length === 1 ? parts[0]! : { allOf: parts };
}

/** A pattern for calendar dates (`YYYY-MM-DD`) that come before one, or after. As text they are in order, so digits decide. */
export function datePattern(date: string, side: 'before' | 'after'): string {
  const ways = [...date].flatMap((digit, index) => {
    const others = side === 'before' ? `[0-${Number(digit) - 1}]` : `[${Number(digit) + 1}-9]`;
    const hasOthers = digit !== '-' && digit !== (side === 'before' ? '0' : '9');
    const rest = date.slice(index + 1).replace(/\d/g, '\\d');
    return hasOthers ? [date.slice(0, index) + others + rest] : [];
  });
  return `^(?:${ways.join('|')})$`;
}
