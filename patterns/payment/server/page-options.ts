import type { Words } from '@plaza-ds/forms';
import type { ClientOf, FramedPage, Html, Rate, Site } from '@plaza-ds/forms/server';
import type { Obligation } from '../obligation.ts';
import type { PaymentWords } from '../words/catalogue.ts';
import type { PaymentLog } from './log.ts';
import type { Payments } from './payments.ts';

/** How often something may be done from one connection to the internet. */
export interface PaymentLimits {
  /** Payments begun. */
  start: Rate;
  /** People who come back from a provider, and receipts that are checked. */
  ask: Rate;
  /** Messages of providers. */
  message: Rate;
}

/** Limits that a room full of people at one address does not meet. */
export const usualPaymentLimits: PaymentLimits = {
  start: { most: 300, minutes: 10 },
  ask: { most: 600, minutes: 10 },
  message: { most: 6000, minutes: 10 },
};

export interface PaymentPagesOptions {
  /** Made with the `returnUrl` of `returnUrlAt(site, base)`. Its `askDue` has to be called every few seconds by somebody. */
  payments: Payments;
  site: Site;
  /** Address of the pages on the site, `/demo/payments`. */
  base: string;
  /** Puts a page into the frame of the site: header, languages, footer. */
  frame(page: FramedPage): Html | Promise<Html>;
  log: PaymentLog;
  /** Who takes the money, on the receipt. */
  agency: Words;
  /** Its number at the tax office. */
  taxId?: string;
  now?: () => Date;
  /** Says from which address a request comes, as for forms: `clientAtSocket`, `clientBehind(1)`. */
  client?: ClientOf;
  limits?: Partial<PaymentLimits>;
  /** The sentences in each language. */
  words?: Readonly<Record<string, PaymentWords>>;
  /** The languages of the site, the usual one first; those of `words`, if not said. */
  languages?: readonly string[];
  /** Where people go from here; the site’s own start, if not said. */
  home?: string;
  /** Where times are told: an IANA time zone. */
  timeZone?: string;
  /** When money is given back, in a sentence or two. */
  refundRules?: Words;
  /** How else people can pay: “At the cash desk: …”. */
  otherWays?: readonly Words[];
  /** Whom people ask about a payment: a telephone number, a counter. */
  channel?: Words;
  /** What happens once it is paid. */
  next?: Words;
  /** Minutes after which it is certain what became of a payment that nobody knows of; 90, if not said. */
  certainAfterMinutes?: number;
  /** Works out again what is owed, where the amount holds no longer. Without it, people are told to ask. */
  priceAgain?(owed: Obligation): Obligation | Promise<Obligation>;
}

/** For `Payments`: where providers send the browser back to. */
export function returnUrlAt(site: Site, base: string): (handle: string) => string {
  return (handle) => `${site.origin}${base}/return/${handle}`;
}
