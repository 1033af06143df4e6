import type { Charge } from '../quotes/quote.ts'
import type { Currency } from '../shared/money.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { ShipmentState } from './shipment-states.ts'

export type ConsigneeAddress = {
  name: string
  phone: string
  countryCode: string
  postalCode: string
  region: string
  city: string
  addressLine: string
}

export type Carton = { lengthMm: number; widthMm: number; heightMm: number; weightG: number }

/** Lots packed together and sent abroad: the consolidation. */
export type Shipment = Tenant & {
  id: string
  state: ShipmentState
  consignee: ConsigneeAddress
  lineCode: string
  /** Made by the consolidation job: proposed cartons and what goes where. */
  packingPlan: PackingPlan | null
  estimatedWeightG: number | null
  estimatedFreightMinor: bigint | null
  cartons: Carton[]
  chargeableWeightG: number | null
  currency: Currency
  freightMinor: bigint | null
  charges: Charge[]
  paidAt: Date | null
  carrierTrackingNo: string | null
  labelUrl: string | null
  handedOverAt: Date | null
  deliveredAt: Date | null
  /** When its lines are complete if nothing is claimed (O19); null before it is delivered and when nothing is left to complete. */
  completeAt: Date | null
  packerId: string | null
  externalRef: string | null
  /** Papers the owner gave it for the customs, as stored files. */
  documentFileIds: string[]
  createdAt: Date
  updatedAt: Date
  version: number
}

export type PackingPlan = { cartons: { carton: Carton; items: { lotId: string; quantity: number }[] }[]; warnings: string[] }

export type ShipmentItem = Tenant & {
  id: string
  shipmentId: string
  lotId: string
  lineId: string
  quantity: number
  version: number
}
