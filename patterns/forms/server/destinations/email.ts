import { messageOf } from '../destinations.ts';
import type { Destination, Message } from '../destinations.ts';
import { domainOf, mailTransport } from '../mail.ts';
import type { MailServer } from '../mail.ts';

interface EmailOptions {
  name: string;
  server: MailServer;
  from: string;
  to: string;
  /** Milliseconds that the mail server has for each step. */
  timeout?: number;
}

/**
 * Sends what was sent to a mailbox, for an office that has nothing else: in words, as JSON and with the files.
 * Mail is read by who carries it: choose another way where there is one. The subject has the reference and no more.
 */
export function toEmail({ name, server, from, to, timeout = 30_000 }: EmailOptions): Destination {
  const transport = mailTransport(server, timeout);
  return {
    name,
    async deliver(form, files) {
      const message = messageOf(form, files);
      await transport.sendMail({
        from,
        to,
        subject: form.reference,
        messageId: `<${form.reference}.${name}@${domainOf(from)}>`,
        text: inWords(message),
        attachments: [
          {
            filename: `${form.reference}.json`,
            contentType: 'application/json',
            content: JSON.stringify(message, null, 2),
          },
          ...files.map((file) => ({
            filename: file.name,
            contentType: file.type,
            content: Buffer.from(file.bytes),
          })),
        ],
      });
    },
  };
}

/** One line for each answer, by its name in the definition. */
function inWords({ reference, sentAt, definition, data }: Message): string {
  const head = [reference, sentAt, `${definition.id} ${definition.version}`];
  return [...head, '', ...linesOf(data, '')].join('\n');
}

function linesOf(value: unknown, name: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${name}: ${String(value)}`];
  return Object.entries(value).flatMap(([key, each]) => linesOf(each, name ? `${name}/${key}` : key));
}
