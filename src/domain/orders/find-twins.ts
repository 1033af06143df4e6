import type { Transaction, UnitOfWork } from '../ports.ts'
import { paidTwin } from '../reconciliation/compare-order.ts'
import { recordFindings } from '../reconciliation/record-findings.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import { isClosedUnpaid } from './match-lines.ts'
import { ordersOf } from './orders-of.ts'
import { newPurchase, type Purchase } from './purchase.ts'
import type { PurchaseState } from './purchase-machine.ts'

export type FindTwinsTools = { uow: UnitOfWork; upstreamFor(livemode: boolean): Upstream1688; clock: Clock; ids: Ids }

/** While its own order is still looked for, whatever shows up is no twin but the order itself. */
const NOT_YET: ReadonlySet<PurchaseState> = new Set(['INTENDED', 'SUBMITTING', 'UNKNOWN'])

/**
 * Looks again for orders of a create that was given up as absent: one that took effect later than anybody waits stands beside what was
 * bought instead (1688 reference 5.1). A twin becomes a purchase without lines, which is cancelled upstream like any other that
 * nobody wants. One that is paid already only a person can get back: it stands among finance's differences from then on.
 */
export function createFindTwins(tools: FindTwinsTools): (purchaseId: string) => Promise<void> {
  return async (purchaseId) => {
    const purchase = existing(await tools.uow.run((tx) => tx.purchases.find(purchaseId)), purchaseId)
    if (purchase.unsureSince === null || NOT_YET.has(purchase.state)) return
    // Only what certainly carries our number: cancelling a stranger's order would be worse than a twin.
    const ours = (await ordersOf(tools, purchase)).filter((order) => order.outOrderId === purchase.id && !isClosedUnpaid(order))
    await tools.uow.run((tx) => adopt(tx, tools, purchase, ours))
  }
}

/** Writes down those we did not know. */
async function adopt(tx: Transaction, tools: FindTwinsTools, known: Purchase, orders: UpstreamOrder[]): Promise<void> {
  await tx.orders.lock(known.orderId)
  const purchase = existing(await tx.purchases.lock(known.id), known.id)
  const at = tools.clock.now()
  for (const order of NOT_YET.has(purchase.state) ? [] : orders) {
    if ((await tx.purchases.findByUpstreamOrder(order.upstreamOrderId)) !== undefined) continue
    const empty = { ...purchase, goodsFen: 0n, domesticFreightFen: 0n }
    const twin = newPurchase({
      id: tools.ids.next('pch'),
      order: { ...purchase, id: purchase.orderId },
      lines: [empty],
      at,
    })
    const found: Purchase = { ...twin, state: 'CREATED', upstreamOrderId: order.upstreamOrderId, lastOutcome: `twin of ${purchase.id}` }
    await tx.purchases.insert(found)
    await tx.outbox.addJob('purchase-order', { id: twin.id })
    await recordFindings(tx, tools, { findings: paidTwin(found, order), at })
  }
}
