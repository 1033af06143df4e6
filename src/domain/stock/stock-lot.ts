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
  /** From then on it is abandoned once its owner has received enough notices of it. */
  abandonAt: Date
  /** Notices of abandonment that reached the owner. */
  deliveredNotices: number
  /** As 1688 states it; null when nobody does. */
  unitVolumeMl: number | null
  /** Whole days after the free ones that are counted, what they cost and what of it is paid, in fen. */
  feeDays: number
  feeFen: bigint
  paidFen: bigint
  /** When the last notice of abandonment arrived. */
  lastNoticeAt: Date | null
  /** Given up since then: it is shipped no more and costs nothing more. */
  abandonedAt: Date | null
  disposedAt: Date | null
  /** When there is next something to tell, to charge or to decide; null when nothing is left. */
  storageDueAt: Date | null
  version: number
}
