import { useTranslation } from 'react-i18next'
import { type DaySpan, readDays, readPeriods } from '../../domain/policy/calendar-period.ts'
import { DUTY_COUNTRIES, type DutyKey } from '../../domain/policy/duty-rules.ts'
import { readHeadings } from '../../domain/policy/heading-rates.ts'
import type { RuleField, RuleValues } from '../api/wire.ts'
import { useFormat, useLabel } from '../i18n/format.ts'

const MINUTE_MS = 60_000
/** The units a wait is written in, largest first. */
export const WAIT_UNITS = [
  { key: 'days', ms: 1_440 * MINUTE_MS },
  { key: 'hours', ms: 60 * MINUTE_MS },
  { key: 'minutes', ms: MINUTE_MS },
] as const
export type WaitUnit = (typeof WAIT_UNITS)[number]['key']

/** The largest unit that writes the wait as a whole number. */
export function unitOf(ms: number): (typeof WAIT_UNITS)[number] {
  const [days, hours, minutes] = WAIT_UNITS
  if (ms % days.ms === 0 && ms > 0) return days
  return ms % hours.ms === 0 ? hours : minutes
}

const daysOf = ({ from, to }: DaySpan) => (from === to ? from : `${from} – ${to}`)

/** A rule's value as a person says it: each field by its kind, and all fields of a rule in a line. */
export function useRuleText() {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useLabel()
  const wait = (ms: number) => t(`rules.wait.${unitOf(ms).key}`, { count: ms / unitOf(ms).ms })
  const yuan = (fen: number) => format.money({ amount: fen, currency: 'CNY' })
  const field = (kind: RuleField['kind'], text: string): string => {
    switch (kind) {
      case 'bps':
        return `${format.number(Number(text) / 100)}%`
      case 'money':
        return yuan(Number(text))
      case 'duration':
        return wait(Number(text))
      case 'flag':
        return t(text === 'true' ? 'rules.yes' : 'rules.no')
      case 'choice':
        return label('ruleChoice', text)
      case 'durations':
        return text
          .split(',')
          .map((ms) => wait(Number(ms)))
          .join(' · ')
      case 'tiers':
        return text
          .split(',')
          .map((tier) => tier.split(':').map(Number) as [number, number])
          .map(([from, fen]) => t('rules.tier', { from, price: yuan(fen) }))
          .join(' · ')
      case 'days':
        return (readDays(text) ?? []).map(daysOf).join(' · ') || t('calendar.none')
      case 'headings':
        return (
          (readHeadings(text) ?? []).map(({ heading, bps }) => `${heading} ${format.number(bps / 100)}%`).join(' · ') || t('calendar.none')
        )
      case 'periods':
        return (
          (readPeriods(text) ?? []).map((one) => `${one.name} ${daysOf(one)} ${label('calendarMode', one.mode)}`).join(' · ') ||
          t('calendar.none')
        )
      default:
        return format.number(Number(text))
    }
  }
  const fieldName = (key: string, path: string) => {
    const parts = path.split('.')
    return parts.map((part) => label('ruleField', part, key)).join(' · ')
  }
  const value = (key: string, { path, kind }: RuleField, text: string) => [field(kind, text), unitFor(key, path)].filter(Boolean).join(' ')
  return {
    value,
    fieldName,
    /** All fields of a value, the only one without its name; that something is offered goes without saying. */
    summary: (key: string, fields: readonly RuleField[], values: RuleValues): string[] => {
      const telling = tellingOf(fields)
      const parts = fields
        .filter(({ path }) => telling?.includes(path) ?? !(path.endsWith('.isOffered') && values[path] === 'true'))
        .map((one) => (fields.length === 1 ? '' : `${fieldName(key, one.path)} `) + value(key, one, values[one.path] ?? ''))
      return telling === undefined ? parts : [parts.join(' · ')]
    },
  }
}

/** The unit of a count whose name does not say it: a threshold is in the money of its country. */
export function unitFor(key: string, path: string): string | null {
  return path === 'upTo' && isDuty(key) ? DUTY_COUNTRIES[key].currency : null
}

const isDuty = (key: string): key is DutyKey => key in DUTY_COUNTRIES

/** A tariff or a country has a dozen fields and more: its line names those that tell it apart, the form has all. */
const TELLING_FIELDS: readonly (readonly string[])[] = [
  ['firstPrice', 'firstWeightG', 'nextPrice', 'nextUnitG', 'divisor'],
  ['upTo', 'frees', 'taxBps', 'flatCents', 'confidence'],
]

/** Undefined for a rule whose fields are all shown, a line each. */
function tellingOf(fields: readonly RuleField[]): readonly string[] | undefined {
  return TELLING_FIELDS.find((paths) => fields.filter(({ path }) => paths.includes(path)).length > 2)
}
