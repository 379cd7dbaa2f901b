import type { Context } from 'hono';
import type { Actor, ActorKind, AnswerChannel } from '../../answers/given.ts';
import type { Channel, Definition } from '../../definition/definition.ts';
import type { Service } from '../../path/service.ts';
import { actorOf, claimedKinds } from '../answering.ts';
import type { Answering } from '../answering.ts';
import { patternOf } from '../page-answers.ts';
import type { RunningService } from '../running-service.ts';
import type { KeptDraft } from '../store.ts';
import { opaqueId } from './opaque-id.ts';
import { hasKey, Refused } from './request.ts';

/**
 * Who gives the answers that a program sends, and by which channel. Without its word it is the person, through a program. What it
 * says is written down as it says it: a destination knows which programs it believes.
 *
 * @param names The answers that it sends: some are not asked in every channel.
 * @throws Refused where it may not say so, or what it says does not go together.
 */
export function claimedIn(
  running: RunningService,
  call: Context,
  kept: KeptDraft,
  { by, channel }: Readonly<Record<string, unknown>> = {},
  names: readonly string[] = [],
): Answering {
  const own = actorOf(running.store, kept.content.owner);
  const said = by !== undefined || channel !== undefined;
  if (said && !hasKey(call)) throw refused('Only a program with its key can say who answers, and by which channel.');
  const through = channel === undefined ? 'api' : channelOf(running.open(call, kept).service, kept, channel, names);
  const actor = by === undefined ? (through === 'paper' ? { kind: 'paper-entry' as const } : own) : actorIn(by);
  if ((through === 'paper') !== (actor.kind === 'paper-entry'))
    throw refused('“paper” is the channel of “paper-entry”, and of nobody else.');
  return {
    given: { at: running.now().toISOString(), by: actor, channel: through },
    language: running.languageOf(call, kept.content.language),
  };
}

function channelOf(service: Service, kept: KeptDraft, said: unknown, names: readonly string[]): AnswerChannel {
  const { channels = { web: {} } }: Pick<Definition, 'channels'> = service.definition;
  if (said === 'api') return said;
  if (typeof said !== 'string' || !Object.hasOwn(channels, said))
    throw refused(`The channels of this service are ${Object.keys(channels).join(', ')}.`);
  const { exclude = [] } = channels[said as Channel]!;
  const excluded = names.filter((name) => exclude.includes(patternOf(service, kept.content.draft, name)));
  if (excluded.length) throw refused(`By “${said}” this is not asked: ${excluded.join(', ')}.`);
  return said as Channel;
}

function actorIn(said: unknown): Actor {
  const { kind, id } = (typeof said === 'object' && said !== null ? said : {}) as Record<string, unknown>;
  if (!claimedKinds.includes(kind as ActorKind)) throw refused(`“by” has a kind: ${claimedKinds.join(', ')}.`);
  if (id === undefined) return { kind: kind as ActorKind };
  if (typeof id !== 'string' || !new RegExp(opaqueId).test(id))
    throw refused('The id of “by” is a UUID or 22 characters at random, and nothing that says who it is.');
  return { kind: kind as ActorKind, id };
}

function refused(detail: string): Refused {
  return new Refused(422, 'invalid', { detail, errors: [] });
}
