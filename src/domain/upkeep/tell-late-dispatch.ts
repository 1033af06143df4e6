import { dispatchTerms, earliest } from '../orders/dispatch-terms.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'

/**
 * A seller has not shipped what he promised to: the partner is told once a line, and may claim it (domain.md O11, LATE_SHIPMENT). By the
 * calendar in force now, which may have put the promise off since; lines that were shipped meanwhile are left alone.
 */
export function createTellLateDispatch({ clock, rules }: { clock: Clock; rules: RuleBook }) {
  return async (tx: Transaction, purchaseId: string): Promise<void> => {
    const { orderId } = existing(await tx.purchases.find(purchaseId), purchaseId)
    const order = existing(await tx.orders.lock(orderId), orderId)
    const purchase = existing(await tx.purchases.lock(purchaseId), purchaseId)
    const at = clock.now()
    const { promiseDueAt } = purchase
    if (promiseDueAt === null || promiseDueAt >= at) return
    const lines = await tx.lines.lockOfPurchase(purchaseId)
    const terms = dispatchTerms({ lines, purchases: [purchase], at, rows: rules.rowsFor(purchase) })
    await tx.purchases.update({ ...purchase, promiseDueAt: earliest(terms.filter(({ isLate }) => !isLate)), updatedAt: at })
    // Those of before were told of before.
    const late = terms.filter((term) => term.isLate && term.at >= promiseDueAt)
    if (late.length === 0) return
    const payload = { lineIds: late.map(({ lineId }) => lineId), dueAt: earliest(late)?.toISOString() }
    await touchOrder(tx, order, { at, event: 'order.ship_promise_missed', payload })
  }
}
