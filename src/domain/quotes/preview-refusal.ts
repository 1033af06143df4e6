import { Refusal } from '../shared/refusal.ts'
import type { RefusalCode } from '../shared/refusal-codes.ts'
import type { OrderPreview, OrderRefusalReason } from '../upstream/order.ts'
import type { Goods } from './choose-goods.ts'

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

type Refused = Extract<OrderPreview, { kind: 'refused' }>

/** What a partner is told when 1688's preview says no, pointing at the lines it names, or at all that were asked with them. */
export function previewRefusal(preview: Refused, asked: readonly Goods[]): Refusal {
  return new Refusal(PREVIEW_REFUSALS[preview.reason], {
    reason: preview.reason,
    pointers: namedBy(preview, asked).map(({ lineNo }) => `#/lines/${lineNo - 1}`),
    lines: preview.lines.map((line) => ({
      productId: `prd_${line.offerId}`,
      skuId: line.specId === null ? null : `sku_${line.specId}`,
      reason: line.reason,
    })),
  })
}

function namedBy({ lines }: Refused, asked: readonly Goods[]): readonly Goods[] {
  const named = asked.filter(({ product, sku }) =>
    lines.some(({ offerId, specId }) => offerId === product.offerId && (specId === null || specId === (sku?.specId ?? null))),
  )
  return named.length > 0 ? named : asked
}
