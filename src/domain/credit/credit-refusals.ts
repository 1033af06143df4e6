/** Refusals of buying on credit and of granting it. */
export const creditRefusals = [
  'credit.overdue',
  'credit.limit_exceeded',
  'credit.move_not_allowed',
  'credit.change_decided',
  'credit.change_pending',
  'credit.change_outdated',
  'credit.nothing_owed',
  'credit.more_than_owed',
] as const
