import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, Money } from '../api/wire.ts'
import { useLanguage } from './language.ts'

/** Warehouse days are Chinese days, wherever the browser stands. */
const TIME_ZONE = 'Asia/Shanghai'
const KG_FROM_G = 1_000
const BYTES_IN_MB = 1_000_000

export type Format = ReturnType<typeof formatsOf>

/** Dates, weights, sizes and money in the language shown. */
export function useFormat(): Format {
  const { language } = useLanguage()
  return useMemo(() => formatsOf(language), [language])
}

/**
 * A code's name in the language shown, a narrower group first (`state.refund` before `state`); a code nobody named yet is shown
 * readable rather than hidden.
 */
export function useLabel(): (group: string, code: string, narrower?: string) => string {
  const { t, i18n } = useTranslation()
  return (group, code, narrower) => {
    const slug = code.replaceAll(/[^A-Za-z0-9]+/g, '_')
    const key = [`${group}.${narrower}.${slug}`, `${group}.${slug}`].find((one) => i18n.exists(one))
    return key === undefined ? readable(code) : t(key)
  }
}

export function formatsOf(language: Language) {
  const moment = new Intl.DateTimeFormat(language, {
    timeZone: TIME_ZONE,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  const minute = new Intl.DateTimeFormat(language, { timeZone: TIME_ZONE, dateStyle: 'medium', timeStyle: 'short', hour12: false })
  const calendarDay = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'numeric', day: 'numeric' })
  const sortable = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, dateStyle: 'short', timeStyle: 'medium' })
  const clock = new Intl.DateTimeFormat(language, { timeZone: TIME_ZONE, timeStyle: 'short', hour12: false })
  const day = new Intl.DateTimeFormat(language, { timeZone: TIME_ZONE, dateStyle: 'medium' })
  const whole = new Intl.NumberFormat(language)
  const kilograms = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'kilogram',
    unitDisplay: 'short',
    minimumFractionDigits: 2,
    maximumFractionDigits: 3,
  })
  const grams = new Intl.NumberFormat(language, { style: 'unit', unit: 'gram', unitDisplay: 'short' })
  const kilobytes = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
  const megabytes = new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(language, { style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 0 })
  return {
    percent: (share: number) => percent.format(share),
    moment: (iso: string) => moment.format(new Date(iso)),
    /** With the year: for what may lie far off. */
    minute: (iso: string) => minute.format(new Date(iso)),
    /** A day that is already one of China: `2026-11-22`. */
    calendarDay: (day: string) => calendarDay.format(new Date(`${day}T00:00:00Z`)),
    /** As spreadsheets and sorting want it: 2026-11-22 16:00:00. */
    sortable: (iso: string) => sortable.format(new Date(iso)),
    clock: (iso: string) => clock.format(new Date(iso)),
    day: (iso: string) => day.format(new Date(iso)),
    number: (value: number) => whole.format(value),
    weight: (valueG: number) => (valueG < KG_FROM_G ? grams.format(valueG) : kilograms.format(valueG / KG_FROM_G)),
    size: (lengthMm: number, widthMm: number, heightMm: number) =>
      `${whole.format(lengthMm)} × ${whole.format(widthMm)} × ${whole.format(heightMm)} mm`,
    signedMoney: ({ amount, currency }: Money) => `${amount > 0 ? '+' : ''}${moneyText(language, amount, currency)}`,
    bytes: (value: number) => (value < BYTES_IN_MB ? kilobytes.format(Math.ceil(value / 1_000)) : megabytes.format(value / BYTES_IN_MB)),
    money: ({ amount, currency }: Money) => moneyText(language, amount, currency),
  }
}

function moneyText(language: Language, amount: number, currency: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return `${format.format(amount / 10 ** digits)} ${currency}`
}

function readable(code: string): string {
  if (!/^[A-Z][A-Z0-9_]*$/.test(code)) return code
  const words = code.replaceAll('_', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
