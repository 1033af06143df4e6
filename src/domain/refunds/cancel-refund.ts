import { reopenDecision } from '../inspections/reopen-decision.ts'
import { moveRefund } from '../moves/bindings.ts'
import { settleException } from '../orders/settle-exception.ts'
import type { Clock } from '../shared/clock.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'

/** The partner withdraws: at once before filing, through 1688 afterwards, not any more once the return is on its way (10.2). */
export function createCancelRefund({ clock }: { clock: Clock }): Commands['cancelRefund'] {
  return async (tx, input) => {
    const known = ownedBy(await tx.refunds.find(input.refundId), input.tenant, input.refundId)
    await tx.orders.lock(known.orderId)
    const refund = existing(await tx.refunds.lock(known.id), known.id)
    const at = clock.now()
    const cancelled = await moveRefund(tx, refund, { event: 'cancel', actor: input.actor, at, facts: {} })
    await reopenDecision(tx, cancelled, at)
    await settleException(tx, existing(await tx.lines.lock(refund.lineId), refund.lineId), { actor: input.actor, at })
    return cancelled
  }
}
