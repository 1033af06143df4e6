import { RetryLater } from '../shared/retry-later.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import type { Purchase } from './purchase.ts'

/** The purchase's order as 1688 shows it now. Throws `RetryLater` while it shows none, and UpstreamError. */
export async function requireOrder(upstream: Upstream1688, purchase: Purchase): Promise<UpstreamOrder> {
  const order = purchase.upstreamOrderId === null ? undefined : await upstream.getOrder(purchase.upstreamOrderId)
  if (order === undefined) throw new RetryLater(`1688 does not show order ${purchase.upstreamOrderId} yet`, 2_000)
  return order
}
