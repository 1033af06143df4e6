import { movePurchase } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import { endLines } from './end-lines.ts'
import type { OrderLine, StopAsked } from './order.ts'
import type { Purchase } from './purchase.ts'
import { isSentUpstream } from './purchase-machine.ts'
import { stopLine } from './stop-line.ts'

type Tools = { ids: Ids }
type Stopping = { lines: OrderLine[]; stop: StopAsked; purchases: Purchase[]; at: Date }

/**
 * Stops lines that are not bought. What was never sent ends at once; a line whose order exists upstream is only marked, and ends when
 * 1688 shows that order closed, because until then it can still be paid. Purchases are to be locked. Answers the lines that ended.
 */
export async function stopLines(tx: Transaction, tools: Tools, { lines, stop, purchases, at }: Stopping): Promise<OrderLine[]> {
  const ended: OrderLine[] = []
  for (const line of lines) {
    const purchase = purchases.find((candidate) => candidate.id === line.purchaseId)
    if (purchase !== undefined && isSentUpstream(purchase.state)) {
      await tx.lines.update({ ...line, stopAsked: stop, updatedAt: at })
    } else {
      const order = existing(await tx.orders.find(line.orderId), line.orderId)
      ended.push(await stopLine(tx, tools, { order, line, stop, at }))
    }
  }
  for (const purchase of purchases.filter(({ id }) => lines.some((line) => line.purchaseId === id)))
    await movePurchase(tx, purchase, { event: 'cancel', actor: stop.actor, at, facts: {}, reason: stop.reason })
  return ended
}

/** 1688 shows the order closed and unpaid: lines that were to be stopped are, the others have failed; every hold goes back. */
export async function closePurchase(
  tx: Transaction,
  tools: Tools,
  closed: { purchase: Purchase; upstream: UpstreamOrder; at: Date },
): Promise<void> {
  const { purchase, upstream, at } = closed
  await movePurchase(tx, purchase, {
    event: 'closed',
    actor: PLATFORM_ACTOR,
    at,
    facts: {},
    change: { upstreamStatus: upstream.rawStatus },
  })
  await endLines(tx, tools, { purchase, at, reason: upstream.closeReason ?? 'closed' })
}
