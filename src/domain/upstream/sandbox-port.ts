import type { CarrierStatus } from './carrier-port.ts'

/** What is really inside a parcel, for a warehouse to find: fewer pieces than declared, or bad ones. */
export type SandboxParcelContent = { lineId: string; quantity?: number; actualQuantity?: number; condition?: 'good' | 'damaged' | 'wrong' }

export type SandboxShipment = {
  /** None named: one parcel with everything left. A parcel without lines takes all that is left. */
  parcels?: { contents?: SandboxParcelContent[]; carrierCode?: string; waybillNo?: string; withoutCarrier?: boolean }[]
  /** Only half of it. */
  partial?: boolean
}

export type SandboxParcel = { waybillNo: string; logisticsId: string; upstreamOrderId: string; status: string }

export type CourierStep = 'pickedUp' | 'inTransit' | 'delivering' | 'agentSigned' | 'signed' | 'failed'

/**
 * The other side of the rehearsal: what sellers, couriers, carriers and time do in the sandbox. Only ever joined to
 * test-mode tenants. Throws UpstreamError `sandbox.notFound`, `sandbox.notPossible` or `sandbox.invalid`, all permanent.
 */
export interface SandboxControl {
  shipOrder(upstreamOrderId: string, shipment?: SandboxShipment): Promise<SandboxParcel[]>
  /** Ships everything on paper, with pieces of a line (default the first) missing inside. */
  shipShort(upstreamOrderId: string, missing: number, lineId?: string): Promise<SandboxParcel[]>
  closeOrder(upstreamOrderId: string, by: 'seller' | 'system' | 'buyer', reason?: string): Promise<void>
  /** The seller changes the price of an unpaid order. */
  changeOrderPrice(upstreamOrderId: string, price: { goodsFen?: bigint; freightFen?: bigint }): Promise<void>
  payOrder(upstreamOrderId: string): Promise<void>
  /** To the given step, or the next one. */
  advanceParcel(waybillNo: string, step?: CourierStep): Promise<SandboxParcel>
  changeWaybill(waybillNo: string, to: { waybillNo: string; carrierCode?: string }): Promise<SandboxParcel>
  agreeRefund(upstreamRefundId: string): Promise<void>
  rejectRefund(upstreamRefundId: string, reason?: string): Promise<void>
  /** The seller has the returned goods. */
  confirmReturn(upstreamRefundId: string): Promise<void>
  /** The seller never answers again: only the time-out does. */
  staySilent(upstreamRefundId: string): Promise<void>
  closeRefund(upstreamRefundId: string): Promise<void>
  /** To the given status, or the next one. */
  advanceCarrier(trackingNo: string, status?: CarrierStatus): Promise<void>
  setStock(offerId: string, quantity: number, specId?: string): Promise<void>
  delistProduct(offerId: string): Promise<void>
  relistProduct(offerId: string): Promise<void>
  clock(): Promise<Date>
  /** Turns the sandbox's clock forward; everything due by then happens. */
  advanceClock(byMs: number): Promise<Date>
  setClock(to: Date): Promise<Date>
  /** Waits until no message is on its way. */
  flushPushes(): Promise<void>
  reset(): Promise<void>
}
