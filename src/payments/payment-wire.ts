import { z } from 'zod'
import { isCurrency } from '../domain/shared/currencies.ts'
import { type Currency, parseMajor } from '../domain/shared/money.ts'
import type { ProviderPayment, ProviderStatus } from '../domain/wallet/payment-provider.ts'

const STATUS_WORDS = {
  INIT: 'open',
  PROCESSING: 'pending',
  SUCCESS: 'cleared',
  FAILED: 'failed',
  EXPIRED: 'expired',
  CHARGEBACK: 'reversed',
} as const satisfies Record<string, ProviderStatus>

const currency = z.string().refine(isCurrency)
const decimal = z.string().regex(/^\d{1,18}(\.\d{1,4})?$/)

/** A payment on the provider's wire: amounts are decimals of the major unit. */
export const paymentWire = z.object({
  paymentId: z.string().min(1).max(64),
  merchantOrderNo: z.string().min(1).max(64),
  status: z.enum(Object.keys(STATUS_WORDS) as [keyof typeof STATUS_WORDS, ...(keyof typeof STATUS_WORDS)[]]),
  amount: decimal,
  currency,
  paidAmount: decimal.nullable(),
  paidCurrency: currency.nullable(),
  checkoutUrl: z.url(),
  statusReason: z.string().nullable(),
  updateTime: z.iso.datetime({ offset: true }),
})

export const envelopeWire = z.object({ code: z.string(), message: z.string().optional(), data: z.unknown().optional() })

export const paymentPageWire = z.object({ items: z.array(paymentWire), nextCursor: z.string().nullable() })

/** What a callback must at least say; the rest is read again. */
export const callbackWire = z.object({
  messageId: z.string().min(1).max(64),
  data: z.object({ merchantOrderNo: z.string().min(1).max(64) }),
})

/** The payment in our words. Throws RangeError for an amount finer than its currency. */
export function toPayment(wire: z.output<typeof paymentWire>): ProviderPayment {
  const { paidAmount, paidCurrency } = wire
  return {
    id: wire.paymentId,
    reference: wire.merchantOrderNo,
    status: STATUS_WORDS[wire.status],
    asked: parseMajor(wire.amount, wire.currency as Currency),
    paid: paidAmount === null || paidCurrency === null ? null : parseMajor(paidAmount, paidCurrency as Currency),
    payUrl: wire.checkoutUrl,
    statusReason: wire.statusReason,
    updatedAt: new Date(wire.updateTime),
  }
}
