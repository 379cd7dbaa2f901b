/**
 * Keys that stand twice in one object of a JSON text, as `color.text`.
 * JSON.parse keeps the last and says nothing, so a token pasted twice would quietly lose its first value.
 */
export function repeatedKeys(json: string): string[] {
  const repeated: string[] = [];
  const objects: { keys: Set<string>; key: string }[] = [];
  // A string with the colon that makes it a key, or a bracket. What is inside a string is skipped with it.
  for (const [part, text, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (part === '{') objects.push({ keys: new Set(), key: '' });
    else if (part === '}') objects.pop();
    else if (colon) {
      const object = objects.at(-1)!;
      object.key = JSON.parse(text!) as string;
      if (object.keys.has(object.key)) repeated.push(objects.map(({ key }) => key).join('.'));
      object.keys.add(object.key);
    }
  }
  return repeated;
}
