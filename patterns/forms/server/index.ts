export type { Door, Operation } from './door.ts';
export { clientAtSocket, clientBehind, networkOf } from './client-address.ts';
export type { ClientOf } from './client-address.ts';
export { identityDocuments } from './counter-record.ts';
export type {
  CounterRecord,
  DeclaringWay,
  IdentityCheck,
  IdentityDocument,
  ReceivedPaper,
  SeenOriginal,
} from './counter-record.ts';
export { databasePlace, openDatabase } from './database.ts';
export type { DatabasePlace, OpenDatabase } from './database.ts';
export type { Html } from './controls.ts';
export { deliverer } from './deliverer.ts';
export type { Deliverer, DelivererOptions } from './deliverer.ts';
export { messageOf, NotDelivered } from './destinations.ts';
export type { Destination, Message, SentFile } from './destinations.ts';
export { deliveryDesk } from './delivery-desk.ts';
export type { DeliveryDeskOptions } from './delivery-desk.ts';
export { destinationTable, toDatabase } from './destinations/database.ts';
export { toEmail } from './destinations/email.ts';
export { toFolder } from './destinations/folder.ts';
export { toWebhook } from './destinations/webhook.ts';
export { eventNames } from './events.ts';
export type { EventName, FormEvent, OnEvent } from './events.ts';
export { forms } from './forms.ts';
export type { ActingFor, IdentityPort, Level, Person, Representing, SignInWish } from './identity-port.ts';
export type { PrefillAnswer, PrefillRequest, PrefillSource } from './prefill/prefill-port.ts';
export type { FormsService } from './forms.ts';
export type { FormsOptions, FramedPage } from './running-service.ts';
export { languageAsked } from './language.ts';
export { letters } from './letters.ts';
export { myForms } from './my-forms.ts';
export type { ListedService, MyFormsOptions } from './my-forms.ts';
export type { OwnDraft, OwnDrafts } from './own-drafts.ts';
export type { HandOver, HandOvers } from './hand-over-store.ts';
export type { SitePages } from './site-pages.ts';
export type { Letters, LettersOptions, LetterService, LinkedDraft, Recipient } from './letters.ts';
export { describeError, logToConsole } from './log.ts';
export type { DeliveryEntry, Log, LogEntry } from './log.ts';
export { mailBySmtp, mailServerAt } from './mail.ts';
export type { Letter, Mail, MailServer } from './mail.ts';
export { phoneScript } from './phone/phone-script.ts';
export type { PhoneScriptOptions } from './phone/phone-script.ts';
export { plazaFile } from './plaza-file.ts';
export { RateCounter } from './rate-counter.ts';
export { usualRates } from './rate-limits.ts';
export type { Rate, RateChanges, RateLimits, Wait } from './rate-limits.ts';
export { receiveForm, usualLimits } from './received-form.ts';
export type { FormLimits, ReceivedFile, ReceivedForm } from './received-form.ts';
export { newReference, readReference } from './reference.ts';
export {
  cookieIn,
  doubtAbout,
  ensureVisitor,
  forgetDeviceCopy,
  forgetVisitor,
  isToken,
  proofOf,
  randomToken,
  visitorOf,
} from './same-site.ts';
export type { Doubt } from './same-site.ts';
export type { Report, Reports, ReportState } from './reports.ts';
export { scanByClamd } from './scan.ts';
export type { Clamd, FileScan, Scanned } from './scan.ts';
export { fingerprint, newKey, open, seal, serverKey } from './sealed.ts';
export { securityHeaders } from './security-headers.ts';
export { isLoopback, siteAt } from './site.ts';
export type { Site } from './site.ts';
export { reaching, StoreUnavailable } from './outage.ts';
export type { Staff } from './staff.ts';
export { formStore } from './store.ts';
export type { FormStore, GivenDeclaration, PassOn, SentForm } from './store.ts';
export { formMigrations } from './tables.ts';
export type { FormTables } from './tables.ts';
export { mostTries, waitAfter } from './waits.ts';
export type { Pace } from './worker.ts';
