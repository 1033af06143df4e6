import { addMilliseconds, DAY_MS } from '../shared/clock.ts'

export type CalendarEffect = 'DISPATCH_CLOCK' | 'SELLER_RESPONSE' | 'AUTO_RECEIPT' | 'COMPLAINT' | 'SCORING'

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
  readonly scope: string
  readonly source: string
}

/** Notices we know; operators add each year's. */
const PLATFORM_CALENDARS: readonly PlatformCalendar[] = [
  {
    name: 'springFestival2025',
    from: new Date('2025-01-21T00:00:00+08:00'),
    to: new Date('2025-02-06T23:59:59+08:00'),
    affects: ['DISPATCH_CLOCK', 'SCORING'],
    mode: 'RESTART_AT',
    resumeAt: new Date('2025-02-07T00:00:00+08:00'),
    scope: 'all orders, unless agreed otherwise',
    source: 'S1#16 (R50)',
  },
]

type Running = { readonly startedAt: Date; readonly durationMs: number; readonly effect: CalendarEffect }

/** When a clock that started at `startedAt` runs out, bent by every calendar that affects it. */
export function dueWithCalendars(clock: Running, calendars: readonly PlatformCalendar[] = PLATFORM_CALENDARS): Date {
  const bending = calendars.filter((calendar) => calendar.affects.includes(clock.effect))
  const byStart = [...bending].sort((left, right) => left.from.getTime() - right.from.getTime())
  let due = addMilliseconds(clock.startedAt, clock.durationMs)
  for (const calendar of byStart) due = bend(due, clock, calendar)
  return due
}

/** When a dispatch promise is broken (R13, R50): late only after this instant. */
export function dispatchDueAt(order: { readonly paidAt: Date; readonly promiseMs: number }, calendars?: readonly PlatformCalendar[]): Date {
  return dueWithCalendars({ startedAt: order.paidAt, durationMs: order.promiseMs, effect: 'DISPATCH_CLOCK' }, calendars)
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
