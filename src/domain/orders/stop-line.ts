import { settleIncoming } from '../credit/settle-incoming.ts'
import { lineAmounts, linePosting } from '../ledger/line-postings.ts'
import { moveLine } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { Ids } from '../shared/ids.ts'
import type { AgentOrder, OrderLine, StopAsked } from './order.ts'
import { cancelBeforePurchase } from './quantities.ts'

/** The columns of a line about which nothing is open any more. */
export const NOTHING_ASKED = { priceAsk: null, priceAnswerBy: null, stopAsked: null } as const

type Stop = { order: AgentOrder; line: OrderLine; stop: StopAsked; at: Date }

/** Ends a line nothing was or will be paid for upstream: its hold goes back in full, and history names who asked for it. */
export async function stopLine(tx: Transaction, { ids }: { ids: Ids }, { order, line, stop, at }: Stop): Promise<OrderLine> {
  const deadline = line.priceAnswerBy === null ? {} : { deadlineAt: line.priceAnswerBy }
  const stopped = await moveLine(tx, line, {
    event: stop.event,
    actor: stop.actor,
    at,
    facts: { purchaseStoppable: true, now: at, ...deadline },
    reason: stop.reason,
    change: {
      ...cancelBeforePurchase(line, line.notYetPurchased),
      refundedMinor: line.state === 'PENDING_PAYMENT' ? 0n : line.totalMinor,
      ...NOTHING_ASKED,
    },
    postings: { releaseHold: linePosting('releaseHold', line, { ids, at, amounts: { held: lineAmounts(line, order.currency).total } }) },
  })
  const back = { amountMinor: line.state === 'PENDING_PAYMENT' ? 0n : line.totalMinor, source: { type: 'order', id: order.id } } as const
  await settleIncoming(tx, { ids }, { tenant: order, currency: order.currency, at, back })
  return stopped
}
