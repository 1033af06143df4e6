import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { Commands } from '../use-cases.ts'
import { evidenceOf } from './claim-scope.ts'
import type { ReasonCode } from './reasons.ts'
import { simulateRefund } from './simulate-refund.ts'

export type SimulateRefund = { tenant: Tenant; lineId: string; quantity: number | null; reasonCode: ReasonCode | null }

/** Reads what a claim on a line depends on, and says what could come of one. Writes nothing; a foreign line is a missing one. */
export function createSimulateRefund({ clock, rules }: { clock: Clock; rules: RuleBook }): Commands['simulateRefund'] {
  return async (tx, { tenant, lineId, quantity, reasonCode }) => {
    const line = ownedBy(await tx.lines.find(lineId), tenant, lineId)
    const order = existing(await tx.orders.find(line.orderId), line.orderId)
    const purchase = line.purchaseId === null ? undefined : await tx.purchases.find(line.purchaseId)
    const cases = await tx.refunds.listOfLine(line.id)
    const evidence = evidenceOf(await photosOfLine(tx, line.id))
    const simulation = simulateRefund({
      ...{ order, line, purchase, cases, evidence, quantity, reasonCode },
      ...{ now: clock.now(), rows: rules.rowsFor(tenant) },
    })
    return { line, simulation }
  }
}

async function photosOfLine(tx: Transaction, lineId: string) {
  const inspections = await tx.inspections.listOfLine(lineId)
  return (await Promise.all(inspections.map((inspection) => tx.inspections.photosOf(inspection.id)))).flat()
}
