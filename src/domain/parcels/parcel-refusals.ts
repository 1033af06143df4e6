/** Refusals of receiving and handling inbound parcels. */
export const parcelRefusals = [
  'parcel.move_not_allowed',
  'parcel.guard_failed',
  'parcel.already_matched',
  'parcel.waybill_unknown',
  'parcel.count_exceeds_expected',
] as const
