import type { PaymentAccident } from './accidents.ts';
import type { Desk } from './desk.ts';

/** What somebody, or a program, asks a provider to do. */
export interface PaymentCommand {
  /** Undefined to leave what goes wrong as it is; null for nothing. */
  accident?: PaymentAccident | null | undefined;
  /** Only with the next payment. */
  next?: boolean | undefined;
  /** Undefined to leave it; empty for nowhere. */
  webhookUrl?: string | undefined;
  action?: 'release' | 'reset' | 'charge-back' | undefined;
  /** The payment whose money is taken back. */
  payment?: string | undefined;
}

/** @throws Error with the code of what the provider refuses. */
export async function obey(
  desk: Desk,
  { accident, next = false, webhookUrl, action, payment }: PaymentCommand,
): Promise<void> {
  if (action === 'reset') desk.reset();
  if (action === 'release') await desk.release();
  if (action === 'charge-back') desk.chargeBack(payment ?? '');
  if (webhookUrl !== undefined) desk.webhookUrl = webhookUrl || undefined;
  if (accident !== undefined) desk.behave(accident ?? undefined, { next });
}

/** What a program learns that tries a service: what it was told, and what is true. */
export function toldOf(desk: Desk): object {
  const { profile, baseUrl, accidents, accident, webhookUrl, held } = desk;
  return {
    profile,
    baseUrl,
    accidents,
    accident: accident ?? null,
    webhookUrl: webhookUrl ?? null,
    held,
    asked: desk.asked(),
    deliveries: desk.deliveries(),
    sums: desk.sums(),
    payments: desk.payments().map((payment) => ({ ...payment, ...desk.movedOf(payment.id) })),
  };
}
