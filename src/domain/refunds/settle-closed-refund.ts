import { carryOutDecision, type DecisionTools } from '../inspections/decide-inspection.ts'
import { inspectionMachine } from '../inspections/inspection-machine.ts'
import { canDo } from '../machine/machine.ts'
import { moveInspection, moveRefund } from '../moves/bindings.ts'
import type { AgentOrder } from '../orders/order.ts'
import { settleException } from '../orders/settle-exception.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import type { Actor } from '../shared/actor.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { handOf } from './compensation-hand.ts'
import { limitsOf } from './limits-of.ts'
import type { RefundCase } from './refund-case.ts'

export type SettleTools = DecisionTools & { rates: RateBook }

/**
 * The desk ends a claim that 1688 has closed (domain.md 10.2): without money, or with ours, up to what is left of the line; and if told
 * so, puts the units that lie on hold for it into stock as they are. Otherwise their owner decides on them (7.6). More than one hand may
 * pay waits on the claim for a second person. Throws `refund.nothing_on_hold`, `refund.compensation_pending` and the refusals of 10.10.
 */
export function createSettleClosedRefund(tools: SettleTools): Commands['settleClosedRefund'] {
  return async (tx, input) => {
    const { actor, compensationMinor, keepGoods, reason } = input
    const { order, refund } = await lockClaim(tx, input.refundId)
    const at = tools.clock.now()
    if (refund.compensationProposal !== null) throw new Refusal('refund.compensation_pending', { id: refund.id })
    if (compensationMinor === null) return endClaim(tx, tools, { order, refund, actor, at, keepGoods, reason, compensation: null })
    const hand = await handOf(tx, tools, { refund, compensationMinor, makerId: actor.id, at })
    const compensation = { compensationMinor, valueFen: hand.valueFen, makerId: actor.id, checkerId: null }
    if (hand.isEnough) return endClaim(tx, tools, { order, refund, actor, at, keepGoods, reason, compensation })
    const facts = await payableFacts(tx, refund, compensationMinor)
    const compensationProposal = { compensationMinor, valueFen: hand.valueFen, keepGoods, reason, makerId: actor.id, at: at.toISOString() }
    const by = { actor, at, reason, facts: { ...facts, reason } }
    const proposed = await moveRefund(tx, refund, { ...by, event: 'proposeCompensation', change: { compensationProposal } })
    await touchOrder(tx, order, { at })
    return proposed
  }
}

/** A claim and what it belongs to, locked in the order of all. */
export async function lockClaim(tx: Transaction, refundId: string): Promise<{ order: AgentOrder; refund: RefundCase }> {
  const known = existing(await tx.refunds.find(refundId), refundId)
  const order = existing(await tx.orders.lock(known.orderId), known.orderId)
  const refund = existing(await tx.refunds.lock(known.id), known.id)
  existing(await tx.lines.lock(refund.lineId), refund.lineId)
  return { order, refund }
}

type Ending = {
  order: AgentOrder
  refund: RefundCase
  actor: Actor
  at: Date
  keepGoods: boolean
  reason: string
  compensation: { compensationMinor: bigint; valueFen: bigint | null; makerId: string; checkerId: string | null } | null
}

/** Ends the claim, by one person or by the second of two; the caller has locked it. */
export async function endClaim(tx: Transaction, tools: DecisionTools, ending: Ending): Promise<RefundCase> {
  const { order, refund, actor, at, keepGoods, reason, compensation } = ending
  const outcome = compensation === null ? ('CLOSED' as const) : ('COMPENSATED' as const)
  const paid = compensation === null ? { compensationMinor: null } : { ...compensation, settledAt: at.toISOString() }
  const change = { settlement: { outcome, keptGoods: keepGoods, reason, ...paid }, compensationProposal: null, deadlineAt: null }
  const facts =
    compensation === null ? {} : { ...(await payableFacts(tx, refund, compensation.compensationMinor)), ...eyesOf(compensation) }
  const by = { actor, at, reason, facts: { ...facts, reason }, change }
  const settled = await moveRefund(tx, refund, { ...by, event: outcome === 'CLOSED' ? 'close' : 'compensate' })
  if (keepGoods) await keepAsIs(tx, tools, { refund, actor, at, reason })
  await settleException(tx, existing(await tx.lines.lock(refund.lineId), refund.lineId), { actor, at })
  await touchOrder(tx, order, { at })
  return settled
}

/** One hand is enough where nobody was asked; otherwise the one who agrees is another. */
function eyesOf({ makerId, checkerId }: { makerId: string; checkerId: string | null }) {
  return checkerId === null ? { needsSecond: false } : { needsSecond: true, makerId, actorId: checkerId }
}

async function payableFacts(tx: Transaction, refund: RefundCase, compensationMinor: bigint) {
  const line = existing(await tx.lines.find(refund.lineId), refund.lineId)
  const limits = limitsOf(refund, line, await tx.refunds.listOfLine(line.id))
  return { ...limits, quantity: 0, amount: money(compensationMinor, refund.currency) }
}

type Keeping = { refund: RefundCase; actor: Actor; at: Date; reason: string }

/** The decision that was put to the partner again when the claim came to nothing, taken by the desk. */
async function keepAsIs(tx: Transaction, tools: DecisionTools, { refund, actor, at, reason }: Keeping): Promise<void> {
  const inspection = refund.inspectionId === null ? undefined : await tx.inspections.lock(refund.inspectionId)
  const line = existing(await tx.lines.lock(refund.lineId), refund.lineId)
  if (inspection === undefined || line.failedOnHold === 0 || !canDo(inspectionMachine, inspection.state, 'decide'))
    throw new Refusal('refund.nothing_on_hold', { id: refund.id })
  const decision = 'ACCEPT_AS_IS' as const
  const decided = await moveInspection(tx, inspection, {
    event: 'decide',
    actor,
    at,
    facts: { now: at, decisionOffered: true },
    reason,
    change: { decision, decidedAt: at },
  })
  await carryOutDecision(tx, tools, { decision, actor, note: reason, amountMinor: null, inspection: decided, line, at })
}
