import { createHmac } from 'node:crypto';
import { messageOf, NotDelivered } from '../destinations.ts';
import type { Destination } from '../destinations.ts';
import { isLoopback } from '../site.ts';

interface WebhookOptions {
  name: string;
  /** Where it is sent: https, or http on this machine alone. */
  url: string;
  /** What both sides know: `whsec_` and at least 24 random bytes in base64. */
  secret: string;
  /** Milliseconds that the other side has to answer. */
  timeout?: number;
}

const prefix = 'whsec_';
const shortest = 24;

/**
 * Sends what was sent to another system, files in base64 with it, and signs it as standardwebhooks.com says: HMAC-SHA256 over the
 * id, the time and the bytes. The id is the reference, so the same again is known by it. Any answer 2xx is "I have it".
 *
 * @throws TypeError where the address is neither https nor on this machine, or the secret is too short.
 */
export function toWebhook({ name, url, secret, timeout = 30_000 }: WebhookOptions): Destination {
  const address = new URL(url);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isLoopback(address.hostname)))
    throw new TypeError(`The destination "${name}" has to be at an https address, or on this machine.`);
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : '', 'base64');
  if (key.length < shortest)
    throw new TypeError(`The secret of "${name}" has to be ${prefix} and ${shortest} random bytes or more in base64.`);
  return {
    name,
    async deliver(form, files) {
      const message = messageOf(form, files);
      const contents = files.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
      const body = Buffer.from(
        JSON.stringify({
          ...message,
          files: message.files.map((file, index) => ({ ...file, content: contents[index] })),
        }),
      );
      const at = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', key).update(`${form.reference}.${at}.`).update(body).digest('base64');
      const answer = await fetch(address, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': form.reference,
          'webhook-id': form.reference,
          'webhook-timestamp': at,
          'webhook-signature': `v1,${signature}`,
        },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new NotDelivered(`HTTP_${answer.status}`);
    },
  };
}
