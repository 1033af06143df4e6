import { allocate, money } from '../shared/money.ts'
import type { UpstreamOrder, UpstreamOrderLine } from '../upstream/order.ts'
import type { PriceAsk } from './order.ts'

/**
 * The upstream total split over its lines as the quote split it: discounts belong to the goods, freight goes by the shares agreed
 * (`agreedFreight`, fen a line) or, where none was, by the goods; the parts sum to the total.
 */
export function askedPrices(
  order: Pick<UpstreamOrder, 'totalFen' | 'freightFen'>,
  lines: Pick<UpstreamOrderLine, 'totalFen'>[],
  agreedFreight: bigint[] = [],
): PriceAsk[] {
  if (lines.length === 0) return []
  const weights = lines.map((line) => line.totalFen)
  const freightFen = order.freightFen < order.totalFen ? order.freightFen : order.totalFen
  const freight = allocate(money(freightFen, 'CNY'), agreedFreight.some((fen) => fen > 0n) ? agreedFreight : weights)
  const goods = allocate(money(order.totalFen - freightFen, 'CNY'), weights)
  return lines.map((_line, index) => ({ goodsFen: goods[index]?.amount ?? 0n, domesticFreightFen: freight[index]?.amount ?? 0n }))
}
