import { movePurchase } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { PLATFORM_ACTOR } from '../shared/actor.ts'
import type { Ids } from '../shared/ids.ts'
import type { LineRefusal } from '../upstream/order.ts'
import { endLines } from './end-lines.ts'
import { type Goods, isOf } from './match-lines.ts'
import type { OrderLine } from './order.ts'
import { newPurchase, type Purchase } from './purchase.ts'

type Tools = { ids: Ids }

/** An upstream order and what it holds; one alone holds everything, so nobody asks. */
export type MadeOrder = { upstreamOrderId: string; lines: Goods[] }
type Linked = { purchase: Purchase; event: 'created' | 'foundExisting'; made: MadeOrder[]; failed: LineRefusal[]; at: Date }

/**
 * 1688 took the order, maybe as several: each gets a purchase of its own with its own lines, so that one can be paid while another
 * is closed (reference 5.2). Lines it refused fail here, in the same transaction.
 */
export async function linkUpstreamOrders(tx: Transaction, tools: Tools, result: Linked): Promise<void> {
  const [first, ...others] = result.made
  if (first === undefined) throw new Error('an accepted create names at least one order')
  const { purchase, at } = result
  let keptFen = purchase.expectedFen
  for (const order of others) keptFen -= await splitOff(tx, tools, { purchase, order, at })
  await movePurchase(tx, purchase, {
    event: result.event,
    actor: PLATFORM_ACTOR,
    at,
    facts: {},
    change: { upstreamOrderId: first.upstreamOrderId, expectedFen: keptFen, lastOutcome: 'created' },
  })
  if (result.failed.length > 0) {
    const isFailed = (line: OrderLine) =>
      result.failed.some((entry) => entry.offerId === line.offerId && (entry.specId === null || entry.specId === line.specId))
    await endLines(tx, tools, { purchase, at, reason: result.failed[0]?.reason ?? 'other', only: isFailed })
  }
}

/** A purchase for a further order of a split, with the lines that went into it; answers what was quoted for them, in fen. */
async function splitOff(tx: Transaction, tools: Tools, split: { purchase: Purchase; order: MadeOrder; at: Date }): Promise<bigint> {
  const { purchase, order, at } = split
  const lines = (await tx.lines.lockOfPurchase(purchase.id)).filter((line) => order.lines.some((goods) => isOf(line, goods)))
  const nothing = { ...purchase, goodsFen: 0n, domesticFreightFen: 0n }
  const sibling = newPurchase({
    id: tools.ids.next('pch'),
    order: { ...purchase, id: purchase.orderId },
    lines: lines.length > 0 ? lines : [nothing],
    at,
  })
  const { upstreamOrderId } = order
  await tx.purchases.insert({ ...sibling, state: 'CREATED', upstreamOrderId, lastOutcome: `split from ${purchase.id}` })
  for (const line of lines) await tx.lines.update({ ...line, purchaseId: sibling.id, updatedAt: at })
  await tx.outbox.addJob('purchase-order', { id: sibling.id })
  return sibling.expectedFen
}
