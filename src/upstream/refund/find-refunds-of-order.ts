import type { UpstreamRefund } from '../../domain/upstream/refund.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { listRefunds } from './list-refunds.ts'

/** No order has more refunds than this; it ends the loop should the count lie. */
const MOST_PAGES = 10

/** Every refund of an order, in-sale and after-sale, in any state: the look-up after an unknown filing. Throws UpstreamError. */
export async function findRefundsOfOrder(client: ApiClient, upstreamOrderId: string): Promise<UpstreamRefund[]> {
  const found = new Map<string, UpstreamRefund>()
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { refunds, total, hasMore } = await listRefunds(client, { orderId: String(digits(upstreamOrderId)) }, page)
    for (const refund of refunds) found.set(refund.upstreamRefundId, refund)
    if (!hasMore || refunds.length === 0 || found.size >= total) break
  }
  // Whoever ignores the order filter must not make us adopt a stranger's refund.
  return [...found.values()].filter((refund) => refund.upstreamOrderId === upstreamOrderId)
}
