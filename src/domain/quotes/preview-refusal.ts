import { Refusal } from '../shared/refusal.ts'
import type { RefusalCode } from '../shared/refusal-codes.ts'
import type { OrderPreview, OrderRefusalReason } from '../upstream/order.ts'

/** 1688's preview refusals (500_001 to 500_009) as codes partners can act on. */
const PREVIEW_REFUSALS: Record<OrderRefusalReason, RefusalCode> = {
  notTradable: 'quote.not_tradable',
  sellersDifferOrSpecMissing: 'quote.spec_not_of_product',
  sellersDifferOrSpecUnknown: 'quote.spec_not_of_product',
  stockShort: 'quote.insufficient_stock',
  belowMinimum: 'quote.below_minimum_quantity',
  mixedBatchNotMet: 'quote.below_mixed_batch',
  noDropshipRelation: 'quote.no_dropship_relation',
  priceIsZero: 'quote.price_is_zero',
  belowWholesaleMinimum: 'quote.below_wholesale_minimum',
  notOrderableByApi: 'quote.not_orderable_by_api',
  addressInvalid: 'upstream.rejected',
  tradeTypeUnsupported: 'quote.not_orderable_by_api',
  other: 'quote.not_orderable',
}

/** What a partner is told when 1688's preview says no, with the goods it is about. */
export function previewRefusal(preview: Extract<OrderPreview, { kind: 'refused' }>): Refusal {
  return new Refusal(PREVIEW_REFUSALS[preview.reason], {
    reason: preview.reason,
    lines: preview.lines.map((line) => ({
      productId: `prd_${line.offerId}`,
      skuId: line.specId === null ? null : `sku_${line.specId}`,
      reason: line.reason,
    })),
  })
}
