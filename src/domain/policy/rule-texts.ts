import { MINUTE_MS } from '../shared/clock.ts'
import { type Money, money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import { type CalendarPeriod, type DaySpan, readDays, readPeriods, writeDays, writePeriods } from './calendar-period.ts'
import { type HeadingRate, readHeadings, writeHeadings } from './heading-rates.ts'
import { defaultOf } from './policy-defaults.ts'
import type { PolicyKey, PolicyValues } from './policy-values.ts'
import type { RuleField } from './rule-fields.ts'
import { RULE_FORMS } from './rule-forms.ts'

/**
 * A rule's value field by field as text, by path (`STANDARD.perPiece`): basis points, fen, milliseconds and counts as digits, `true` or
 * `false`, a choice by its name, durations as `60000,300000`, tiers as `1:0,16:500`.
 */
export type RuleTexts = Record<string, string>

type Tree = { readonly [name: string]: Tree | RuleField }

/** Every field of a rule by its path, in the order of the form. */
export function fieldsOf(key: PolicyKey): { path: string; field: RuleField }[] {
  return walk(RULE_FORMS[key].fields as unknown as Tree, '')
}

/** The value as texts: what `readTexts` reads back. */
export function writeTexts<K extends PolicyKey>(key: K, value: PolicyValues[K]): RuleTexts {
  return Object.fromEntries(fieldsOf(key).map(({ path, field }) => [path, toText(field, valueIn(value, path))]))
}

/** What was entered for a rule. Refuses `rule.value_invalid` for a field that is missing, unknown, no such number or out of bounds. */
export function readTexts<K extends PolicyKey>(key: K, texts: RuleTexts): PolicyValues[K] {
  const fields = fieldsOf(key)
  const unknown = Object.keys(texts).find((path) => !fields.some((entry) => entry.path === path))
  if (unknown !== undefined) throw invalid(key, unknown)
  const built = {}
  for (const { path, field } of fields) {
    const value = toValue(field, texts[path])
    if (value === undefined || !isWithin(field, value)) throw invalid(key, path)
    put(built, path, value)
  }
  return built as PolicyValues[K]
}

/** What was once stored: bounds may have moved since, and a field that did not exist then has the value we ship. */
export function readStoredTexts<K extends PolicyKey>(key: K, texts: RuleTexts): PolicyValues[K] {
  const built = {}
  for (const { path, field } of fieldsOf(key)) put(built, path, toValue(field, texts[path]) ?? valueIn(defaultOf(key), path))
  return built as PolicyValues[K]
}

function invalid(key: PolicyKey, field: string): Refusal {
  return new Refusal('rule.value_invalid', { key, field })
}

function walk(tree: Tree, above: string): { path: string; field: RuleField }[] {
  return Object.entries(tree).flatMap(([name, node]) => {
    const path = `${above}${name}`
    return isField(node) ? [{ path, field: node }] : walk(node, `${path}.`)
  })
}

function isField(node: Tree | RuleField): node is RuleField {
  return typeof node.kind === 'string'
}

type Tier = { readonly fromReturn: number; readonly price: Money }
type FieldValue = number | boolean | string | Money | readonly number[] | readonly Tier[] | readonly DaySpan[] | readonly HeadingRate[]

function valueIn(value: unknown, path: string): FieldValue {
  return path.split('.').reduce((node: unknown, name) => (node as Record<string, unknown>)[name], value) as FieldValue
}

function put(target: object, path: string, value: FieldValue): void {
  const [last = '', ...above] = path.split('.').reverse()
  let node = target as Record<string, unknown>
  for (const name of above.reverse()) {
    node[name] ??= {}
    node = node[name] as Record<string, unknown>
  }
  node[last] = value
}

function toText(field: RuleField, value: FieldValue): string {
  switch (field.kind) {
    case 'money':
      return String((value as Money).amount)
    case 'durations':
      return (value as readonly number[]).join(',')
    case 'tiers':
      return (value as readonly Tier[]).map((tier) => `${tier.fromReturn}:${tier.price.amount}`).join(',')
    case 'days':
      return writeDays(value as readonly DaySpan[])
    case 'periods':
      return writePeriods(value as readonly CalendarPeriod[])
    case 'headings':
      return writeHeadings(value as readonly HeadingRate[])
    default:
      return String(value)
  }
}

const DIGITS = /^\d{1,15}$/

function toValue(field: RuleField, text: string | undefined): FieldValue | undefined {
  if (text === undefined) return undefined
  switch (field.kind) {
    case 'bps':
    case 'count':
    case 'duration':
      return toNumber(text)
    case 'money': {
      const fen = toNumber(text)
      return fen === undefined ? undefined : money(fen, 'CNY')
    }
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'choice':
      return text
    case 'durations':
      return all(text.split(',').map(toNumber))
    case 'tiers':
      return all(text.split(',').map(toTier))
    case 'days':
      return readDays(text)
    case 'periods':
      return readPeriods(text)
    case 'headings':
      return readHeadings(text)
  }
}

function toNumber(text: string): number | undefined {
  return DIGITS.test(text) ? Number(text) : undefined
}

function toTier(text: string): Tier | undefined {
  const [fromReturn, fen, ...rest] = text.split(':').map(toNumber)
  return fromReturn === undefined || fen === undefined || rest.length > 0 ? undefined : { fromReturn, price: money(fen, 'CNY') }
}

function all<T>(values: readonly (T | undefined)[]): T[] | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === values.length ? known : undefined
}

function isWithin(field: RuleField, value: FieldValue): boolean {
  switch (field.kind) {
    case 'bps':
    case 'count':
      return isBetween(value as number, field.min, field.max)
    case 'duration':
      return isBetween(value as number, field.min, field.max) && (value as number) % MINUTE_MS === 0
    case 'money':
      return (value as Money).amount <= BigInt(field.max)
    case 'flag':
    case 'days':
    case 'periods':
    case 'headings':
      return true
    case 'choice':
      return field.of.includes(value as string)
    case 'durations':
      return isRising(value as readonly number[]) && (value as readonly number[]).every((ms) => ms <= field.max)
    case 'tiers': {
      const tiers = value as readonly Tier[]
      return (
        isRising(tiers.map((tier) => tier.fromReturn)) &&
        tiers[0]?.fromReturn === 1 &&
        tiers.every((tier) => tier.price.amount <= field.max)
      )
    }
  }
}

function isBetween(value: number, min: number, max: number): boolean {
  return value >= min && value <= max
}

/** Each greater than the one before, or each less: reminders count down, tries count up. */
function isRising(values: readonly number[]): boolean {
  const steps = values.slice(1).map((value, index) => Math.sign(value - (values[index] ?? value)))
  return steps.every((step) => step !== 0 && step === steps[0])
}
