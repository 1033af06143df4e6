/** Refusals of asking for value-added services and of settling them. */
export const serviceRefusals = [
  'service.not_offered',
  'service.quantity_exceeds_line',
  'service.named_twice',
  'service.not_due',
  'service.settled',
  'service.reason_required',
] as const
