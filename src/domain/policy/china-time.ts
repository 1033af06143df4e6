import { addMilliseconds, DAY_MS, MINUTE_MS } from '../shared/clock.ts'

/** China has one zone and no summer time: UTC+8 all year. */
const OFFSET_MS = 8 * 3_600_000

/** Minutes after midnight in China. */
export function chinaMinuteOfDay(instant: Date): number {
  return Math.floor(((instant.getTime() + OFFSET_MS) % DAY_MS) / MINUTE_MS)
}

/** Midnight in China that began the instant's day. */
export function chinaDayStart(instant: Date): Date {
  return addMilliseconds(instant, -((instant.getTime() + OFFSET_MS) % DAY_MS))
}

/** The instant as China's wall clock writes it without the year: `11-11T16:00:00`. */
export function chinaMonthDayTime(instant: Date): string {
  return addMilliseconds(instant, OFFSET_MS).toISOString().slice(5, 19)
}

/** The calendar day in China, `2026-11-22`. */
export function chinaDate(instant: Date): string {
  return addMilliseconds(instant, OFFSET_MS).toISOString().slice(0, 10)
}
