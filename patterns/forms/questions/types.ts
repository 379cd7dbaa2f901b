import type { DataSchema } from '../definition/definition.ts';
import { bankAccount } from './bank-account.ts';
import { choice, choices, equality, yesNo } from './choice.ts';
import { date } from './date.ts';
import { datePartial } from './date-partial.ts';
import { email } from './email.ts';
import { file, files } from './file.ts';
import { money } from './money.ts';
import { nationalNumber } from './national-number.ts';
import { decimal, integer } from './number.ts';
import { phone } from './phone.ts';
import type { QuestionType } from './question-type.ts';
import { address, personName } from './several-texts.ts';
import { text } from './text.ts';

/** The standard questions, by the name that `$ref: "std:name"` takes them with. */
export const questionTypes: ReadonlyMap<string, QuestionType> = new Map(
  [
    text,
    email,
    file,
    files,
    choice,
    choices,
    yesNo,
    equality,
    date,
    datePartial,
    integer,
    decimal,
    personName,
    address,
    nationalNumber,
    phone,
    money,
    bankAccount,
  ].map((type) => [type.name, type as QuestionType]),
);

/** The standard question that a schema takes; undefined where there is none of that name. */
export function typeOf(schema: DataSchema): QuestionType | undefined {
  return questionTypes.get(schema.$ref?.replace(/^std:/, '') ?? '');
}

/** A schema with what its standard question says of the value: the definition's own limits go first. */
export function fullSchema(schema: DataSchema): DataSchema {
  const { $ref: _taken, settings = {}, ...own } = schema;
  const type = typeOf(schema);
  return { ...type?.schema, ...type?.schemaWith?.(settings), ...own };
}
