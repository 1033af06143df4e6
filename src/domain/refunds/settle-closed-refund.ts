import { carryOutDecision, type DecisionTools } from '../inspections/decide-inspection.ts'
import { inspectionMachine } from '../inspections/inspection-machine.ts'
import { canDo } from '../machine/machine.ts'
import { moveInspection, moveRefund } from '../moves/bindings.ts'
import { settleException } from '../orders/settle-exception.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { limitsOf } from './limits-of.ts'
import type { RefundCase } from './refund-case.ts'

/**
 * The desk ends a claim that 1688 has closed (domain.md 10.2): without money, or with ours, up to what is left of the line; and if told
 * so, puts the units that lie on hold for it into stock as they are. Otherwise their owner decides on them (7.6). Throws
 * `refund.nothing_on_hold` and the refusals of 10.10.
 */
export function createSettleClosedRefund(tools: DecisionTools): Commands['settleClosedRefund'] {
  return async (tx, input) => {
    const { actor, compensationMinor, keepGoods, reason } = input
    const known = existing(await tx.refunds.find(input.refundId), input.refundId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const refund = existing(await tx.refunds.lock(known.id), known.id)
    const line = existing(await tx.lines.lock(refund.lineId), refund.lineId)
    const at = tools.clock.now()
    const outcome = compensationMinor === null ? ('CLOSED' as const) : ('COMPENSATED' as const)
    const change = { settlement: { outcome, compensationMinor, keptGoods: keepGoods, reason }, deadlineAt: null }
    const by = { actor, at, reason }
    const limits = { ...limitsOf(refund, line, await tx.refunds.listOfLine(line.id)), quantity: 0 }
    const facts = compensationMinor === null ? { reason } : { ...limits, reason, amount: money(compensationMinor, refund.currency) }
    const settled = await moveRefund(tx, refund, { ...by, event: outcome === 'CLOSED' ? 'close' : 'compensate', facts, change })
    if (keepGoods) await keepAsIs(tx, tools, { refund, actor, at, reason })
    await settleException(tx, existing(await tx.lines.lock(line.id), line.id), { actor, at })
    await touchOrder(tx, order, { at })
    return settled
  }
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
