import { newReference } from '@plaza-ds/forms/server';
import { handlesBy } from '../server/handles.ts';
import type { AttemptPlace, PaymentStore } from '../server/payment-store.ts';
import type { Obligation } from '../obligation.ts';
import type { PaymentEvent } from '../state/events.ts';

/** Keeps payments in memory, each change in one piece, so that ten thousand histories can be tried. */
export function memoryStore(): PaymentStore {
  const handles = handlesBy(Buffer.alloc(32, 1));
  const payments = new Map<string, { reference: string; owed: Obligation; events: PaymentEvent[] }>();
  const asks = new Map<string, { place: AttemptPlace; at: Date | undefined }>();
  const places = () =>
    [...payments].flatMap(([obligationId, { events }]) => events.map((event) => ({ event, obligationId })));

  return {
    handles,
    async add(owed) {
      if (!payments.has(owed.id)) payments.set(owed.id, { reference: newReference(), owed, events: [] });
    },
    async read(id) {
      const kept = payments.get(id);
      return kept && { ...kept, events: [...kept.events] };
    },
    async change(id, work) {
      const kept = payments.get(id);
      if (!kept) return undefined;
      const { events = [], owed, askAt = {}, result } = work({ ...kept, events: [...kept.events] });
      if (owed) kept.owed = owed;
      const known = new Set(kept.events.map((event) => event.id));
      kept.events.push(...events.filter((event) => !known.has(event.id)));
      for (const [attemptId, at] of Object.entries(askAt))
        asks.set(attemptId, { place: { obligationId: id, attemptId }, at });
      return result;
    },
    async withHandle(handle) {
      return [...payments.keys()].find((id) => handles.make('payment', id) === handle);
    },
    async withReference(reference) {
      return [...payments].find(([, kept]) => kept.reference === reference)?.[0];
    },
    async withReturnHandle(handle) {
      for (const { event, obligationId } of places())
        if (event.kind === 'attempt-started' && handles.make('return', event.attemptId) === handle)
          return { obligationId, attemptId: event.attemptId };
      return undefined;
    },
    async named(_provider, providerRef) {
      for (const { event, obligationId } of places())
        if (event.kind === 'attempt-observed' && event.providerRef === providerRef)
          return { obligationId, attemptId: event.attemptId };
      return undefined;
    },
    async due(now, most) {
      const due = [...asks.values()].filter(({ at }) => at && at <= now).slice(0, most);
      for (const ask of due) ask.at = new Date(now.getTime() + 60_000);
      return due.map(({ place }) => place);
    },
  };
}
