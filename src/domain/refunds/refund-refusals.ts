/** Refusals of claiming, filing and paying out. */
export const refundRefusals = [
  'refund.move_not_allowed',
  'refund.guard_failed',
  'refund.amount_exceeds_refundable',
  'refund.quantity_exceeds_refundable',
  'refund.component_exceeds_paid',
  'refund.amount_must_be_full',
  'refund.freight_not_refundable',
  'refund.open_case_exists',
  'refund.reason_not_allowed',
  'refund.type_not_available',
  'refund.evidence_missing',
  'refund.too_late',
  'refund.too_early_to_escalate',
  'refund.already_paid_out',
  'refund.not_cancellable',
  'refund.appeal_used',
] as const
