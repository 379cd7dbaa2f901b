import type { Definition } from '../definition/definition.ts';
import type { Words } from '../definition/words.ts';
import { day } from './running-service.ts';

/**
 * What whoever runs a service says of it, whatever its definition has: it is stopped for a while, or another took its place. What
 * people began is kept and can be answered in both; what was begun in a service that was replaced can still be sent.
 */
export type Operation =
  | {
      state: 'paused';
      /** Why, and what people can do meanwhile. */
      text: Words;
      /** When it goes on, if that is known. */
      until?: Date;
    }
  | {
      state: 'replaced';
      /** What took its place, and where that is. */
      by: { text: Words; href: string };
    };

/** Whether people can begin, and whether they can send. */
export type Door = 'open' | 'closed' | 'not-open' | Operation['state'];

/**
 * Whether somebody can begin.
 *
 * @param operation What whoever runs it says.
 */
export function doorToBegin(definition: Definition, now: When, operation: Operation | undefined): Door {
  return operation?.state ?? doorOfDays(definition, now, 0);
}

/** Whether somebody can send what they began: also in the days of grace after the close, and where another service took over. */
export function doorToSend(definition: Definition, now: When, operation: Operation | undefined): Door {
  if (operation?.state === 'paused') return 'paused';
  return doorOfDays(definition, now, definition.grace ?? 0);
}

/** A moment, or the calendar date on which a form came on paper: at what time of it nobody knows. */
export type When = Date | string;

function doorOfDays({ opens, closes, timeZone }: Definition, now: When, grace: number): Door {
  if (typeof now === 'string') {
    const dayOf = (time: number) => new Intl.DateTimeFormat('sv', { timeZone }).format(time);
    if (closes && now > dayOf(Date.parse(closes) + grace * day)) return 'closed';
    return opens && now < dayOf(Date.parse(opens)) ? 'not-open' : 'open';
  }
  if (closes && now.getTime() - grace * day > Date.parse(closes)) return 'closed';
  return opens && now < new Date(opens) ? 'not-open' : 'open';
}
