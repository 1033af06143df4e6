const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const SOON_MS = 2 * HOUR_MS

export const URGENCIES = ['overdue', 'soon', 'today', 'later', 'undated'] as const
export type Urgency = (typeof URGENCIES)[number]

/** How pressing a deadline is: the next 24 hours count as today, whatever the clock on the wall says. */
export function urgencyOf(dueAt: string | null, now: number): Urgency {
  if (dueAt === null) return 'undated'
  const leftMs = Date.parse(dueAt) - now
  if (leftMs < 0) return 'overdue'
  if (leftMs < SOON_MS) return 'soon'
  return leftMs < DAY_MS ? 'today' : 'later'
}

/** The two largest parts of a duration, with the words' key. */
export function durationParts(ms: number): { key: 'due.day' | 'due.hour' | 'due.minute'; days: number; hours: number; minutes: number } {
  const size = Math.abs(ms)
  const days = Math.floor(size / DAY_MS)
  const minutes = Math.floor((size % HOUR_MS) / MINUTE_MS)
  if (days > 0) return { key: 'due.day', days, hours: Math.floor((size % DAY_MS) / HOUR_MS), minutes }
  const hours = Math.floor(size / HOUR_MS)
  return { key: hours > 0 ? 'due.hour' : 'due.minute', days, hours, minutes: hours > 0 ? minutes : Math.max(1, minutes) }
}
