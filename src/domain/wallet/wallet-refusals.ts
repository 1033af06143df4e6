/** Refusals of topping up, of credit and of bookings by finance. */
export const walletRefusals = [
  'top_up.amount_differs',
  'top_up.currency_not_supported',
  'top_up.method_not_available',
  'wallet.reason_required',
  'wallet.debt_unsettled',
] as const
