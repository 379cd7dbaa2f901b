import type { Reader } from '../answers/read-page.ts';
import { askedOf } from '../answers/read-page.ts';
import type { ServiceQuestion } from '../path/service.ts';
import { moneyInWords } from '../questions/money.ts';
import { catalogues, message } from '../words/catalogue.ts';
import type { MessageKey } from '../words/catalogue.ts';
import { keptLeftToRight } from '../words/direction.ts';
import { boxOf, nationalGroups } from './boxes.ts';

/** Groups that people remember until they have written them down. */
const usualGroup = 3;

/**
 * Characters as they are read out: in groups, with pauses between them and no other sign.
 *
 * @param sizes How many characters each group has, from the end, where a number may be shorter than others of its kind.
 */
export function inGroups(text: string, sizes: readonly number[] = []): string {
  const characters = [...text.replace(/[^\p{L}\p{N}+]/gu, '')];
  const groups: string[] = [];
  for (let end = characters.length, index = sizes.length - 1; end > 0; index--) {
    const size = sizes[index] ?? usualGroup;
    groups.unshift(characters.slice(Math.max(0, end - size), end).join(' '));
    end -= size;
  }
  return groups.join(' – ');
}

/** How whoever answers the phone makes sure of an answer: what they do, with an example. */
export function confirmationOf(question: ServiceQuestion, reader: Reader): string {
  const { type, schema } = question;
  const words = (key: MessageKey, example = '') =>
    message(reader.words ?? catalogues, reader.language, key, { example: keptLeftToRight(example, reader.language) });
  if (type.kind === 'date') return words('confirmDate', type.say('1980-03-27', askedOf(question, reader)));
  switch (type.name) {
    case 'choice':
    case 'choices':
    case 'yes-no':
    case 'equality':
      return words('confirmOption');
    case 'national-number': {
      const sizes = nationalGroups[String(schema.settings?.scheme)]?.map(({ cells }) => cells) ?? [3, 3, 3];
      return words('confirmDigits', exampleIn(sizes));
    }
    case 'phone':
      return words('confirmDigits', exampleIn([3, 3, 3]));
    case 'money':
      return words('confirmAmount', moneyInWords('125000', schema.settings!.currency as string, reader.language));
    case 'bank-account':
      return `${words('confirmDigits', exampleIn([3, 3, 3]))} ${words('confirmSpelling')}`;
    case 'email':
      return `${words('confirmEmail')} ${words('confirmSpelling')}`;
    case 'person-name':
    case 'address':
      return words('confirmSpelling');
    default:
      return words(
        boxOf(question, reader).kind === 'cells' && type.name === 'text' ? 'confirmSpelling' : 'confirmText',
      );
  }
}

function exampleIn(sizes: readonly number[]): string {
  const length = sizes.reduce((sum, size) => sum + size, 0);
  return inGroups('123456789012345'.slice(0, length), sizes);
}
