import { optionsOf } from '../channels/boxes.ts';
import { namesIn } from '../conditions/names.ts';
import type { Expression } from '../conditions/expression.ts';
import { isRepeat } from '../definition/definition.ts';
import type { Channel, Definition, Step } from '../definition/definition.ts';
import { say } from '../definition/words.ts';
import type { Words } from '../definition/words.ts';
import { prepare } from '../path/service.ts';
import type { Service } from '../path/service.ts';
import { asksForFiles } from '../questions/file.ts';
import { part } from './fault.ts';
import type { Fault } from './fault.ts';

/** What is wrong with the channels that a definition declares, as far as one sees it by looking: what cannot be said there. */
export function channelFaults(definition: Definition): Fault[] {
  return Object.keys(definition.channels ?? {}).flatMap((channel) => faultsOf(definition, channel as Channel));
}

function faultsOf(definition: Definition, channel: Channel): Fault[] {
  const { exclude = [], instead } = definition.channels![channel]!;
  const here = `/channels/${channel}`;
  const faults: Fault[] = [];
  for (const [index, name] of exclude.entries())
    if (!Object.hasOwn(definition.questions, name))
      faults.push({
        pointer: `${here}/exclude/${index}`,
        code: 'unknown-question',
        message: `There is no question “${name}”.`,
      });
  if (exclude.length && !instead)
    faults.push({
      pointer: here,
      code: 'no-alternative',
      message: `Some questions are not asked on the channel “${channel}”. Say in “instead” what people do about them.`,
    });
  if (faults.length) return faults;
  const asked = Object.keys(definition.questions).filter((name) => !exclude.includes(name));
  return [
    ...decidingFaults(definition, channel, exclude),
    ...(channel === 'paper' ? paperFaults(definition) : []),
    ...(channel === 'phone' ? phoneFaults(definition, asked) : []),
    ...(channel === 'paper' || channel === 'phone' ? wordlessFaults(definition, asked, channel) : []),
  ];
}

/** What asks about a question that is left out: there it would count as left empty, and people would go another way. */
function decidingFaults(definition: Definition, channel: Channel, exclude: readonly string[]): Fault[] {
  const asking: [pointer: string, when: Expression][] = [];
  const steps = (all: readonly Step[], pointer: string): void =>
    all.forEach((step, index) => {
      const isLeftOut = !isRepeat(step) && step.ask.length > 0 && step.ask.every((name) => exclude.includes(name));
      if (step.when && !isLeftOut) asking.push([`${pointer}/${index}/when`, step.when]);
      if (isRepeat(step)) steps(step.pages, `${pointer}/${index}/pages`);
    });
  steps(definition.pages, '/pages');
  for (const key of ['rules', 'outcomes', 'fees', 'evidence', 'declarations', 'next'] as const)
    for (const [index, { when }] of (definition[key] ?? []).entries())
      if (when) asking.push([`/${key}/${index}/when`, when]);
  return asking.flatMap(([pointer, when]): Fault[] => {
    const name = [...namesIn(when, definition.conditions ?? {})].find((each) => exclude.includes(each));
    if (name === undefined) return [];
    const message = `It asks about “${name}”, which is not asked on the channel “${channel}”. Ask it there, or leave out what depends on it too.`;
    return [{ pointer, code: 'excluded-decides', message }];
  });
}

function paperFaults({ channels }: Definition): Fault[] {
  if (channels?.paper?.sendTo) return [];
  const message = 'Whoever fills in the form has to know where it goes. Write the address in “sendTo”.';
  return [{ pointer: '/channels/paper', code: 'no-address', message }];
}

function phoneFaults(definition: Definition, asked: readonly string[]): Fault[] {
  const service = prepare(definition);
  const faults = asked
    .filter((name) => asksForFiles(service.questions.get(name)!))
    .map((name): Fault => {
      const message =
        'Nobody can send a file on the phone. Add the question to “exclude” of the channel “phone”, and say in “instead” how it comes.';
      return { pointer: `/questions/${part(name)}`, code: 'not-sayable', message };
    });
  const { level = 'none', required = false } = definition.identity ?? {};
  if (required && (level === 'substantial' || level === 'high'))
    faults.push({
      pointer: '/channels/phone',
      code: 'identity-level',
      message: `Nobody signs in on the phone, and the service asks for the level “${level}”. Take the phone out of “channels”, or ask for less.`,
    });
  for (const [index, { id, kind }] of (definition.declarations ?? []).entries())
    if (kind === 're-authentication')
      faults.push({
        pointer: `/declarations/${index}/kind`,
        code: 'identity-level',
        message: `Nobody signs in on the phone, and “${id}” is signed by signing in again. Take the phone out of “channels”, or have it signed otherwise.`,
      });
  return faults;
}

/** What has no words in some language, and options that cannot be told apart when they are read out or ticked. */
function wordlessFaults(definition: Definition, asked: readonly string[], channel: Channel): Fault[] {
  const service = prepare(definition);
  const faults: Fault[] = [];
  const blank = (words: Words | undefined, pointer: string): void => {
    const language = words && definition.languages.find((each) => !say(words, each).trim());
    if (language === undefined) return;
    const message = `It has no words in “${language}”, so it cannot be said on the channel “${channel}”. Write them.`;
    faults.push({ pointer, code: 'no-words', message });
  };
  for (const name of asked) {
    const { label, say: said, options = [] } = definition.questions[name]!;
    const here = `/questions/${part(name)}`;
    blank(label, `${here}/label`);
    if (channel === 'phone') blank(said, `${here}/say`);
    options.forEach((option, index) => blank(option.label, `${here}/options/${index}/label`));
    faults.push(...alikeFaults(service, name, channel));
  }
  const pages = (steps: readonly Step[], pointer: string): void =>
    steps.forEach((step, index) => {
      blank(step.heading, `${pointer}/${index}/heading`);
      if (isRepeat(step)) pages(step.pages, `${pointer}/${index}/pages`);
    });
  pages(definition.pages, '/pages');
  return faults;
}

function alikeFaults(service: Service, name: string, channel: Channel): Fault[] {
  const question = service.questions.get(name)!;
  for (const language of service.definition.languages) {
    const labels = optionsOf(question, { language, today: '' }).map(({ label }) => spokenAs(label));
    const twice = labels.findIndex((label, index) => labels.indexOf(label) < index);
    if (twice < 0) continue;
    const message = `Two options sound the same in “${language}”, so nobody can tell them apart on the channel “${channel}”. Name them otherwise.`;
    return [{ pointer: `/questions/${part(name)}/options/${twice}/label`, code: 'alike', message }];
  }
  return [];
}

/** What is heard of a text. */
function spokenAs(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
