import { movePurchase } from '../moves/bindings.ts'
import type { Transaction, UnitOfWork } from '../ports.ts'
import type { OpenRefundTools } from '../refunds/request-refund.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import { existing } from '../shared/owned-by.ts'
import { RetryLater } from '../shared/retry-later.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import { closePurchase } from './close-purchase.ts'
import { confirmPaid } from './confirm-paid.ts'
import { isClosedUnpaid, isPaid } from './match-lines.ts'
import type { Purchase } from './purchase.ts'

export type CancelPurchaseTools = OpenRefundTools & { uow: UnitOfWork; upstreamFor(livemode: boolean): Upstream1688 }

/** 1688 refuses a cancel sooner than ten seconds after the order was made (domain.md 3.1). */
const TOO_SOON_MS = 10_000

/**
 * Closes the unpaid order upstream; whatever came of the call, the order's own status is the answer. Only now its lines end: closed
 * releases their holds, paid meanwhile captures them.
 */
export function createCancelPurchase(tools: CancelPurchaseTools): (purchaseId: string) => Promise<void> {
  return async (purchaseId) => {
    const purchase = existing(await tools.uow.run((tx) => tx.purchases.find(purchaseId)), purchaseId)
    if (purchase.state !== 'CANCELLING' || purchase.upstreamOrderId === null) return
    const upstream = tools.upstreamFor(purchase.livemode)
    const outcome = await upstream.cancelOrder(purchase.upstreamOrderId, 'buyerCancel')
    if (outcome.kind === 'refused' && outcome.reason === 'tooSoon') throw new RetryLater('1688 closes no order this young', TOO_SOON_MS)
    const order = await upstream.getOrder(purchase.upstreamOrderId)
    if (order === undefined || order.status === 'awaitingPayment') throw new RetryLater('the order is still open upstream', 2_000)
    await tools.uow.run(async (tx) => {
      await tx.orders.lock(purchase.orderId)
      const fresh = existing(await tx.purchases.lock(purchaseId), purchaseId)
      if (fresh.state === 'CANCELLING') await conclude(tx, tools, fresh, order)
    })
  }
}

async function conclude(tx: Transaction, tools: CancelPurchaseTools, purchase: Purchase, upstream: UpstreamOrder): Promise<void> {
  const at = tools.clock.now()
  if (isClosedUnpaid(upstream)) return closePurchase(tx, tools, { purchase, upstream, at })
  // Somebody paid it first: its lines still hold the partner's money for it, so it is bought after all, and claimed back if it may be.
  if (isPaid(upstream)) return confirmPaid(tx, tools, { purchase, order: upstream, at })
  const change = { upstreamStatus: upstream.rawStatus }
  await movePurchase(tx, purchase, { event: 'cancelRefused', actor: PLATFORM_ACTOR, at, facts: {}, change })
}
