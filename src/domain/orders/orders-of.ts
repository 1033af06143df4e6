import type { Clock } from '../shared/clock.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import type { Purchase } from './purchase.ts'

/** Our clock and 1688's may differ, and a list by time must not miss what was made at its edge. */
const MARGIN_MS = 10 * 60_000

/** The upstream orders that came out of any try of this purchase, the first one included. Throws UpstreamError. */
export function ordersOf(
  { upstreamFor, clock }: { upstreamFor(livemode: boolean): Upstream1688; clock: Clock },
  purchase: Purchase,
): Promise<UpstreamOrder[]> {
  const window = { from: new Date(purchase.createdAt.getTime() - MARGIN_MS), to: new Date(clock.now().getTime() + MARGIN_MS) }
  return upstreamFor(purchase.livemode).findOrdersByOutOrderId(purchase.id, window)
}
