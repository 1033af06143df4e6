/** Days in China, both included, as `2026-02-15`. */
export type DaySpan = { readonly from: string; readonly to: string }

export const CALENDAR_EFFECTS = ['DISPATCH_CLOCK', 'SELLER_RESPONSE', 'AUTO_RECEIPT', 'COMPLAINT', 'SCORING'] as const
export type CalendarEffect = (typeof CALENDAR_EFFECTS)[number]

export const CALENDAR_MODES = ['PAUSE', 'RESTART_AT', 'EXTEND_DAYS'] as const

/**
 * A notice of the platform's that bends its clocks for what starts within these days (domain.md 10.7). RESTART_AT starts them anew the
 * day after; EXTEND_DAYS adds `extraDays`.
 */
export type CalendarPeriod = DaySpan & {
  readonly name: string
  readonly mode: (typeof CALENDAR_MODES)[number]
  readonly affects: readonly CalendarEffect[]
  readonly extraDays: number
}

/** What stands for a list without entries: a form tells it from a field left empty. */
const NONE = 'none'
const DAY = /^\d{4}-\d{2}-\d{2}$/
const NAME = /^[^|;\s][^|;]{0,59}$/
const MOST = 60

/** `2026-10-01..2026-10-07,2026-12-31..2026-12-31`. */
export function writeDays(spans: readonly DaySpan[]): string {
  return spans.length === 0 ? NONE : spans.map(({ from, to }) => `${from}..${to}`).join(',')
}

/** Undefined for what is no list of days. */
export function readDays(text: string): DaySpan[] | undefined {
  if (text === NONE) return []
  const spans = text.split(',').map((part) => part.split('..'))
  if (spans.length > MOST || !spans.every(isSpan)) return undefined
  return spans.map(([from = '', to = '']) => ({ from, to }))
}

/** `Spring Festival|2026-02-10|2026-02-24|RESTART_AT|DISPATCH_CLOCK+SCORING|0`, one after another with `;`. */
export function writePeriods(periods: readonly CalendarPeriod[]): string {
  if (periods.length === 0) return NONE
  return periods.map((one) => [one.name, one.from, one.to, one.mode, one.affects.join('+'), String(one.extraDays)].join('|')).join(';')
}

/** Undefined for what is no list of notices. */
export function readPeriods(text: string): CalendarPeriod[] | undefined {
  if (text === NONE) return []
  const periods = text.split(';').map(readPeriod)
  const known = periods.filter((one) => one !== undefined)
  return known.length === periods.length && known.length <= MOST ? known : undefined
}

function readPeriod(text: string): CalendarPeriod | undefined {
  const [name = '', from = '', to = '', mode = '', effects = '', days = '', ...rest] = text.split('|')
  const affects = effects.split('+')
  const extraDays = /^\d{1,2}$/.test(days) ? Number(days) : -1
  const isWhole = NAME.test(name) && isSpan([from, to]) && rest.length === 0 && extraDays >= 0
  if (!isWhole || !isOneOf(CALENDAR_MODES, mode) || !affects.every((effect) => isOneOf(CALENDAR_EFFECTS, effect))) return undefined
  if (mode === 'EXTEND_DAYS' && extraDays === 0) return undefined
  return { name, from, to, mode, affects: affects as CalendarEffect[], extraDays }
}

function isSpan([from = '', to = '', ...rest]: readonly string[]): boolean {
  return isDay(from) && isDay(to) && from <= to && rest.length === 0
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return DAY.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function isOneOf<T extends string>(all: readonly T[], text: string): text is T {
  return (all as readonly string[]).includes(text)
}
