import type { PaymentAccident } from './accidents.ts';
import type { Choice } from './provider.ts';

/** How the person comes back to the service: by an address, or by a form. */
export type WayBack =
  { kind: 'return'; url: string } | { kind: 'post'; url: string; fields: Readonly<Record<string, string>> };

/** Where the person goes once something happened on the page. */
export type Ending =
  | WayBack
  /** Nowhere: they close the window. */
  | { kind: 'stay' }
  /** Their connection is cut before they hear anything. */
  | { kind: 'cut' };

/** What the person chose, or what goes wrong in its place. */
export function choiceUnder(accident: PaymentAccident | undefined, choice: Choice): Choice {
  const ends: Partial<Record<PaymentAccident, Choice>> = {
    declined: 'decline',
    'late-success': 'decline',
    cancelled: 'cancel',
    expired: 'expire',
    'provider-error': 'fail',
  };
  return (accident && ends[accident]) ?? choice;
}

/** Where a person goes who paid. */
export function endingAfterPaying(accident: PaymentAccident | undefined, ending: Ending): Ending {
  if (accident === 'page-cut') return { kind: 'cut' };
  return accident === 'no-return' ? { kind: 'stay' } : ending;
}
