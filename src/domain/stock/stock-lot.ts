import type { Tenant } from '../shared/tenant.ts'

/** Units of one line, in one condition, in one bin of the warehouse. */
export type StockLot = Tenant & {
  id: string
  orderId: string
  lineId: string
  inspectionId: string
  bin: string
  condition: 'GOOD' | 'DEFECTIVE_ACCEPTED'
  quantity: number
  reservedQuantity: number
  unitWeightG: number | null
  storedAt: Date
  /** Storage is free until then (domain.md 8). */
  freeUntil: Date
  version: number
}
