import { moveLine } from '../moves/bindings.ts'
import { cancelBeforePurchase } from '../orders/quantities.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'

/** An order nobody paid in time is cancelled (domain.md O4); one paid meanwhile is left alone. */
export function createExpireUnpaidOrder({ clock }: { clock: Clock }) {
  return async (tx: Transaction, orderId: string): Promise<void> => {
    const order = existing(await tx.orders.lock(orderId), orderId)
    const at = clock.now()
    const lines = (await tx.lines.lockOfOrder(orderId)).filter((line) => line.state === 'PENDING_PAYMENT')
    if (lines.length === 0 || order.payBefore > at) return
    const facts = { now: at, deadlineAt: order.payBefore }
    for (const line of lines) {
      await moveLine(tx, line, {
        event: 'expire',
        actor: SYSTEM_ACTOR,
        at,
        facts,
        change: cancelBeforePurchase(line, line.notYetPurchased),
      })
    }
    await touchOrder(tx, order, {
      at,
      event: 'order.cancelled',
      payload: { reason: 'not paid in time', lineIds: lines.map((line) => line.id) },
    })
  }
}
