import { canDo } from '../machine/machine.ts'
import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { stopLines } from './close-purchase.ts'
import { lineMachine } from './line-machine.ts'
import type { OrderLine, StopAsked } from './order.ts'
import type { Purchase } from './purchase.ts'
import { isStoppable } from './purchase-machine.ts'
import { touchOrder } from './touch-order.ts'

/**
 * Free until the purchase is paid upstream: every line that can still be stopped is, and its hold goes back, once its order upstream
 * is closed if there is one. Lines already bought stay and need a refund; when no line can be stopped the order refuses with the
 * moves that are allowed (domain.md 4.3).
 */
export function createCancelOrder({ clock, ids }: { clock: Clock; ids: Ids }): Commands['cancelOrder'] {
  return async (tx, input) => {
    const order = ownedBy(await tx.orders.lock(input.orderId), input.tenant, input.orderId)
    const lines = await tx.lines.lockOfOrder(order.id)
    const purchases = await lockPurchases(tx, order.id)
    const at = clock.now()
    const isStopping = lines.some((line) => line.stopAsked !== null)
    const stoppable = lines.filter((line) => canDo(lineMachine, line.state, 'cancel') && isFree(line, purchases))
    if (stoppable.length === 0 && isStopping) return { order, lines: await tx.lines.listOfOrder(order.id) }
    if (stoppable.length === 0)
      throw new Refusal('order.move_not_allowed', {
        id: order.id,
        event: 'cancel',
        states: lines.map((line) => line.state),
        allowed: ['requestRefund'],
      })
    const stop: StopAsked = { event: 'cancel', actor: input.actor, reason: input.reason, at: at.toISOString() }
    const ended = await stopLines(tx, { ids }, { lines: stoppable, stop, purchases, at })
    const lineIds = ended.map((line) => line.id)
    const said = lineIds.length === 0 ? {} : { event: 'order.cancelled' as const, payload: { lineIds, reason: input.reason } }
    const saved = await touchOrder(tx, order, { at, ...said })
    return { order: saved, lines: await tx.lines.listOfOrder(order.id) }
  }
}

/** A worker claims a purchase without the order's lock: only the locked row says whether a call is under way. */
export async function lockPurchases(tx: Transaction, orderId: string): Promise<Purchase[]> {
  const locked: Purchase[] = []
  for (const { id } of await tx.purchases.listOfOrder(orderId)) locked.push(existing(await tx.purchases.lock(id), id))
  return locked
}

/** Nothing sent upstream yet for this line, or sent and certainly unpaid. */
function isFree(line: OrderLine, purchases: Purchase[]): boolean {
  const purchase = purchases.find((candidate) => candidate.id === line.purchaseId)
  return purchase === undefined || isStoppable(purchase.state)
}
