import { lineAmounts, linePosting } from '../ledger/line-postings.ts'
import { canDo } from '../machine/machine.ts'
import { moveLine, movePurchase } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { lineMachine } from './line-machine.ts'
import type { OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'
import { isStoppable } from './purchase-machine.ts'
import { cancelBeforePurchase } from './quantities.ts'
import { touchOrder } from './touch-order.ts'

/**
 * Free until the purchase is paid upstream: every line that can still be stopped is, and its hold goes back. Lines already
 * bought stay and need a refund; when no line can be stopped the order refuses with the moves that are allowed (domain.md 4.3).
 */
export function createCancelOrder({ clock, ids }: { clock: Clock; ids: Ids }): Commands['cancelOrder'] {
  return async (tx, input) => {
    const order = ownedBy(await tx.orders.lock(input.orderId), input.tenant, input.orderId)
    const lines = await tx.lines.lockOfOrder(order.id)
    const purchases = await lockPurchases(tx, order.id)
    const at = clock.now()
    const stoppable = lines.filter((line) => canDo(lineMachine, line.state, 'cancel') && isFree(line, purchases))
    if (stoppable.length === 0)
      throw new Refusal('order.move_not_allowed', {
        id: order.id,
        event: 'cancel',
        states: lines.map((line) => line.state),
        allowed: ['requestRefund'],
      })
    for (const line of stoppable) {
      await moveLine(tx, line, {
        event: 'cancel',
        actor: input.actor,
        at,
        facts: { purchaseStoppable: true },
        reason: input.reason,
        change: {
          ...cancelBeforePurchase(line, line.notYetPurchased),
          refundedMinor: line.state === 'PENDING_PAYMENT' ? 0n : line.totalMinor,
        },
        postings: {
          releaseHold: linePosting('releaseHold', line, { ids, at, amounts: { held: lineAmounts(line, order.currency).total } }),
        },
      })
    }
    await stopPurchases(tx, purchases, stoppable, { actor: input.actor, at })
    const saved = await touchOrder(tx, order, {
      at,
      event: 'order.cancelled',
      payload: { lineIds: stoppable.map((line) => line.id), reason: input.reason },
    })
    return { order: saved, lines: await tx.lines.listOfOrder(order.id) }
  }
}

/** A worker claims a purchase without the order's lock: only the locked row says whether a call is under way. */
async function lockPurchases(tx: Transaction, orderId: string): Promise<Purchase[]> {
  const locked: Purchase[] = []
  for (const { id } of await tx.purchases.listOfOrder(orderId)) locked.push(existing(await tx.purchases.lock(id), id))
  return locked
}

/** Nothing sent upstream yet for this line, or sent and certainly unpaid. */
function isFree(line: OrderLine, purchases: Purchase[]): boolean {
  const purchase = purchases.find((candidate) => candidate.id === line.purchaseId)
  return purchase === undefined || isStoppable(purchase.state)
}

async function stopPurchases(
  tx: Transaction,
  purchases: Purchase[],
  stopped: OrderLine[],
  by: { actor: Parameters<typeof movePurchase>[2]['actor']; at: Date },
): Promise<void> {
  for (const purchase of purchases) {
    if (!stopped.some((line) => line.purchaseId === purchase.id) || !isStoppable(purchase.state)) continue
    await movePurchase(tx, purchase, { event: 'cancel', actor: by.actor, at: by.at, facts: {} })
  }
}
