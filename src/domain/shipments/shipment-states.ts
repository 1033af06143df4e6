/** States of one outbound shipment (domain.md 9.1). */
export const SHIPMENT_STATES = [
  'DRAFT',
  'ESTIMATED',
  'SUBMITTED',
  'PICKING',
  'PACKING',
  'REHEARSED',
  'AWAITING_PAYMENT',
  'READY',
  'HANDED_OVER',
  'EXPORT_CLEARED',
  'IN_TRANSIT',
  'IMPORT_CLEARANCE',
  'CUSTOMS_HOLD',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'DELIVERY_FAILED',
  'RETURNING_ORIGIN',
  'RETURNED_ORIGIN',
  'LOST',
  'SEIZED',
  'DESTROYED',
  'CANCELLED',
] as const

export type ShipmentState = (typeof SHIPMENT_STATES)[number]

/** Commands and facts that move a shipment. */
export const SHIPMENT_EVENTS = [
  'estimate',
  'submit',
  'startPicking',
  'startPacking',
  'rehearse',
  'repack',
  'requestPayment',
  'pay',
  'expire',
  'cancel',
  'handOver',
  'exportCleared',
  'depart',
  'reachCustoms',
  'holdCustoms',
  'outForDelivery',
  'deliver',
  'failDelivery',
  'returnToOrigin',
  'receiveBack',
  'lose',
  'seize',
  'destroy',
] as const

export type ShipmentEvent = (typeof SHIPMENT_EVENTS)[number]
