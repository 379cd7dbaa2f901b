import { fingerprint } from '@plaza-ds/forms/server';

/**
 * What stands in the address of a payment, and in the one that a provider sends the browser back to: 256 bits that the server's
 * key makes of an id, for one use alone. It can be made again for a letter, and is not stored: `mark` finds what it belongs to.
 */
export interface Handles {
  make(use: 'payment' | 'return', id: string): string;
  /** What is stored of a handle: who reads the database opens nothing by it. */
  mark(use: 'payment' | 'return', handle: string): string;
}

export function handlesBy(key: Buffer): Handles {
  return {
    make: (use, id) => fingerprint(key, `payment handle, ${use}: ${id}`),
    mark: (use, handle) => fingerprint(key, `mark of a payment handle, ${use}: ${handle}`),
  };
}
