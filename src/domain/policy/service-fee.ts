import { add, type Money, maximum, multiplyByBps } from '../shared/money.ts'
import { citationOf, RULE_ROWS, ruleAt } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'

export type ServiceFee = {
  readonly fee: Money
  readonly ruleId: string
  readonly version: string
  readonly bps: number
  readonly minimum: Money
}

/** Commission on one order in CNY: a share of the goods (and freight, when the operator says so), at least the minimum. */
export function serviceFee(
  order: { readonly goods: Money; readonly domesticFreight: Money },
  at: Date,
  rows: readonly RuleRow[] = RULE_ROWS,
): ServiceFee {
  const row = ruleAt('serviceFee', at, rows)
  if (row === undefined) throw new RangeError('no service fee is in force')
  const { bps, minimum, base } = row.value
  const charged = base === 'goods' ? order.goods : add(order.goods, order.domesticFreight)
  return { fee: maximum(multiplyByBps(charged, bps), minimum), ...citationOf(row), bps, minimum }
}
