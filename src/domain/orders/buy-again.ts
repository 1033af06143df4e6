import type { Transaction } from '../ports.ts'
import type { Ids } from '../shared/ids.ts'
import { isUnbought } from './match-lines.ts'
import type { OrderLine } from './order.ts'
import { newPurchase, type Purchase } from './purchase.ts'

type Again = { purchase: Purchase; at: Date; only?: (line: OrderLine) => boolean }

/**
 * The order upstream is closed and some of its lines are still wanted: they get a purchase of their own, under a number 1688 has not
 * seen yet. Answers how many lines; does nothing without any. The order must be locked.
 */
export async function buyAgain(tx: Transaction, { ids }: { ids: Ids }, { purchase, at, only = () => true }: Again): Promise<number> {
  const lines = (await tx.lines.lockOfPurchase(purchase.id)).filter((line) => isUnbought(line) && line.stopAsked === null && only(line))
  if (lines.length === 0) return 0
  const next = newPurchase({ id: ids.next('pch'), order: { ...purchase, id: purchase.orderId }, lines, at })
  await tx.purchases.insert({ ...next, lastOutcome: `instead of ${purchase.id}` })
  for (const line of lines) await tx.lines.update({ ...line, purchaseId: next.id, updatedAt: at })
  await tx.outbox.addJob('purchase-order', { id: next.id })
  return lines.length
}
