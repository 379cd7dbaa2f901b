import type { DataSchema } from '../definition/definition.ts';
import { leftToRight } from './question-type.ts';
import type { Attributes, Problem, QuestionType, Typed } from './question-type.ts';

/** The one text of a control: line breaks as LF (forms send CRLF), without spaces around it. */
export function textOf(typed: Typed, part = ''): string {
  return (typed[part]?.[0] ?? '').replace(/\r\n?/g, '\n').trim();
}

/** What a schema's own limits find wrong with a text; lengths are counted in code points, as JSON Schema does. */
export function wrongText(text: string, schema: DataSchema): Problem | undefined {
  const { minLength = 0, maxLength = mostInText, pattern } = schema;
  const length = [...text].length;
  if (length > maxLength) return { code: 'too-long', message: 'charactersOver', values: { count: length - maxLength } };
  // HTML cannot show it again: who sends the page once more sends it without.
  if (text.includes('\0')) return { code: 'bad-input', message: 'nulTaken' };
  // What a person cannot see, a database refuses.
  if (/\p{Cc}/u.test(text.replace(/[\t\n]/g, ''))) return { code: 'bad-input', message: 'invisible' };
  if (length < minLength) return { code: 'too-short', message: 'tooShort', values: { min: minLength } };
  if (pattern && !new RegExp(pattern, 'u').test(text)) return { code: 'pattern-mismatch', message: 'patternMismatch' };
  return undefined;
}

/** A text with a character that nobody sees: the server has better words for it than that it does not fit. */
const unseen = '[^]*[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f][^]*';

/** A schema's pattern as HTML has it, for the whole text and with spaces around it; none where it would not mean the same there. */
function nativePattern(pattern = ''): string | undefined {
  const whole = /^\^([^|]*)\$$/.exec(pattern)?.[1];
  if (!whole) return undefined;
  try {
    new RegExp(whole, 'v'); // as browsers read it
  } catch {
    return undefined;
  }
  return `\\s*(?:${whole})?\\s*|${unseen}`; // spaces alone are no answer, and whether there has to be one is not said here
}

/**
 * The limits that the page says once its script has come, as the server does; none where there are only those that few people reach.
 * A pattern that HTML can have is on the control.
 */
export function textLimits({ maxLength = mostInText, pattern, ...schema }: DataSchema): Attributes {
  return limits({
    ...schema,
    ...(maxLength < mostInText && { maxLength }),
    ...(pattern && !nativePattern(pattern) && { pattern }),
  });
}

function limits({ minLength = 1, maxLength, pattern }: DataSchema): Attributes {
  const own = { ...(minLength > 1 && { minLength }), maxLength, pattern };
  return Object.values(own).some((limit) => limit !== undefined) ? { limits: JSON.stringify(own) } : {};
}

/** Where a definition sets no limit of its own. */
export const mostInText = 10_000;

/**
 * Text on one line, or on several with the setting `lines`. The limits are those of JSON Schema: `minLength`, `maxLength`,
 * `pattern`. Settings: `lines`, `width` (characters that the answer is likely to have), `autocomplete`, `inputmode`, `spellcheck`.
 */
export const text: QuestionType<string> = {
  name: 'text',
  schema: { type: 'string', minLength: 1, maxLength: mostInText },
  kind: 'text',
  control({ schema, settings }) {
    const { lines, width, autocomplete, inputmode, autocapitalize } = settings as Record<string, number & string>;
    if (lines) {
      const { maxLength, ...others } = schema; // which is counted; and a text area has no pattern in HTML
      return { kind: 'textarea', rows: lines, element: { 'max-characters': maxLength, ...limits(others) } };
    }
    return {
      kind: 'field',
      element: textLimits(schema),
      attributes: {
        autocomplete,
        inputmode,
        ...(inputmode === 'numeric' && leftToRight),
        autocapitalize,
        size: width,
        spellcheck: settings.spellcheck === false ? 'false' : undefined,
        pattern: nativePattern(schema.pattern),
      },
    };
  },
  read(typed, { schema }) {
    const value = textOf(typed);
    if (!value) return { value: null };
    const problem = wrongText(value, schema);
    return problem ? { problems: [problem] } : { value };
  },
  write: (value) => ({ '': [value] }),
  say: (value) => value,
  examples: {
    right: [
      [{ '': [' Calle Larga 12\r\nDepto. 3 '] }, 'Calle Larga 12\nDepto. 3'],
      [{ '': ['<b>&amp;'] }, '<b>&amp;'],
    ],
    wrong: [
      [{ '': ['x'.repeat(mostInText + 1)] }, 'too-long'],
      [{ '': ['a\0b'] }, 'bad-input'],
    ],
  },
};
