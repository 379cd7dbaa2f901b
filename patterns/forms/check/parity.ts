import { answerSet, steadily } from '../channels/answer-sets.ts';
import { outlineOf } from '../channels/outline.ts';
import type { Outline } from '../channels/outline.ts';
import { differenceOn } from '../channels/parity.ts';
import type { Difference } from '../channels/parity.ts';
import type { Definition } from '../definition/definition.ts';
import { prepare } from '../path/service.ts';
import { part } from './fault.ts';
import type { Fault, FaultCode } from './fault.ts';

/** How many people are taken through each channel; tests take more. */
const people = 60;
/** The channels that ask otherwise than page after page: in words alone, or all pages of a section at once. */
const others = ['agent', 'phone', 'paper'] as const;

/**
 * The gate of parity: takes the same people through the web and through each other channel, and says where the channels ask
 * something else, make something else of an answer, end elsewhere or cost something else.
 *
 * @param count How many people.
 */
export function parityFaults(definition: Definition, count = people): Fault[] {
  const service = prepare(definition);
  return others.flatMap((channel) =>
    definition.channels?.[channel] ? parityFaultsOn(outlineOf(service, channel), count) : [],
  );
}

function parityFaultsOn(outline: Outline, count: number): Fault[] {
  const { definition } = outline.service;
  const today = new Date().toISOString().slice(0, 10);
  const { languages } = definition;
  for (let person = 1; person <= count; person++) {
    const reader = { language: languages[person % languages.length]!, today };
    const found = differenceOn(outline, answerSet(outline.service, reader, steadily(person)), reader);
    if (found) return [faultOf(outline, found)];
  }
  return [];
}

const differing: Readonly<Record<Difference['kind'], [code: FaultCode, mend: string]>> = {
  questions: ['parity-questions', 'Make its condition ask only about what both channels ask.'],
  answers: ['parity-answers', 'Give the answer room (“maxLength”, “maximum”), or options that sound different.'],
  end: ['parity-end', 'Make the condition of the end or of the rule ask only about what both channels ask.'],
  fees: ['parity-fees', 'Make the condition of the fee ask only about what both channels ask.'],
};

function faultOf({ channel, service }: Outline, { kind, at, web, other }: Difference): Fault {
  const name = at.replace(/\/i\d+(?=\/)/g, '/*');
  const [code, mend] = differing[kind];
  return {
    pointer: service.questions.has(name) ? `/questions/${part(name)}` : `/channels/${channel}`,
    code,
    message: `On the channel “${channel}” it is otherwise than on the web for the same answers: ${other || 'nothing'} in place of ${web || 'nothing'}. ${mend}`,
  };
}
