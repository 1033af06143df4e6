/** Refusals of moving money. */
export const ledgerRefusals = [
  'wallet.insufficient',
  'ledger.unbalanced',
  'ledger.currency_mismatch',
  'ledger.account_missing',
  'ledger.amount_missing',
  'ledger.amount_invalid',
  'ledger.duplicate_group',
  'top_up.move_not_allowed',
  'statement.not_ready',
  'exchange_rate.unavailable',
  'exchange_rate.stale',
  'exchange_rate.invalid',
  'exchange_rate.confirmation_required',
] as const
