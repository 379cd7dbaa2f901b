import { createTransport } from 'nodemailer';
import { isLoopback } from './site.ts';

/** A letter to one person, in words alone. */
export interface Letter {
  /** Stays the same however often it is sent: who gets it twice can tell. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** BCP 47 tag. */
  language: string;
}

/** What sends letters. `send` ends when the other side has it, and throws where that is not certain. */
export interface Mail {
  send(letter: Letter): Promise<void>;
}

export interface MailServer {
  host: string;
  port: number;
  /** Whether TLS comes first, as on port 465. Without it the server has to offer it, except on this machine. */
  secure?: boolean;
  auth?: { user: string; pass: string };
}

/**
 * A mail server by its address, as it stands in `SMTP_URL`: `smtp://user:password@mail.example.org:587`, or `smtps://`, where TLS
 * comes first.
 *
 * @throws TypeError where it is no such address. The address is not in its message, for the password is in it.
 */
export function mailServerAt(address: string): MailServer {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol))
    throw new TypeError('The address of a mail server has to begin with smtp:// or smtps://.');
  const secure = url.protocol === 'smtps:';
  const [user, pass] = [url.username, url.password].map(decodeURIComponent) as [string, string];
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    ...(user && { auth: { user, pass } }),
  };
}

/** What every mail of ours goes through. */
export function mailTransport(server: MailServer, timeout: number) {
  return createTransport({
    requireTLS: !server.secure && !isLoopback(server.host),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    ...server,
    // What is sent is data: nothing in it may make this machine read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The part of an address behind the @, for the ids of messages. */
export function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
}

/**
 * Sends letters by a mail server (SMTP).
 *
 * @param options.from Whom they are from: `Municipality of Peñaluna <no-reply@example.org>`.
 * @param options.timeout Milliseconds that the mail server has for each step.
 */
export function mailBySmtp({
  server,
  from,
  timeout = 30_000,
}: {
  server: MailServer;
  from: string;
  timeout?: number;
}): Mail {
  const transport = mailTransport(server, timeout);
  return {
    async send({ id, to, subject, text, language }) {
      await transport.sendMail({
        from,
        to: { name: '', address: to }, // as an object, for a text could be read as several addresses
        subject,
        text,
        messageId: `<${id}@${domainOf(from)}>`,
        // RFC 3834: nobody's holiday notice answers it.
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
      });
    },
  };
}

/** Whether a mail server said that it never takes this: an answer 5yz, by RFC 5321. */
export function isRefusedForGood(error: unknown): boolean {
  const { responseCode } = error as { responseCode?: unknown };
  return typeof responseCode === 'number' && responseCode >= 500;
}
