import { say } from '../definition/words.ts';
import type { AnswerError, Reader, Sent } from '../answers/read-page.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Declaration, Definition } from '../definition/definition.ts';
import type { Path } from '../path/path.ts';
import { catalogues } from '../words/catalogue.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { speaker } from './controls.ts';
import type { GivenDeclaration } from './store.ts';

/** What is to be declared about these answers. */
export function declarationsFor({ declarations = [] }: Definition, path: Path): readonly Declaration[] {
  return declarations.filter(({ when }) => !when || evaluate(when, path.facts()) === true);
}

/** What somebody declared, and what they still have to. What is signed by signing in again is declared by that alone. */
export function readDeclarations(
  definition: Definition,
  path: Path,
  { language, words = catalogues }: Reader,
  sent: Sent,
  about: string,
): { errors: AnswerError[]; declarations: GivenDeclaration[] } {
  const errors: AnswerError[] = [];
  const declarations: GivenDeclaration[] = [];
  for (const { id, kind, text } of declarationsFor(definition, path)) {
    const name = `declarations/${id}`;
    const given = sent.get(name)?.[0]?.trim() ?? '';
    const missing = missingIn(kind, given);
    if (missing)
      errors.push({
        name,
        pointer: `/${name}`,
        code: 'value-missing',
        message: speaker({ language, today: '', words })(missing),
        controls: [name],
      });
    else
      declarations.push({
        id,
        kind,
        text: say(text, language),
        language,
        about,
        ...(kind === 'typed-name' && { name: given }),
      });
  }
  return { errors, declarations };
}

/** What is said where a declaration is not made. */
function missingIn(kind: Declaration['kind'], given: string): MessageKey | undefined {
  switch (kind) {
    case 'tick':
      return given === 'yes' ? undefined : 'declarationMissing';
    case 'typed-name':
      return given.length > 0 && given.length <= 200 ? undefined : 'nameMissing';
    case 're-authentication':
      return undefined;
  }
}
