import type { Problem, QuestionType } from './question-type.ts';
import { textOf } from './text.ts';

const wrong: Problem = { code: 'type-mismatch', message: 'typeMismatch' };

/** One @ with something before it, and after it a name with a dot: a source that browsers (`v`) read as we do (`u`). */
const pattern = '[^\\s@\\p{C}]+@(?:[^\\s@.\\p{C}]+\\.)+[^\\s@.\\p{C}]{2,}';

/** As many characters as RFC 5321 has room for. */
const most = 254;

/** An email address. Only what no address can be without is asked for: the rest only a message tells. */
export const email: QuestionType<string> = {
  name: 'email',
  schema: { type: 'string', maxLength: most },
  kind: 'text',
  // Not `type="email"`: browsers refuse addresses in letters beyond ASCII with it, which are addresses (RFC 6531).
  control: () => ({
    kind: 'field',
    attributes: {
      inputmode: 'email',
      autocomplete: 'email',
      autocapitalize: 'none',
      spellcheck: 'false',
      pattern: `\\s*(?!\\S{${most + 1}})(?:${pattern})?\\s*`,
    },
    unfit: wrong,
  }),
  read(typed) {
    const value = textOf(typed);
    if (!value) return { value: null };
    return isEmail(value) ? { value } : { problems: [wrong] };
  },
  write: (value) => ({ '': [value] }),
  say: (value) => value,
  examples: {
    right: [
      [{ '': [' ada@example.org '] }, 'ada@example.org'],
      [{ '': ['ñandú@correo.example.cl'] }, 'ñandú@correo.example.cl'],
    ],
    wrong: [
      [{ '': ['ada.example.org'] }, 'type-mismatch'],
      [{ '': ['ada@example'] }, 'type-mismatch'],
      [{ '': ['a b@example.org'] }, 'type-mismatch'],
    ],
  },
};

function isEmail(text: string): boolean {
  return [...text].length <= most && new RegExp(`^${pattern}$`, 'u').test(text);
}
