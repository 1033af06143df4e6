import chineseDays from 'chinese-days'
import { addMilliseconds, DAY_MS } from '../shared/clock.ts'
import { chinaDate } from './china-time.ts'
import { citationOf, RULE_ROWS, ruleAt } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'

/** A deadline and the version of the calendar that was asked for it. */
export type CalendarDeadline = { readonly at: Date; readonly calendarRule: string; readonly calendarVersion: string }

/**
 * When work of ours that takes so long is due, leaving out the days the warehouse is closed (domain.md 10.7): those the operator
 * entered, and China's public holidays unless it works through them. Platform clocks run on meanwhile.
 */
export function warehouseDue(startedAt: Date, durationMs: number, rows: readonly RuleRow[] = RULE_ROWS): CalendarDeadline {
  const rule = ruleAt('warehouseCalendar', startedAt, rows)
  if (rule === undefined) throw new RangeError('no warehouseCalendar is in force')
  const { ruleId, version } = citationOf(rule)
  const { restsOnHolidays, closed, open } = rule.value
  const isWithin = (day: string) => (span: { from: string; to: string }) => span.from <= day && day <= span.to
  const isClosed = (day: string) => !open.some(isWithin(day)) && (closed.some(isWithin(day)) || (restsOnHolidays && isPublicHoliday(day)))
  let at = addMilliseconds(startedAt, durationMs)
  let day = startOfDay(startedAt)
  for (let steps = 0; day <= at && steps < MOST_DAYS; steps += 1) {
    if (isClosed(chinaDate(day))) at = addMilliseconds(at, DAY_MS)
    day = addMilliseconds(day, DAY_MS)
  }
  return { at, calendarRule: ruleId, calendarVersion: version }
}

/** A calendar that never opens must not hold up the process. */
const MOST_DAYS = 120

function startOfDay(at: Date): Date {
  return new Date(`${chinaDate(at)}T00:00:00+08:00`)
}

/** A holiday by the State Council's notice; plain weekends are none, and warehouses work on them. */
function isPublicHoliday(day: string): boolean {
  const { work, name } = chineseDays.getDayDetail(day)
  return !work && name.includes(',')
}
