import { reopenDecision } from '../inspections/reopen-decision.ts'
import { moveRefund } from '../moves/bindings.ts'
import { settleException } from '../orders/settle-exception.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { goOn } from '../refunds/add-refund-evidence.ts'
import { evidenceLacking } from '../refunds/review-refund.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'

/** The evidence a claim lacks did not come in time: it is closed (domain.md 10.2), unless the bench has taken it meanwhile. */
export function createExpireEvidence({ clock, rules }: { clock: Clock; rules: RuleBook }) {
  return async (tx: Transaction, refundId: string): Promise<void> => {
    const known = existing(await tx.refunds.find(refundId), refundId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const refund = existing(await tx.refunds.lock(refundId), refundId)
    const at = clock.now()
    if (refund.state !== 'NEEDS_EVIDENCE' || refund.deadlineAt === null || refund.deadlineAt > at) return
    if ((await evidenceLacking(tx, refund)).length === 0) {
      await goOn(tx, { rules }, { refund, actor: SYSTEM_ACTOR, at })
    } else {
      const facts = { now: at, deadlineAt: refund.deadlineAt }
      const closed = await moveRefund(tx, refund, { event: 'expire', actor: SYSTEM_ACTOR, at, facts, reason: 'evidence not given in time' })
      await reopenDecision(tx, closed, at)
      await settleException(tx, existing(await tx.lines.lock(refund.lineId), refund.lineId), { actor: SYSTEM_ACTOR, at })
    }
    await touchOrder(tx, order, { at })
  }
}
