import { moveRefund } from '../moves/bindings.ts'
import { touchOrder } from '../orders/touch-order.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { endClaim, lockClaim, type SettleTools } from './settle-closed-refund.ts'

/**
 * The second person agrees to compensation above the limit of one hand, or not; the first may take it back. Whoever proposed it cannot
 * agree to it: here, and by a check of the schema. Throws `refund.nothing_proposed` and the refusals of four eyes.
 */
export function createDecideCompensation(tools: SettleTools): Commands['decideCompensation'] {
  return async (tx, { actor, refundId, decision, reason }) => {
    const { order, refund } = await lockClaim(tx, refundId)
    const proposal = refund.compensationProposal
    if (proposal === null) throw new Refusal('refund.nothing_proposed', { id: refund.id })
    const at = tools.clock.now()
    if (decision === 'approve') {
      const { compensationMinor, valueFen, makerId, keepGoods } = proposal
      const compensation = { compensationMinor, valueFen, makerId, checkerId: actor.id }
      return endClaim(tx, tools, { order, refund, actor, at, keepGoods, reason: proposal.reason, compensation })
    }
    const facts = { needsSecond: true, makerId: proposal.makerId, actorId: actor.id, reason: reason ?? '' }
    const event = decision === 'reject' ? 'rejectCompensation' : 'withdrawCompensation'
    const moved = await moveRefund(tx, refund, { event, actor, at, reason, facts, change: { compensationProposal: null } })
    await touchOrder(tx, order, { at })
    return moved
  }
}
