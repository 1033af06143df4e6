/** Refusals of topping up, of credit and of bookings by finance. */
export const walletRefusals = [
  'booking.move_not_allowed',
  'booking.second_person_required',
  'booking.not_yours',
  'booking.bank_reference_taken',
  'booking.details_missing',

  'top_up.amount_differs',
  'top_up.currency_not_supported',
  'top_up.method_not_available',
  'wallet.reason_required',
  'wallet.debt_unsettled',
] as const
