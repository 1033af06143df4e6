import { z } from 'zod'
import type { LineRefusal, OrderRefusalReason } from '../../domain/upstream/order.ts'
import { text } from '../wire.ts'

/** Documented for the preview, expected of create too (spec 2.7, 2.8). */
const REASONS: Readonly<Record<string, OrderRefusalReason>> = {
  '500_001': 'notTradable',
  '500_002': 'sellersDifferOrSpecMissing',
  '500_003': 'sellersDifferOrSpecUnknown',
  '500_004': 'stockShort',
  '500_005': 'belowMinimum',
  '500_006': 'mixedBatchNotMet',
  '500_007': 'noDropshipRelation',
  '500_008': 'priceIsZero',
  '500_009': 'belowWholesaleMinimum',
}

/** Why an order was not taken, by the code alone. */
export function orderRefusalReason(code: string | null): OrderRefusalReason {
  return REASONS[code ?? ''] ?? 'other'
}

/** `failedOfferList` and the refused entries of a preview's `cargoList`. */
export const failedLineWire = z.object({
  offerId: text,
  specId: text,
  errorCode: text,
  errorMessage: text,
  resultCode: text,
  message: text,
})

/** A line that was not taken, with its reason. */
export function toLineRefusal(wire: z.output<typeof failedLineWire>): LineRefusal {
  const code = wire.errorCode ?? wire.resultCode ?? ''
  return {
    offerId: wire.offerId ?? '',
    specId: wire.specId,
    reason: orderRefusalReason(code),
    code,
    message: wire.errorMessage ?? wire.message,
  }
}
