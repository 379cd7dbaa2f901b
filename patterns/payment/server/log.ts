import type { LogEntry } from '@plaza-ds/forms/server';

/** What the audit log knows of the pages of payments: no handle, no reference, no amount, no address. */
export interface PaymentEntry {
  event:
    | 'payment-started'
    | 'payment-not-started'
    | 'came-back'
    | 'message-heard'
    /** A message that its provider did not send. */
    | 'message-refused'
    | LogEntry['event'];
  provider?: string;
  status?: number;
  error?: string;
  at?: string[];
}

export type PaymentLog = (entry: PaymentEntry) => void;
