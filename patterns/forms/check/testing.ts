/**
 * A copy of a document that is otherwise at some places, each a JSON Pointer (RFC 6901): for tests, which make wrong what the
 * types would not let them. Undefined takes a member away; `/-` at the end adds to an array.
 */
export function changed<Document>(document: Document, changes: Readonly<Record<string, unknown>>): Document {
  const copy = structuredClone(document);
  for (const [pointer, value] of Object.entries(changes)) {
    const parts = pointer.split('/').slice(1).map(unescaped);
    const last = parts.pop()!;
    const inside = parts.reduce((found, each) => found[each] as Members, copy as Members);
    if (value === undefined) Reflect.deleteProperty(inside, last);
    else if (Array.isArray(inside) && last === '-') inside.push(value);
    else inside[last] = value;
  }
  return copy;
}

type Members = Record<string, unknown>;

/** The other way round than `part`. */
function unescaped(text: string): string {
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
