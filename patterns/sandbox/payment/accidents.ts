import type { PaymentProfile } from './provider.ts';

/** What can go wrong with a payment, in groups as the control page shows them. Each is a fault, or an attack, that a service has to survive. */
export const paymentAccidentGroups = {
  /** It ends so, whatever the person chooses. */
  endings: ['declined', 'cancelled', 'expired', 'provider-error'],
  /** One of its addresses fails and does nothing, or all of them are slow. */
  outages: ['create-down', 'commit-down', 'status-down', 'refund-down', 'too-many-requests', 'slow'],
  /** It did what it was asked, and whoever asked does not hear of it. */
  lost: ['create-cut', 'commit-cut', 'refund-cut', 'page-cut', 'no-return'],
  /** What was taken is not what was asked for. */
  amounts: ['wrong-amount', 'wrong-currency'],
  /** What it tells the service by itself comes otherwise than one would think. */
  webhooks: ['webhook-first', 'webhook-twice', 'webhook-forged', 'webhook-late', 'webhooks-reversed', 'webhook-never'],
  /** The person comes back in another of Webpay’s ways. */
  returns: ['abort-by-get', 'other-spelling', 'approved-and-refused'],
  /** It ends twice: first in one way, later in another. */
  afterwards: ['verifying', 'late-success', 'charged-back', 'refund-refused', 'refund-pending', 'refund-fails'],
  /** It does not keep what other providers keep. */
  keys: ['key-refused', 'search-behind'],
} as const;

export type PaymentAccident = (typeof paymentAccidentGroups)[keyof typeof paymentAccidentGroups][number];

export type PaymentAccidentGroup = keyof typeof paymentAccidentGroups;

/** What a provider cannot do in life, it does not do here. */
const impossible: Readonly<Record<PaymentProfile, readonly (PaymentAccident | PaymentAccidentGroup)[]>> = {
  'govuk-pay': ['wrong-currency', 'returns', 'verifying'],
  flow: ['verifying', 'commit-down', 'commit-cut', 'too-many-requests', 'returns', 'key-refused'],
  khipu: ['commit-down', 'commit-cut', 'too-many-requests', 'returns', 'keys'],
  stripe: ['commit-down', 'commit-cut', 'returns', 'keys'],
  webpay: ['verifying', 'too-many-requests', 'wrong-currency', 'webhooks', 'refund-pending', 'refund-fails', 'keys'],
};

/** What can go wrong at one provider, by group. */
export function accidentGroupsOf(profile: PaymentProfile): [PaymentAccidentGroup, PaymentAccident[]][] {
  const isPossible = (name: PaymentAccident | PaymentAccidentGroup) => !impossible[profile].includes(name);
  const groups = Object.entries(paymentAccidentGroups) as [PaymentAccidentGroup, readonly PaymentAccident[]][];
  return groups
    .filter(([group]) => isPossible(group))
    .map(([group, accidents]) => [group, accidents.filter(isPossible)]);
}

export function paymentAccidentsOf(profile: PaymentProfile): PaymentAccident[] {
  return accidentGroupsOf(profile).flatMap(([, accidents]) => accidents);
}
