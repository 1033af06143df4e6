import { creditChangeRules } from './credit/credit-change-machine.ts'
import { creditDrawRules } from './credit/credit-draw-machine.ts'
import { inspectionRules } from './inspections/inspection-guards.ts'
import type { AnyMachine } from './machine/any-machine.ts'
import { structureProblems } from './machine/structure.ts'
import { lineRules } from './orders/line-guards.ts'
import { purchaseRules } from './orders/purchase-machine.ts'
import { parcelRules } from './parcels/parcel-guards.ts'
import { refundRules } from './refunds/refund-guards.ts'
import { shipmentRules } from './shipments/shipment-guards.ts'
import { bookingRules } from './wallet/booking-machine.ts'
import { topUpRules } from './wallet/top-up-machine.ts'

type CatalogueEntry = { readonly title: string; readonly machine: AnyMachine; readonly guardNames: readonly string[] }

/** Every state machine we have, for the structure check, the generated walk and the printed diagrams. */
export const MACHINE_CATALOGUE: readonly CatalogueEntry[] = [
  { title: 'Order line', machine: lineRules.machine, guardNames: Object.keys(lineRules.guards) },
  { title: 'Purchase', machine: purchaseRules.machine, guardNames: Object.keys(purchaseRules.guards) },
  { title: 'Inbound parcel', machine: parcelRules.machine, guardNames: Object.keys(parcelRules.guards) },
  { title: 'Inspection', machine: inspectionRules.machine, guardNames: Object.keys(inspectionRules.guards) },
  { title: 'Outbound shipment', machine: shipmentRules.machine, guardNames: Object.keys(shipmentRules.guards) },
  { title: 'Refund case', machine: refundRules.machine, guardNames: Object.keys(refundRules.guards) },
  { title: 'Top-up', machine: topUpRules.machine, guardNames: Object.keys(topUpRules.guards) },
  { title: 'Booking by finance', machine: bookingRules.machine, guardNames: Object.keys(bookingRules.guards) },
  { title: 'Draw on credit', machine: creditDrawRules.machine, guardNames: Object.keys(creditDrawRules.guards) },
  { title: 'Change of a credit line', machine: creditChangeRules.machine, guardNames: Object.keys(creditChangeRules.guards) },
]

/** What is wrong with any table's shape, one sentence each; a process with an answer here must not start. */
export function machineProblems(): string[] {
  return MACHINE_CATALOGUE.flatMap(({ machine, guardNames }) =>
    structureProblems(machine, guardNames).map((problem) => `${machine.name}: ${problem}`),
  )
}
