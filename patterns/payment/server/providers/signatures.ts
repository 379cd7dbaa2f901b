import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 in lower-case hex (RFC 2104), over the bytes as they came. */
export function signatureOf(bytes: Uint8Array | string, secret: string): string {
  return createHmac('sha256', secret).update(bytes).digest('hex');
}

/** Whether two are the same, in a time that does not tell where they differ. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
