import type { Money } from '../shared/money.ts'

/** Where a payment stands at the provider; `pending` is paid and not yet ours for good. */
export const PROVIDER_STATUSES = ['open', 'pending', 'cleared', 'failed', 'expired', 'reversed'] as const
export type ProviderStatus = (typeof PROVIDER_STATUSES)[number]

/** A payment as the provider tells it. */
export type ProviderPayment = {
  readonly id: string
  /** Our reference, given when it was opened. */
  readonly reference: string
  readonly status: ProviderStatus
  readonly asked: Money
  /** What the payer really sent; null before. */
  readonly paid: Money | null
  readonly payUrl: string
  readonly statusReason: string | null
  readonly updatedAt: Date
}

/** What a callback turned out to be; its content is only a hint which payment to read again. */
export type PaymentMessage = { readonly messageId: string; readonly reference: string; readonly body: string }
export type PaymentMessageVerdict =
  | { readonly kind: 'message'; readonly message: PaymentMessage }
  | { readonly kind: 'badSignature' }
  | { readonly kind: 'malformed' }

export type CallbackHeaders = Readonly<Record<string, string | string[] | undefined>>

/** A company that collects partners' money for us, in one mode. Throws `UpstreamError` when it cannot be asked. */
export interface PaymentProvider {
  /** Opens a payment, or answers the one that has this reference already: asking twice makes one. Null: refused for good. */
  openPayment(wish: { reference: string; amount: Money; expiresAt: Date }): Promise<ProviderPayment | null>
  findPayment(reference: string): Promise<ProviderPayment | undefined>
  /** Payments that changed in the window, oldest change first, page by page; for polling and reconciliation. */
  listPayments(window: { from: Date; to: Date }): AsyncIterable<ProviderPayment>
}

/** Checks a callback over the bytes as received, with the secret of each mode. */
export type VerifyPaymentMessage = (rawBody: Uint8Array, headers: CallbackHeaders) => { livemode: boolean; verdict: PaymentMessageVerdict }
