import { movePurchase } from '../moves/bindings.ts'
import { PLATFORM_ACTOR, SYSTEM_ACTOR } from '../shared/actor.ts'
import { existing } from '../shared/owned-by.ts'
import { RetryLater } from '../shared/retry-later.ts'
import { oneAttempt } from '../upstream/one-attempt.ts'
import type { CreateOutcome } from '../upstream/order.ts'
import { endLines } from './end-lines.ts'
import { linkUpstreamOrders, type MadeOrder } from './link-orders.ts'
import { isClosedUnpaid, isPayable } from './match-lines.ts'
import type { OrderLine } from './order.ts'
import { ordersOf } from './orders-of.ts'
import type { Purchase } from './purchase.ts'
import { requireOrder } from './require-order.ts'
import { messageOf } from './seller-message.ts'
import { inOrder, type PurchaseTools, settlePurchase } from './settle-purchase.ts'

/** Sends the create, once it is committed that it will be sent, and records what came of it. */
export async function submitPurchase(tools: PurchaseTools, intended: Purchase): Promise<void> {
  // What an earlier try made may show only now; found, it is ours and nothing is sent.
  if (intended.unsureSince !== null && (await linkFound(tools, intended))) return
  const claimed = await claimLines(tools, intended)
  if (claimed === null) return
  const { purchase, wanted } = claimed
  const upstream = tools.upstreamFor(purchase.livemode)
  const outcome = await oneAttempt(
    () =>
      upstream.createOrder({
        address: tools.warehouse,
        flow: purchase.flow,
        outOrderId: purchase.id,
        ...messageOf(wanted),
        lines: wanted.map((line) => ({ offerId: line.offerId, specId: line.specId, quantity: line.ordered })),
      }),
    async () => settlePurchase(tools, purchase, { event: 'notSent', change: { lastOutcome: 'not sent' } }),
  )
  await recordCreate(tools, purchase, outcome)
}

/**
 * Commits "the create is being sent" with the lines it is sent for. Nothing is out now, so lines that were asked to be stopped while
 * an earlier call was end here; null when none is left.
 */
async function claimLines(tools: PurchaseTools, intended: Purchase): Promise<{ purchase: Purchase; wanted: OrderLine[] } | null> {
  return tools.uow.run(async (tx) => {
    await tx.orders.lock(intended.orderId)
    const lines = await tx.lines.lockOfPurchase(intended.id)
    const fresh = existing(await tx.purchases.lock(intended.id), intended.id)
    if (fresh.version !== intended.version) throw new RetryLater(`purchase ${intended.id} is in other hands`, 1_000)
    const at = tools.clock.now()
    const wanted = lines.filter(isPayable)
    const isStopped = (line: OrderLine) => line.stopAsked !== null
    await endLines(tx, tools, { purchase: fresh, at, reason: 'cancelled', only: isStopped })
    const by = { actor: SYSTEM_ACTOR, at, facts: {} }
    if (wanted.length > 0) {
      const change = { attempts: fresh.attempts + 1, attemptedAt: at }
      return { purchase: await movePurchase(tx, fresh, { ...by, event: 'submit', change }), wanted }
    }
    await movePurchase(tx, fresh, {
      ...by,
      event: lines.some(isStopped) ? 'cancel' : 'refused',
      change: { lastOutcome: 'nothing left to buy' },
    })
    return null
  })
}

async function recordCreate(tools: PurchaseTools, purchase: Purchase, outcome: CreateOutcome | 'unknown'): Promise<void> {
  if (outcome === 'unknown' || outcome.kind === 'unknown') {
    const lastOutcome = outcome === 'unknown' ? 'connection' : outcome.cause
    return settlePurchase(tools, purchase, { event: 'outcomeUnknown', change: { lastOutcome, unsureSince: purchase.attemptedAt } })
  }
  if (outcome.kind === 'refused') {
    return inOrder(tools, purchase, async (tx, fresh, at) => {
      await movePurchase(tx, fresh, { event: 'refused', actor: PLATFORM_ACTOR, at, facts: {}, change: { lastOutcome: outcome.code } })
      await endLines(tx, tools, { purchase: fresh, at, reason: outcome.reason })
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
  if (found.every(isClosedUnpaid)) return false
  await inOrder(tools, purchase, (tx, fresh, at) =>
    linkUpstreamOrders(tx, tools, { purchase: fresh, event: 'foundExisting', made: found, failed: [], at }),
  )
  return true
}
