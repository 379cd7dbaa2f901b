import { say } from '../definition/words.ts';
import type { AnswerError, Reader, Sent } from '../answers/read-page.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Declaration, Definition } from '../definition/definition.ts';
import type { Path } from '../path/path.ts';
import { catalogues } from '../words/catalogue.ts';
import { speaker } from './controls.ts';
import type { GivenDeclaration } from './store.ts';

/** What is to be declared about these answers. */
export function declarationsFor({ declarations = [] }: Definition, path: Path): readonly Declaration[] {
  return declarations.filter(({ when }) => !when || evaluate(when, path.facts()) === true);
}

/** What somebody declared, and what they still have to. */
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
    const isGiven = kind === 'tick' ? given === 'yes' : given.length > 0 && given.length <= 200;
    const key = kind === 'tick' ? 'declarationMissing' : 'nameMissing';
    if (isGiven)
      declarations.push({
        id,
        text: say(text, language),
        language,
        about,
        ...(kind === 'typed-name' && { name: given }),
      });
    else
      errors.push({
        name,
        pointer: `/${name}`,
        code: 'value-missing',
        message: speaker({ language, today: '', words })(key),
        controls: [name],
      });
  }
  return { errors, declarations };
}
