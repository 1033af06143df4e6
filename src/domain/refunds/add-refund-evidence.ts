import { attachFiles, requireOwnFile } from '../files/attach-files.ts'
import { canDo } from '../machine/machine.ts'
import { moveRefund } from '../moves/bindings.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { Actor } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { limitsOf } from './limits-of.ts'
import { requireAskedFor } from './reasons.ts'
import type { RefundCase } from './refund-case.ts'
import { refundMachine } from './refund-machine.ts'
import { evidenceLacking, reviewRefund } from './review-refund.ts'

/**
 * Hands in what a claim lacks: part of it is kept and the rest waited for, all of it lets the claim go on. Throws
 * `refund.move_not_allowed` for a claim that asks for nothing, `resource.not_found` for a picture of somebody else's.
 */
export function createAddRefundEvidence({ clock, rules }: { clock: Clock; rules: RuleBook }): Commands['addRefundEvidence'] {
  return async (tx, input) => {
    const known = ownedBy(await tx.refunds.find(input.refundId), input.tenant, input.refundId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const refund = existing(await tx.refunds.lock(known.id), known.id)
    if (!canDo(refundMachine, refund.state, 'addEvidence'))
      throw new Refusal('refund.move_not_allowed', { id: refund.id, event: 'addEvidence', state: refund.state })
    for (const { fileId, item } of input.items) {
      await requireOwnFile(tx, input.tenant, fileId)
      requireAskedFor(refund.reasonCode, item)
    }
    const at = clock.now()
    const kept = {
      ...refund,
      evidenceItems: [...refund.evidenceItems, ...input.items],
      evidenceFileIds: [...new Set([...refund.evidenceFileIds, ...input.items.map(({ fileId }) => fileId)])],
    }
    const missing = await evidenceLacking(tx, kept)
    const saved =
      missing.length > 0
        ? await tx.refunds.update({ ...kept, missingEvidence: missing, updatedAt: at })
        : await goOn(tx, { rules }, { refund: kept, actor: input.actor, at })
    await attachFiles(
      tx,
      input.items.map(({ fileId }) => fileId),
      refund.id,
    )
    await touchOrder(tx, order, { at })
    return saved
  }
}

/** The evidence is complete: the case is submitted anew and judged like a new one. The order must be locked. */
export async function goOn(
  tx: Transaction,
  tools: { rules: RuleBook },
  { refund, actor, at }: { refund: RefundCase; actor: Actor; at: Date },
): Promise<RefundCase> {
  const { evidenceItems, evidenceFileIds } = refund
  const submitted = await moveRefund(tx, refund, {
    event: 'addEvidence',
    actor,
    at,
    facts: { missingEvidence: [] },
    change: { evidenceItems, evidenceFileIds, missingEvidence: [], deadlineAt: null },
    evidence: evidenceItems.map(({ fileId }) => fileId),
  })
  const line = existing(await tx.lines.lock(refund.lineId), refund.lineId)
  return reviewRefund(tx, tools, { refund: submitted, limits: limitsOf(submitted, line, await tx.refunds.listOfLine(line.id)), at })
}
