#!/usr/bin/env node
/** `npx @plaza-ds/sandbox`: the sandbox by itself, until Ctrl+C. `PORT` moves it, and its mail server with it. */
import { startSandbox } from '../sandbox.ts';

const port = Number(process.env.PORT ?? 3001);

try {
  const { origin, inbox, scanner, close } = await startSandbox({ port, mailPort: port + 24, scannerPort: port + 309 });
  console.log(
    `Inbox        ${origin}/inbox/\nMail server  ${inbox.url}\nVirus scan   ${scanner.url}\nSign-in      ${origin}/identity/\nPayments     ${origin}/payment/\n\nCtrl+C stops it.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
