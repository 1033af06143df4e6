import { addMilliseconds, earliest } from '../shared/clock.ts'
import { noReasonWindowEndsAt } from './return-clock.ts'
import { RULE_ROWS, valueAt } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'
import { warehouseDue } from './warehouse-days.ts'

export type ArrivedGoods = {
  /** Our dock scan: the operational clock. */
  readonly arrivedAt: Date
  /** The courier's sign-off: the legal clock; without one our scan stands in. */
  readonly signedAt: Date | null
  /** See auto-receipt.ts; null when 1688 has not told us of the shipment. */
  readonly autoReceiptAt: Date | null
}

/** The clock that matters (domain.md 7.7): a day before auto-receipt, two before the return window ends, or our own SLA on the days we work. */
export function inspectBy(goods: ArrivedGoods, rows: readonly RuleRow[] = RULE_ROWS): Date {
  const at = goods.arrivedAt
  const bySla = warehouseDue(at, valueAt('inspectionSla', at, rows).ms, rows).at
  const windowEndsAt = noReasonWindowEndsAt(goods.signedAt ?? at, false, rows)
  const byWindow = addMilliseconds(windowEndsAt, -valueAt('inspectBeforeReturnWindow', at, rows).ms)
  if (goods.autoReceiptAt === null) return earliest(bySla, byWindow)
  return earliest(bySla, byWindow, addMilliseconds(goods.autoReceiptAt, -valueAt('inspectBeforeAutoReceipt', at, rows).ms))
}

/** How long the partner may think: the policy's days, capped so that our claim is filed before the platform's window closes (6.3, 7.7). */
export function decideBy(asked: { readonly at: Date; readonly claimClosesAt: Date | null }, rows: readonly RuleRow[] = RULE_ROWS): Date {
  const byPolicy = addMilliseconds(asked.at, valueAt('partnerDecision', asked.at, rows).ms)
  if (asked.claimClosesAt === null) return byPolicy
  return earliest(byPolicy, addMilliseconds(asked.claimClosesAt, -valueAt('fileWithin', asked.at, rows).ms))
}
