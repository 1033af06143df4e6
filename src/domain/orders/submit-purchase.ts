import { movePurchase } from '../moves/bindings.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import { RetryLater } from '../shared/retry-later.ts'
import { oneAttempt } from '../upstream/one-attempt.ts'
import type { CreateOutcome } from '../upstream/order.ts'
import { ordersOf } from './orders-of.ts'
import type { Purchase } from './purchase.ts'
import { failLines, isPayable, linkUpstreamOrders, type MadeOrder } from './purchase-results.ts'
import { requireOrder } from './require-order.ts'
import { messageOf } from './seller-message.ts'
import { claimPurchase, inOrder, type PurchaseTools, settlePurchase } from './settle-purchase.ts'

/** Sends the create, once it is committed that it will be sent, and records what came of it. */
export async function submitPurchase(tools: PurchaseTools, intended: Purchase): Promise<void> {
  // What an earlier try made may show only now; found, it is ours and nothing is sent.
  if (intended.unsureSince !== null && (await linkFound(tools, intended))) return
  const claimed = await claimPurchase(tools, intended, { event: 'submit', change: ({ attempts }) => ({ attempts: attempts + 1 }) })
  const lines = await tools.uow.run((tx) => tx.lines.lockOfPurchase(claimed.id))
  const wanted = lines.filter(isPayable)
  if (wanted.length === 0) return settlePurchase(tools, claimed, { event: 'refused', change: { lastOutcome: 'nothing left to buy' } })
  const upstream = tools.upstreamFor(claimed.livemode)
  const outcome = await oneAttempt(
    () =>
      upstream.createOrder({
        address: tools.warehouse,
        flow: claimed.flow,
        outOrderId: claimed.id,
        ...messageOf(wanted),
        lines: wanted.map((line) => ({ offerId: line.offerId, specId: line.specId, quantity: line.ordered })),
      }),
    async () => settlePurchase(tools, claimed, { event: 'notSent', change: { lastOutcome: 'not sent' } }),
  )
  await recordCreate(tools, claimed, outcome)
}

async function recordCreate(tools: PurchaseTools, purchase: Purchase, outcome: CreateOutcome | 'unknown'): Promise<void> {
  if (outcome === 'unknown' || outcome.kind === 'unknown') {
    const lastOutcome = outcome === 'unknown' ? 'connection' : outcome.cause
    return settlePurchase(tools, purchase, { event: 'outcomeUnknown', change: { lastOutcome, unsureSince: purchase.attemptedAt } })
  }
  if (outcome.kind === 'refused') {
    return inOrder(tools, purchase, async (tx, fresh, at) => {
      await movePurchase(tx, fresh, { event: 'refused', actor: PLATFORM_ACTOR, at, facts: {}, change: { lastOutcome: outcome.code } })
      await failLines(tx, tools, { purchase: fresh, at, reason: outcome.reason })
    })
  }
  const made = await whatWasMade(tools, purchase, outcome.orders)
  await inOrder(tools, purchase, (tx, fresh, at) =>
    linkUpstreamOrders(tx, tools, { purchase: fresh, event: 'created', made, failed: outcome.failedLines, at }),
  )
}

/** Which of our lines went into which order is told only by the orders themselves (reference 5.2); one order took them all. */
async function whatWasMade(tools: PurchaseTools, purchase: Purchase, orders: { upstreamOrderId: string }[]): Promise<MadeOrder[]> {
  if (orders.length === 1) return orders.map(({ upstreamOrderId }) => ({ upstreamOrderId, lines: [] }))
  const upstream = tools.upstreamFor(purchase.livemode)
  return Promise.all(orders.map(({ upstreamOrderId }) => requireOrder(upstream, { ...purchase, upstreamOrderId })))
}

/** Looks for what a create of unknown outcome made; absence is proof only after the settle time. */
export async function lookUpOrder(tools: PurchaseTools, purchase: Purchase): Promise<void> {
  const now = tools.clock.now().getTime()
  if (await linkFound(tools, purchase)) return
  const settled = (purchase.attemptedAt ?? purchase.createdAt).getTime() + tools.settings.callLeaseMs + tools.settings.lookupSettleMs
  if (now < settled) throw new RetryLater('1688 may still list the order', settled - now)
  await settlePurchase(tools, purchase, { event: 'confirmedAbsent', change: { lastOutcome: 'absent upstream' } })
}

/** True when 1688 shows an order of this purchase; it is linked then. */
async function linkFound(tools: PurchaseTools, purchase: Purchase): Promise<boolean> {
  const found = await ordersOf(tools, purchase)
  // A closed one beside a living one is the part of a split whose lines the seller will not sell.
  if (found.every((order) => order.status === 'closed')) return false
  await inOrder(tools, purchase, (tx, fresh, at) =>
    linkUpstreamOrders(tx, tools, { purchase: fresh, event: 'foundExisting', made: found, failed: [], at }),
  )
  return true
}
