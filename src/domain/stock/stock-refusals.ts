/** Refusals of storing, reserving and disposing. */
export const stockRefusals = [
  'stock.insufficient',
  'stock.lot_locked',
  'stock.bin_unknown',
  'stock.notice_missing',
  'stock.disposed_already',
] as const
