import type { Changes } from '../changes.ts'

export const CARRIER_STATUSES = [
  'LABEL_CREATED',
  'PICKED_UP',
  'EXPORT_CLEARED',
  'IN_TRANSIT',
  'IMPORT_CLEARANCE',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
] as const

export type CarrierStatus = (typeof CARRIER_STATUSES)[number]

export type CarrierShipment = {
  reference: string
  trackingNo: string
  weightG: number
  destinationCountry: string
  lineCode: string
  status: CarrierStatus
  events: { status: CarrierStatus; occurredAt: string; location: string; description: string }[]
}

/** The carrier's shipments, by tracking number; one per reference. */
export class CarrierStore {
  readonly #changes: Changes
  #byTrackingNo = new Map<string, CarrierShipment>()
  #byReference = new Map<string, CarrierShipment>()

  constructor(changes: Changes) {
    this.#changes = changes
  }

  add(shipment: CarrierShipment): void {
    this.#changes.mark('shipments', shipment.trackingNo)
    this.#byTrackingNo.set(shipment.trackingNo, shipment)
    this.#byReference.set(shipment.reference, shipment)
  }

  find(trackingNo: string): CarrierShipment | undefined {
    this.#changes.mark('shipments', trackingNo)
    return this.#byTrackingNo.get(trackingNo)
  }

  byReference(reference: string): CarrierShipment | undefined {
    return this.#byReference.get(reference)
  }

  all(): CarrierShipment[] {
    return [...this.#byTrackingNo.values()]
  }
}
