import { moveLine } from '../moves/bindings.ts'
import { stageEvent } from '../orders/line-stage.ts'
import type { AgentOrder, OrderLine } from '../orders/order.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import { isOpenClaim } from '../refunds/claim-scope.ts'
import type { Actor } from '../shared/actor.ts'
import { existing } from '../shared/owned-by.ts'
import type { EventType } from '../webhooks/event-types.ts'
import type { ShipmentItem } from './shipment.ts'

/** Locks the orders of some lines in id order: the first lock every writer of a line takes. */
export async function lockOrdersOf(tx: Transaction, lineIds: string[]): Promise<AgentOrder[]> {
  const lines = await Promise.all([...new Set(lineIds)].map(async (id) => existing(await tx.lines.find(id), id)))
  const orderIds = [...new Set(lines.map((line) => line.orderId))].sort()
  const orders: AgentOrder[] = []
  for (const id of orderIds) orders.push(existing(await tx.orders.lock(id), id))
  return orders
}

export type UnitChange = {
  items: ShipmentItem[]
  orders: AgentOrder[]
  count(line: OrderLine, quantity: number): OrderLine
  actor: Actor
  at: Date
  /** What the partner is told about each order, if anything. */
  event?: EventType
}

/**
 * Counts the units of a shipment's items on, line by line; a line moves only when its least advanced unit has (domain.md 4.2).
 */
export async function changeUnits(tx: Transaction, change: UnitChange): Promise<void> {
  for (const [lineId, items] of Map.groupBy(change.items, (item) => item.lineId)) {
    const line = existing(await tx.lines.lock(lineId), lineId)
    const counted = change.count(
      line,
      items.reduce((total, item) => total + item.quantity, 0),
    )
    const event = stageEvent(line.state, counted)
    if (event === null) await tx.lines.update({ ...counted, updatedAt: change.at })
    else await moveLine(tx, line, { event, actor: change.actor, at: change.at, facts: {}, change: counted })
  }
  for (const order of change.orders)
    await touchOrder(tx, order, { at: change.at, ...(change.event === undefined ? {} : { event: change.event }) })
}

/** Claims still open on the lines of these items; the orders must be locked. A claim on a unit keeps its whole line here until it is decided. */
export async function countOpenClaims(tx: Transaction, items: readonly { lineId: string }[]): Promise<number> {
  const lineIds = [...new Set(items.map((item) => item.lineId))]
  const cases = await Promise.all(lineIds.map((id) => tx.refunds.listOfLine(id)))
  return cases.flat().filter(isOpenClaim).length
}
