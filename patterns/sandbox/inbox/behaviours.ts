/** How the mail server behaves: as it should, or in one of the ways in which mail servers fail. */
export const behaviours = ['accept', 'refuse', 'refuse-for-now', 'slow', 'unreachable'] as const;

export type Behaviour = (typeof behaviours)[number];

export function isBehaviour(text: string | undefined): text is Behaviour {
  return behaviours.includes(text as Behaviour);
}

/** What it answers to a recipient, after RFC 5321: 5yz for good, 4yz for now. Undefined where it takes the message. */
export function refusalOf(behaviour: Behaviour): Error | undefined {
  if (behaviour === 'refuse') return reply(550, 'There is no such mailbox');
  if (behaviour === 'refuse-for-now') return reply(451, 'Try again later');
  return undefined;
}

export function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
