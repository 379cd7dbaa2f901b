import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { ServiceQuestion } from '../path/service.ts';
import type { QuestionType, Reading } from '../questions/question-type.ts';
import { askedOf } from './read-page.ts';
import type { Reader } from './read-page.ts';

const ajv = new Ajv2020({ strict: false });
const shapes = new Map<QuestionType, ValidateFunction>();

/**
 * Reads an answer that comes as data, by what would be said of it had it been typed: from clients that send JSON, and from
 * drafts of an older version. Whether it may be empty is not decided here.
 */
export function readValue(question: ServiceQuestion, value: unknown, reader: Reader): Reading<unknown> {
  if (value === null) return { value };
  const { type } = question;
  if (!shapes.has(type)) shapes.set(type, ajv.compile(type.schema));
  if (!shapes.get(type)!(value)) return { problems: [{ code: 'type-mismatch', message: 'badInput' }] };
  const asked = askedOf(question, reader);
  return type.read(type.write(value, asked), asked);
}
