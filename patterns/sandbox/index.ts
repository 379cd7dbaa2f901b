/** @plaza-ds/sandbox: the outside world of a service, played on one machine. */
export { behaviours } from './inbox/behaviours.ts';
export type { Behaviour } from './inbox/behaviours.ts';
export { accidentGroups, accidents } from './identity/accidents.ts';
export type { Accident, Leg } from './identity/accidents.ts';
export { checkDigitOf, numberText } from './identity/citizens.ts';
export type { Citizen, Level, NationalNumber, Representation } from './identity/citizens.ts';
export { openIdentity } from './identity/identity.ts';
export type { Identity, IdentityOptions } from './identity/identity.ts';
export { identityProfiles } from './identity/provider.ts';
export type {
  Exchange,
  IdentityClient,
  IdentityEndpoints,
  IdentityProfile,
  IdentityProvider,
  SignOutResult,
} from './identity/provider.ts';
export { openInbox } from './inbox/inbox.ts';
export type { Inbox, InboxOptions } from './inbox/inbox.ts';
export type { ReceivedMessage } from './inbox/message.ts';
export { paymentAccidentGroups, paymentAccidentsOf } from './payment/accidents.ts';
export type { PaymentAccident } from './payment/accidents.ts';
export type { Entry, Sums } from './payment/ledger.ts';
export { openPayments } from './payment/payment.ts';
export type { PaymentOptions, Payments } from './payment/payment.ts';
export { paymentProfiles } from './payment/provider.ts';
export type { Delivery, PaymentLeg, PaymentProfile, PaymentProvider, PlayedPayment } from './payment/provider.ts';
export { eicar, openScanner } from './scanner/scanner.ts';
export type { Scanner } from './scanner/scanner.ts';
export { startSandbox } from './sandbox.ts';
export type { Sandbox, SandboxOptions } from './sandbox.ts';
