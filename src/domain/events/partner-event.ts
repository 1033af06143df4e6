import type { Tenant } from '../shared/tenant.ts'
import type { EventType } from '../webhooks/event-types.ts'

/** A fact a partner is told, in order per resource (domain.md 11). */
export type PartnerEvent = Tenant & {
  id: string
  type: EventType
  resourceType: ResourceType
  resourceId: string
  resourceVersion: number
  /** 1, 2, 3 ... per resource, without gaps. */
  sequence: number
  payload: Record<string, unknown>
  createdAt: Date
}

export type ResourceType =
  | 'order'
  | 'orderLine'
  | 'parcel'
  | 'inspection'
  | 'stockLot'
  | 'shipment'
  | 'refund'
  | 'topUp'
  | 'wallet'
  | 'creditLine'
  | 'creditDraw'
