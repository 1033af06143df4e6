import { moveInspection } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import type { InspectionLevelCode } from '../quotes/quote.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { InspectionPlan } from './inspection.ts'

export type PlanInspection = (level: InspectionLevelCode, lotSize: number) => InspectionPlan

/** Writes the work sheet (sample, limits, shots, checks) and puts the inspection into the queue. Runs once, whoever asks again. */
export function createPrepareInspection(tools: { clock: Clock; planInspection: PlanInspection }) {
  return async (tx: Transaction, inspectionId: string): Promise<void> => {
    const inspection = existing(await tx.inspections.lock(inspectionId), inspectionId)
    if (inspection.state !== 'PENDING') return
    const plan = tools.planInspection(inspection.level, inspection.expectedQuantity)
    await moveInspection(tx, inspection, { event: 'prepare', actor: SYSTEM_ACTOR, at: tools.clock.now(), facts: {}, change: { plan } })
  }
}
