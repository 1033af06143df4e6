/** Why a difference cannot be settled or a comparison not be asked for. */
export const reconciliationRefusals = [
  'difference.settled_already',
  'difference.order_not_ended',
  'difference.goods_underway',
  'difference.more_than_paid',
  'comparison.running',
] as const
