import { addMilliseconds } from '../shared/clock.ts'
import { chinaMonthDayTime } from './china-time.ts'
import { platformDue } from './platform-calendars.ts'
import { RULE_ROWS, ruleAt, valueAt } from './rule-at.ts'
import type { RuleRow, RuleValues } from './rule-row.ts'

export type ShippedOrder = {
  /** When the seller clicked "ship". */
  readonly shippedAt: Date
  /** The courier's sign-off; null while unknown. */
  readonly signedAt: Date | null
  readonly paidAt?: Date
  /** Bought from 1688's self-operated cross-border supply centre (R11). */
  readonly isSupplyCentre?: boolean
  /** When the calendar of the platform is asked; a notice may come after the shipment. */
  readonly asOf?: Date
}

/** When 1688 takes receipt for granted (R10, R11), by the shipment click; a sign-off still to come can only move it earlier. */
export function autoReceiptAt(order: ShippedOrder, rows: readonly RuleRow[] = RULE_ROWS): { ruleId: 'R10' | 'R11'; at: Date } {
  const festive = ruleAt('R11', order.shippedAt, rows)?.value
  if (festive && order.isSupplyCentre === true && order.paidAt && isPaidWithin(order.paidAt, festive)) {
    return { ruleId: 'R11', at: addMilliseconds(order.shippedAt, festive.afterShipmentMs) }
  }
  const clock = { ...receiptClock(order, valueAt('R10', order.shippedAt, rows)), effect: 'AUTO_RECEIPT' as const }
  return { ruleId: 'R10', at: platformDue(clock, { rows, asOf: order.asOf ?? order.signedAt ?? order.shippedAt }).at }
}

function receiptClock(order: ShippedOrder, rule: RuleValues['R10']): { startedAt: Date; durationMs: number } {
  const { shippedAt, signedAt } = order
  const tookMs = signedAt === null ? null : signedAt.getTime() - shippedAt.getTime()
  if (signedAt === null || tookMs === null || (rule.traceWithinMs !== null && tookMs > rule.traceWithinMs)) {
    return { startedAt: shippedAt, durationMs: rule.withoutTraceMs }
  }
  if (rule.earlySignOffMs === null || rule.afterLateSignOffMs === null || tookMs <= rule.earlySignOffMs) {
    return { startedAt: shippedAt, durationMs: rule.afterShipmentMs }
  }
  return { startedAt: signedAt, durationMs: rule.afterLateSignOffMs }
}

function isPaidWithin(paidAt: Date, { paidFrom, paidTo }: { paidFrom: string; paidTo: string }): boolean {
  const paid = chinaMonthDayTime(paidAt)
  return paid >= paidFrom && paid <= paidTo
}
