import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Site } from './site.ts';

const cipher = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/** A new key of 256 bits. */
export function newKey(): Buffer {
  return randomBytes(32);
}

/**
 * Encrypts bytes so that nobody reads or changes them without the key (AES-256-GCM, NIST SP 800-38D).
 *
 * @param place What the bytes belong to: put anywhere else, they do not open.
 */
export function seal(key: Buffer, content: Uint8Array, place: string): Buffer {
  const iv = randomBytes(ivLength);
  const encryption = createCipheriv(cipher, key, iv).setAAD(Buffer.from(place));
  const encrypted = Buffer.concat([encryption.update(content), encryption.final()]);
  return Buffer.concat([iv, encryption.getAuthTag(), encrypted]);
}

/** @throws Error where the key is another, or the bytes were changed or belong somewhere else. */
export function open(key: Buffer, sealed: Uint8Array, place: string): Buffer {
  const bytes = Buffer.from(sealed);
  const decryption = createDecipheriv(cipher, key, bytes.subarray(0, ivLength)).setAAD(Buffer.from(place));
  decryption.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
  return Buffer.concat([decryption.update(bytes.subarray(ivLength + tagLength)), decryption.final()]);
}

/**
 * Another key that follows from one, and from which that one cannot be found (HKDF, RFC 5869).
 *
 * @param purpose What it is for: each purpose has its own.
 */
export function derivedKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
}

/** A text that stands for a secret in the database and does not give it away. */
export function fingerprint(key: Buffer, secret: string): string {
  return createHmac('sha256', key).update(secret).digest('base64url');
}

/**
 * The server's key: `PLAZA_KEY` in the environment, 32 random bytes in base64. On a developer's own machine, where nothing is
 * set, the first start makes one and keeps it in a file that only its owner reads, outside the folder of the data.
 *
 * @throws Error with the code `no-server-key` where it is missing or of another length.
 */
export function serverKey(site: Pick<Site, 'secure'>, environment: NodeJS.ProcessEnv = process.env): Buffer {
  const { PLAZA_KEY: own, PLAZA_KEY_FILE: file = resolve('.plaza-key') } = environment;
  if (own !== undefined) return keyFrom(own);
  if (site.secure) throw noKey();
  if (!existsSync(file)) writeFileSync(file, newKey().toString('base64'), { mode: 0o600 });
  return keyFrom(readFileSync(file, 'utf8'));
}

function keyFrom(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw noKey();
  return key;
}

function noKey(): Error {
  return Object.assign(
    new Error('PLAZA_KEY has to be 32 random bytes in base64, as `openssl rand -base64 32` writes them.'),
    {
      code: 'no-server-key',
    },
  );
}
