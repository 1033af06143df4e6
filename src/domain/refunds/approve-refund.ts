import { moveRefund } from '../moves/bindings.ts'
import type { Clock } from '../shared/clock.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'
import { isUpstreamFunded } from './refund-types.ts'

/** The after-sales desk lets a reviewed claim go on: upstream, or to payout when we pay ourselves. */
export function createApproveRefund({ clock }: { clock: Clock }): Commands['approveRefund'] {
  return async (tx, input) => {
    const refund = existing(await tx.refunds.lock(input.refundId), input.refundId)
    const line = existing(await tx.lines.find(refund.lineId), refund.lineId)
    const fundedBy = isUpstreamFunded(refund.type) ? 'upstream' : 'agent'
    return moveRefund(tx, refund, {
      event: fundedBy === 'upstream' ? 'file' : 'approveOwnFunds',
      actor: input.actor,
      at: clock.now(),
      facts: {
        fundedBy,
        amount: money(refund.requestedMinor, refund.currency),
        refundable: money(line.totalMinor - line.refundedMinor, refund.currency),
        quantity: refund.quantity,
        refundableQuantity: line.ordered - line.refunded,
        components: [],
      },
      change: fundedBy === 'agent' ? {} : { filedAttemptAt: null },
    })
  }
}
