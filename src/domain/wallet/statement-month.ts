import { chinaDate } from '../policy/china-time.ts'
import { addMilliseconds, HOUR_MS } from '../shared/clock.ts'

/** A calendar month in China, `2026-11`: the books are kept there, so every statement begins and ends at midnight of China. */
export type StatementMonth = string

/** A posting is dated when its change begins; none is on its way for longer than this. */
const GRACE_MS = HOUR_MS

/** The month an instant falls into. */
export function monthOf(instant: Date): StatementMonth {
  return chinaDate(instant).slice(0, 7)
}

/** The first instant of a month and the first after it. Throws RangeError for what is no month. */
export function boundsOf(month: StatementMonth): { from: Date; before: Date } {
  const from = new Date(`${month}-01T00:00:00+08:00`)
  if (Number.isNaN(from.getTime())) throw new RangeError(`no month: ${month}`)
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { from, before: new Date(`${next}-01T00:00:00+08:00`) }
}

/** The last month that nothing can be added to any more. */
export function lastFinishedMonth(now: Date): StatementMonth {
  const { from } = boundsOf(monthOf(addMilliseconds(now, -GRACE_MS)))
  return monthOf(addMilliseconds(from, -1))
}
