import { isFinal } from '../machine/machine.ts'
import { moveLine } from '../moves/bindings.ts'
import { lineMachine } from '../orders/line-machine.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { addMilliseconds, type Clock, DAY_MS } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { Shipment } from './shipment.ts'
import { countOpenClaims, lockOrdersOf } from './shipped-units.ts'

/**
 * The claim window of a delivered shipment is over: its lines that are delivered as a whole and have no open claim are complete (domain.md
 * O19). A line that is also in a later shipment is left to that one; with an open claim, or with units elsewhere, which may leave by
 * another way than a shipment, it is looked at again a day later.
 */
export function createCompleteLines({ clock }: { clock: Clock }) {
  return async (tx: Transaction, shipmentId: string): Promise<void> => {
    const items = await tx.shipments.itemsOf(shipmentId)
    const lineIds = [...new Set(items.map(({ lineId }) => lineId))]
    const orders = await lockOrdersOf(tx, lineIds)
    const shipment = existing(await tx.shipments.lock(shipmentId), shipmentId)
    const at = clock.now()
    if (shipment.completeAt === null || shipment.completeAt > at) return
    const outcomes: Outcome[] = []
    for (const lineId of lineIds) outcomes.push(await completeLine(tx, { lineId, shipment, at }))
    await tx.shipments.update({ ...shipment, completeAt: outcomes.includes('unfinished') ? addMilliseconds(at, DAY_MS) : null })
    if (!outcomes.includes('complete')) return
    for (const order of orders) {
      const lines = await tx.lines.listOfOrder(order.id)
      const isOver = lines.every(({ state }) => isFinal(lineMachine, state))
      const payload = { lineIds: lines.filter(({ state }) => state === 'COMPLETED').map(({ id }) => id) }
      await touchOrder(tx, order, { at, ...(isOver ? { event: 'order.completed' as const, payload } : {}) })
    }
  }
}

type Outcome = 'complete' | 'unfinished' | 'over'

async function completeLine(tx: Transaction, due: { lineId: string; shipment: Shipment; at: Date }): Promise<Outcome> {
  const { lineId, shipment, at } = due
  const line = existing(await tx.lines.lock(lineId), lineId)
  const isLater = (await tx.shipments.listOfLine(lineId)).some(({ completeAt }) => completeAt !== null && completeAt > at)
  if (isLater || isFinal(lineMachine, line.state)) return 'over'
  const openClaims = await countOpenClaims(tx, [{ lineId }])
  if (line.state !== 'DELIVERED' || openClaims > 0) return 'unfinished'
  const facts = { now: at, openClaims, ...(shipment.completeAt === null ? {} : { claimWindowEndsAt: shipment.completeAt }) }
  await moveLine(tx, line, { event: 'complete', actor: SYSTEM_ACTOR, at, facts, change: { completedAt: at } })
  return 'complete'
}
