/** Refusals of consolidating, packing and exporting. */
export const shipmentRefusals = [
  'shipment.move_not_allowed',
  'shipment.guard_failed',
  'shipment.items_not_available',
  'shipment.line_not_available',
  'shipment.restricted_item',
  'shipment.too_heavy',
  'shipment.too_large',
  'shipment.value_too_high',
  'shipment.customs_incomplete',
  'shipment.estimate_expired',
  'shipment.line_unknown',
  'shipment.destination_not_served',
] as const
