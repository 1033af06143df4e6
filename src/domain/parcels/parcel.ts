import type { Tenant } from '../shared/tenant.ts'
import type { ParcelState } from './parcel-machine.ts'

/** A domestic parcel from a seller to our warehouse. Two clocks: the courier's `signedAt` is the legal one (domain.md 6.2). */
export type Parcel = Tenant & {
  id: string
  purchaseId: string
  upstreamLogisticsId: string
  waybillNo: string
  /** Earlier waybill numbers of the same parcel, after a correction by the seller. */
  waybillAliases: string[]
  courierName: string | null
  state: ParcelState
  shippedAt: Date | null
  /** When it was last seen to move: handed in, or the courier's last step. */
  movedAt: Date
  /** Without a step until then it counts as stalled (O13); null when it is no longer waited for. */
  stallsAt: Date | null
  signedAt: Date | null
  arrivedAt: Date | null
  weightG: number | null
  exceptionCode: string | null
  createdAt: Date
  updatedAt: Date
  version: number
}

/** How many units of a line a parcel should carry, and how many were counted in it. */
export type ParcelLine = Tenant & {
  id: string
  parcelId: string
  lineId: string
  expectedQuantity: number
  countedQuantity: number | null
  version: number
}
