import { actorKinds, withGiven, withHistory } from '../answers/given.ts';
import type { Actor, ActorKind, Given, GivenAnswers } from '../answers/given.ts';
import type { Service } from '../path/service.ts';
import type { Person } from './identity-port.ts';
import type { DraftContent, FormStore } from './store.ts';

/** Who answers, by which channel, and in which language. */
export interface Answering {
  given: Given;
  /** BCP 47 tag. */
  language: string;
}

/** Who somebody is in what is kept of answers: by a mark that leads back to them only with the server's key. */
export function actorOf(store: Pick<FormStore, 'markOf'>, person: Person | undefined): Actor {
  if (!person) return { kind: 'subject' };
  const actsForAnother = 'representing' in person && !!person.representing;
  return { kind: actsForAnother ? 'delegate' : 'subject', id: store.markOf(person) };
}

/** What a program may say of who gives the answers: not that a source had them, for only the server knows that. */
export const claimedKinds: readonly ActorKind[] = actorKinds.filter((kind) => kind !== 'prefill');

/** The content of a draft with who gave what is other in it, and in which language it was asked. */
export function withAnswering(
  service: Service,
  before: DraftContent,
  after: DraftContent,
  { given, language }: Answering,
): DraftContent {
  const all = withGiven(service, before.given ?? {}, [before.draft.answers, after.draft.answers], given);
  const languages = before.languages ?? [before.language];
  return {
    ...after,
    given: { ...all, ...prefilledIn(after) },
    languages: languages.includes(language) ? languages : [...languages, language],
    history: withHistory(before.history ?? [], { ...given, what: 'went-on' }),
  };
}

/** What came from elsewhere was given by its source, when the person saw it and went on. */
function prefilledIn({ prefill }: DraftContent): GivenAnswers {
  return Object.fromEntries(
    Object.entries(prefill?.provenance ?? {}).map(([name, { source, at, channel }]) => [
      `/${name}`,
      { at, by: { kind: 'prefill', id: source }, channel } satisfies Given,
    ]),
  );
}
