import type { orderRefusals } from '../../domain/orders/order-refusals.ts'
import { entry, type ProblemEntry } from './entry.ts'

/** What 1688's preview refuses, one code a family (domain.md 3.1). */
export type PreviewCode = Extract<
  (typeof orderRefusals)[number],
  | `quote.below_${string}`
  | 'quote.insufficient_stock'
  | 'quote.not_tradable'
  | 'quote.spec_not_of_product'
  | 'quote.no_dropship_relation'
  | 'quote.price_is_zero'
  | 'quote.not_orderable_by_api'
>

export const previewProblems: Record<PreviewCode, ProblemEntry> = {
  'quote.insufficient_stock': entry(
    409,
    ['The seller does not have enough', 'Lower the quantity or choose another variant.'],
    ['卖家库存不足', '请减少数量或选择其他规格。'],
  ),
  'quote.below_minimum_quantity': entry(
    422,
    ['Below the minimum quantity', 'Order at least the minimum of the seller.'],
    ['低于起订量', '请至少达到卖家的起订量。'],
  ),
  'quote.below_mixed_batch': entry(
    422,
    ['Below the mixed-batch minimum', 'Order more from this seller in total.'],
    ['未达到混批要求', '请增加该卖家的订购总量。'],
  ),
  'quote.below_wholesale_minimum': entry(
    422,
    ['Below the wholesale minimum', 'Order at least what the seller asks of wholesale buyers.'],
    ['低于批发起订量', '请至少达到卖家的批发起订量。'],
  ),
  'quote.not_tradable': entry(
    409,
    ['The product is not sold online', 'Its seller takes no orders for it on 1688; choose another.'],
    ['商品不支持在线交易', '卖家未开放在线下单，请选择其他商品。'],
  ),
  'quote.spec_not_of_product': entry(
    409,
    ['The variant is not one of the product', 'Read the product again and choose one of its variants; `lines` says which.'],
    ['规格与商品不符', '请重新读取商品并选择其现有规格，具体见 lines。'],
  ),
  'quote.no_dropship_relation': entry(
    409,
    ['The seller sells to its dropshippers only', 'We have no such relation with this seller; choose another.'],
    ['卖家仅供分销商', '我们与该卖家尚未建立分销关系，请选择其他商品。'],
  ),
  'quote.price_is_zero': entry(
    409,
    ['The seller names no price', 'A variant with price nought cannot be bought; choose another.'],
    ['卖家未标价', '标价为零的规格无法购买，请选择其他规格。'],
  ),
  'quote.not_orderable_by_api': entry(
    409,
    ['1688 lets nobody order this for others', 'No way of trading is open for these goods; choose others.'],
    ['1688 不允许代下单', '该商品没有可用的交易方式，请选择其他商品。'],
  ),
}
