import { maximum, minimum, money, multiplyByBps } from '../shared/money.ts'

/** Commission on one order: a maximum of nothing is none. */
export type ServiceFeeRule = {
  readonly bps: number
  readonly minimumFen: bigint
  readonly maximumFen: bigint
  readonly isOnFreight: boolean
}

/** What the share is taken of: the goods, and where the rule says so the seller's freight (domain.md 5.1). */
export function serviceFeeBase({ goodsFen, domesticFreightFen }: Base, { isOnFreight }: Pick<ServiceFeeRule, 'isOnFreight'>): bigint {
  return isOnFreight ? goodsFen + domesticFreightFen : goodsFen
}

type Base = { readonly goodsFen: bigint; readonly domesticFreightFen: bigint }

/** Commission on one order in fen: a share, at least the minimum, at most the maximum (domain.md 12); the rule row comes from `serviceFee`. */
export function serviceFeeFen(baseFen: bigint, rule: Omit<ServiceFeeRule, 'isOnFreight'>): bigint {
  const fee = maximum(multiplyByBps(money(baseFen, 'CNY'), rule.bps), money(rule.minimumFen, 'CNY'))
  return (rule.maximumFen === 0n ? fee : minimum(fee, money(rule.maximumFen, 'CNY'))).amount
}
