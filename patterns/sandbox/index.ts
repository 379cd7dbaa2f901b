/** @plaza-ds/sandbox: the outside world of a service, played on one machine. */
export { behaviours } from './inbox/behaviours.ts';
export type { Behaviour } from './inbox/behaviours.ts';
export { openInbox } from './inbox/inbox.ts';
export type { Inbox, InboxOptions } from './inbox/inbox.ts';
export type { ReceivedMessage } from './inbox/message.ts';
export { eicar, openScanner } from './scanner/scanner.ts';
export type { Scanner } from './scanner/scanner.ts';
export { startSandbox } from './sandbox.ts';
export type { Sandbox, SandboxOptions } from './sandbox.ts';
