import { canDo, isFinal } from '../machine/machine.ts'
import { movePurchase } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import { buyAgain } from './buy-again.ts'
import { endLines } from './end-lines.ts'
import type { OrderLine, StopAsked } from './order.ts'
import type { Purchase } from './purchase.ts'
import { isSentUpstream, purchaseMachine } from './purchase-machine.ts'
import { stopLine } from './stop-line.ts'
import { touchOrder } from './touch-order.ts'

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
  for (const purchase of purchases.filter(({ id }) => lines.some((line) => line.purchaseId === id))) {
    const moved = await movePurchase(tx, purchase, { event: 'cancel', actor: stop.actor, at, facts: {}, reason: stop.reason })
    // What of it was not stopped is still wanted; a purchase that stands upstream first has to be closed there.
    if (isFinal(purchaseMachine, moved.state)) await buyAgain(tx, tools, { purchase: moved, at })
  }
  return ended
}

/**
 * 1688 shows the order closed and unpaid. Closed by ourselves for some of its lines, the others are bought anew; closed for time while
 * a price is asked about, the question stays open (O8); otherwise the seller will not sell, and its lines have failed (O9). Lines that
 * were to be stopped are, and every hold that ends goes back.
 */
export async function closePurchase(
  tx: Transaction,
  tools: Tools,
  closed: { purchase: Purchase; upstream: UpstreamOrder; at: Date },
): Promise<void> {
  const { purchase, upstream, at } = closed
  const isLapsed = upstream.closedBy === 'timeout' && canDo(purchaseMachine, purchase.state, 'lapsed')
  const isOurs = purchase.state === 'CANCELLING' && upstream.closedBy !== 'seller'
  const change = { upstreamStatus: upstream.rawStatus, lastOutcome: `closed: ${upstream.closeReason ?? upstream.rawStatus}` }
  const event = isLapsed ? 'lapsed' : 'closed'
  const moved = await movePurchase(tx, purchase, { event, actor: PLATFORM_ACTOR, at, facts: {}, change })
  if (isLapsed) return tellLapsed(tx, moved, at)
  const only = isOurs ? ({ stopAsked }: OrderLine) => stopAsked !== null : () => true
  await endLines(tx, tools, { purchase: moved, at, reason: upstream.closeReason ?? 'closed', only })
  if (isOurs) await buyAgain(tx, tools, { purchase: moved, at })
}

/** The partner may still say yes or no; a yes buys at the price of that moment, asking again if it is another one. */
async function tellLapsed(tx: Transaction, purchase: Purchase, at: Date): Promise<void> {
  const order = existing(await tx.orders.find(purchase.orderId), purchase.orderId)
  const asked = (await tx.lines.lockOfPurchase(purchase.id)).filter(({ priceAsk }) => priceAsk !== null)
  const answerBefore = asked[0]?.priceAnswerBy?.toISOString() ?? null
  const payload = { lineIds: asked.map(({ id }) => id), answerBefore }
  await touchOrder(tx, order, { at, event: 'order.price_offer_lapsed', payload })
}
