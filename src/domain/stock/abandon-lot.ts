import { canDo } from '../machine/machine.ts'
import { moveLine } from '../moves/bindings.ts'
import { lineMachine } from '../orders/line-machine.ts'
import { handFacts } from '../orders/line-quantities.ts'
import type { AgentOrder, OrderLine } from '../orders/order.ts'
import { touchOrder } from '../orders/touch-order.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { isOpenClaim } from '../refunds/claim-scope.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { addMilliseconds } from '../shared/clock.ts'
import type { StockLot } from './stock-lot.ts'
import { tellOfLot } from './tell-of-lot.ts'

export type Abandonment = { order: AgentOrder; line: OrderLine; lot: StockLot; at: Date; rules: RuleBook }

/** True once the time is over and enough notices arrived, the last of them as long ago as the shortest warning is (domain.md 8). */
export function isGivenUp({ lot, at, rules }: Pick<Abandonment, 'lot' | 'at' | 'rules'>): boolean {
  return at >= firmAbandonAt(lot, rules) && lot.deliveredNotices >= requiredNotices(lot, rules)
}

/** Nothing that is promised, claimed or waits for a decision is given up. */
export async function isInNobodysWay(tx: Transaction, { line, lot }: Pick<Abandonment, 'line' | 'lot'>): Promise<boolean> {
  if (lot.reservedQuantity > 0 || !canDo(lineMachine, line.state, 'abandon')) return false
  return !(await tx.refunds.listOfLine(line.id)).some(isOpenClaim)
}

/** Gives a locked lot up (O20); its line follows when nothing else of it is anywhere. The order must be locked. */
export async function abandonLot(tx: Transaction, work: Abandonment): Promise<StockLot> {
  const { order, line, lot, at, rules } = work
  const saved = await tx.stock.update({ ...lot, abandonedAt: at, storageDueAt: null })
  await tellOfLot(tx, { lot: saved, event: 'abandon', actor: SYSTEM_ACTOR, at, reason: null, evidence: [] })
  if (await isAllGivenUp(tx, line)) {
    await moveLine(tx, line, {
      event: 'abandon',
      actor: SYSTEM_ACTOR,
      at,
      facts: {
        now: at,
        abandonAt: firmAbandonAt(lot, rules),
        deliveredNotices: lot.deliveredNotices,
        requiredNotices: requiredNotices(lot, rules),
      },
      evidence: [lot.id],
    })
  }
  await touchOrder(tx, order, { at })
  return saved
}

/** How many notices it takes for this lot. */
export function requiredNotices(lot: StockLot, rules: RuleBook): number {
  return valueAt('abandonment', lot.storedAt, rules.rowsFor(lot)).deliveredNotices
}

function firmAbandonAt(lot: StockLot, rules: RuleBook): Date {
  if (lot.lastNoticeAt === null) return lot.abandonAt
  const { beforeMs } = valueAt('storageNotices', lot.storedAt, rules.rowsFor(lot))
  const heard = addMilliseconds(lot.lastNoticeAt, Math.min(...beforeMs))
  return heard > lot.abandonAt ? heard : lot.abandonAt
}

async function isAllGivenUp(tx: Transaction, line: OrderLine): Promise<boolean> {
  const { notYetPurchased, awaitingSeller, inTransit, exported, inStock } = line
  if (notYetPurchased + awaitingSeller + inTransit + exported > 0 || handFacts(line).unitsInHand > inStock) return false
  return (await tx.stock.listOfLine(line.id)).every((lot) => lot.quantity === 0 || lot.abandonedAt !== null)
}
