import { canDo } from '../machine/machine.ts'
import { moveInspection, moveLine } from '../moves/bindings.ts'
import { lineMachine } from '../orders/line-machine.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'

/** A bench takes the inspection; taking one's own again changes nothing. */
export function createStartInspection({ clock }: { clock: Clock }): Commands['startInspection'] {
  return async (tx, input) => {
    const known = existing(await tx.inspections.find(input.inspectionId), input.inspectionId)
    const order = existing(await tx.orders.lock(known.orderId), known.orderId)
    const inspection = existing(await tx.inspections.lock(known.id), known.id)
    if (inspection.state === 'IN_PROGRESS' && inspection.inspectorId === input.actor.id) return inspection
    const at = clock.now()
    const started = await moveInspection(tx, inspection, {
      event: 'start',
      actor: input.actor,
      at,
      facts: {},
      change: { startedAt: at, inspectorId: input.actor.id },
    })
    const line = existing(await tx.lines.lock(inspection.lineId), inspection.lineId)
    if (canDo(lineMachine, line.state, 'startInspection'))
      await moveLine(tx, line, { event: 'startInspection', actor: input.actor, at, facts: {} })
    await touchOrder(tx, order, { at })
    return started
  }
}
