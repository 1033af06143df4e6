import { addMilliseconds, DAY_MS } from '../shared/clock.ts'
import type { CalendarEffect, CalendarPeriod } from './calendar-period.ts'
import { citationOf, RULE_ROWS, ruleAt } from './rule-at.ts'
import type { RuleRow } from './rule-row.ts'
import type { CalendarDeadline } from './warehouse-days.ts'

type CalendarMode =
  | { readonly mode: 'PAUSE' }
  | { readonly mode: 'RESTART_AT'; readonly resumeAt: Date }
  | { readonly mode: 'EXTEND_DAYS'; readonly extraDays: number }

/** A notice that bends the platform's clocks (domain.md 10.7): for what starts within `from` and `to`, both included. */
export type PlatformCalendar = CalendarMode & {
  readonly name: string
  readonly from: Date
  readonly to: Date
  readonly affects: readonly CalendarEffect[]
}

type Running = { readonly startedAt: Date; readonly durationMs: number; readonly effect: CalendarEffect }

/** When a clock that started at `startedAt` runs out, bent by every calendar that affects it. */
export function dueWithCalendars(clock: Running, calendars: readonly PlatformCalendar[]): Date {
  const bending = calendars.filter((calendar) => calendar.affects.includes(clock.effect))
  const byStart = [...bending].sort((left, right) => left.from.getTime() - right.from.getTime())
  let due = addMilliseconds(clock.startedAt, clock.durationMs)
  for (const calendar of byStart) due = bend(due, clock, calendar)
  return due
}

/** `asOf`: when the calendar is asked; its notices say themselves for which days they hold, and may come after the clock started. */
type Asked = { readonly asOf: Date; readonly rows?: readonly RuleRow[] }

/** When a clock of the platform's runs out by the calendar in force, and which version of it that was. */
export function platformDue(clock: Running, { asOf, rows = RULE_ROWS }: Asked): CalendarDeadline {
  const rule = ruleAt('platformCalendar', asOf, rows)
  if (rule === undefined) throw new RangeError('no platformCalendar is in force')
  const { ruleId, version } = citationOf(rule)
  return { at: dueWithCalendars(clock, rule.value.notices.map(toCalendar)), calendarRule: ruleId, calendarVersion: version }
}

/** When a dispatch promise is broken (R13, R50): late only after this instant. */
export function dispatchDue(order: { readonly paidAt: Date; readonly promiseMs: number }, asked: Asked): CalendarDeadline {
  return platformDue({ startedAt: order.paidAt, durationMs: order.promiseMs, effect: 'DISPATCH_CLOCK' }, asked)
}

function toCalendar({ name, from, to, mode, affects, extraDays }: CalendarPeriod): PlatformCalendar {
  const days = { name, affects, from: new Date(`${from}T00:00:00+08:00`), to: new Date(`${to}T23:59:59.999+08:00`) }
  if (mode === 'EXTEND_DAYS') return { ...days, mode, extraDays }
  return mode === 'PAUSE' ? { ...days, mode } : { ...days, mode, resumeAt: addMilliseconds(days.to, 1) }
}

function bend(due: Date, clock: Running, calendar: PlatformCalendar): Date {
  const started = clock.startedAt.getTime()
  const [from, to] = [calendar.from.getTime(), calendar.to.getTime()]
  const startedWithin = started >= from && started <= to
  switch (calendar.mode) {
    case 'RESTART_AT':
      return startedWithin ? addMilliseconds(calendar.resumeAt, clock.durationMs) : due
    case 'EXTEND_DAYS':
      return startedWithin ? addMilliseconds(due, calendar.extraDays * DAY_MS) : due
    case 'PAUSE':
      return due.getTime() > from && started <= to ? addMilliseconds(due, to - Math.max(from, started)) : due
  }
}
