import { settleIncoming } from '../credit/settle-incoming.ts'
import { lineAmounts, linePosting } from '../ledger/line-postings.ts'
import { moveLine } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { isUnbought } from './match-lines.ts'
import type { AgentOrder, OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'
import { cancelBeforePurchase } from './quantities.ts'
import { NOTHING_ASKED, stopLine } from './stop-line.ts'
import { touchOrder } from './touch-order.ts'

type Tools = { ids: Ids }
type Ending = { purchase: Purchase; at: Date; reason: string; only?: (line: OrderLine) => boolean }

/**
 * Nothing of a purchase's lines, or of those named, will be bought: the ones that were asked to be stopped are, the others have failed
 * (O9). Every hold goes back in full, and the partner is told of both. The order must be locked.
 */
export async function endLines(tx: Transaction, tools: Tools, { purchase, at, reason, only = () => true }: Ending): Promise<void> {
  const unbought = (await tx.lines.lockOfPurchase(purchase.id)).filter((line) => isUnbought(line) && only(line))
  const order = existing(await tx.orders.find(purchase.orderId), purchase.orderId)
  const { stopped = [], failed = [] } = Object.groupBy(unbought, ({ stopAsked }) => (stopAsked === null ? 'failed' : 'stopped'))
  for (const line of stopped) if (line.stopAsked !== null) await stopLine(tx, tools, { order, line, stop: line.stopAsked, at })
  for (const line of failed) await failLine(tx, tools, { order, line, at, reason })
  const cancelled = { reason: stopped[0]?.stopAsked?.reason ?? null, lineIds: stopped.map(({ id }) => id) }
  const told = stopped.length === 0 ? order : await touchOrder(tx, order, { at, event: 'order.cancelled', payload: cancelled })
  if (failed.length === 0) return
  await touchOrder(tx, told, { at, event: 'order.purchase_failed', payload: { reason, lineIds: failed.map(({ id }) => id) } })
}

type Failing = { order: AgentOrder; line: OrderLine; at: Date; reason: string }

async function failLine(tx: Transaction, { ids }: Tools, { order, line, at, reason }: Failing): Promise<void> {
  await moveLine(tx, line, {
    event: 'purchaseFailed',
    actor: SYSTEM_ACTOR,
    at,
    facts: {},
    reason,
    change: { ...cancelBeforePurchase(line, line.notYetPurchased), refundedMinor: line.totalMinor, ...NOTHING_ASKED },
    postings: { releaseHold: linePosting('releaseHold', line, { ids, at, amounts: { held: lineAmounts(line, order.currency).total } }) },
  })
  const back = { amountMinor: line.totalMinor, source: { type: 'order', id: order.id } } as const
  await settleIncoming(tx, { ids }, { tenant: order, currency: order.currency, at, back })
}
