/** Refusals of inspecting and deciding. */
export const inspectionRefusals = [
  'inspection.move_not_allowed',
  'inspection.guard_failed',
  'inspection.photos_missing',
  'inspection.quantity_mismatch',
  'inspection.decision_not_offered',
  'inspection.decision_overdue',
  'inspection.override_reason_required',
  'inspection.level_unknown',
  'inspection.lot_size_invalid',
] as const
