import { maximum, money, multiplyByBps } from '../shared/money.ts'

/** Commission on one order in fen: a share of its goods, at least the minimum (domain.md 12); the rule row comes from `serviceFee`. */
export function serviceFeeFen(goodsFen: bigint, rule: { readonly bps: number; readonly minimumFen: bigint }): bigint {
  return maximum(multiplyByBps(money(goodsFen, 'CNY'), rule.bps), money(rule.minimumFen, 'CNY')).amount
}
