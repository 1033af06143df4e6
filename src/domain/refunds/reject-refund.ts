import { reopenDecision } from '../inspections/reopen-decision.ts'
import { moveRefund } from '../moves/bindings.ts'
import { settleException } from '../orders/settle-exception.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'

/** The desk turns a claim down and says why; the partner may appeal once (domain.md 10.2). */
export function createRejectRefund({ clock }: { clock: Clock }): Commands['rejectRefund'] {
  return async (tx, input) => {
    const known = existing(await tx.refunds.find(input.refundId), input.refundId)
    await tx.orders.lock(known.orderId)
    const refund = existing(await tx.refunds.lock(input.refundId), input.refundId)
    const at = clock.now()
    const rejected = await moveRefund(tx, refund, {
      event: 'reject',
      actor: input.actor,
      at,
      facts: { reason: input.reason },
      reason: input.reason,
      change: { rejectReason: input.reason },
    })
    await reopenDecision(tx, rejected, at)
    await settleException(tx, existing(await tx.lines.lock(refund.lineId), refund.lineId), { actor: input.actor, at })
    return rejected
  }
}
