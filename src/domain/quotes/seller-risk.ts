import { failPercentOf, type SupplierQuality } from '../catalogue/supplier-quality.ts'
import type { PolicyValues } from '../policy/policy-values.ts'
import type { SellerScores } from '../upstream/product.ts'
import type { InspectionLevelCode } from './quote.ts'

/** What our own warehouse counted of a seller's goods. */
export type SellerRecord = SupplierQuality

export const RISK_CODES = [
  'LOW_COMPOSITE_SCORE',
  'LOW_DISPUTE_SCORE',
  'SLOW_PICKUP',
  'QUALITY_REFUNDS',
  'OWN_FAIL_RATE',
  'THIN_RECORD',
  'NO_SCORES',
] as const
export type RiskCode = (typeof RISK_CODES)[number]

/** INFO says how much is known, WATCH asks for a closer look, SEVERE for the closest. */
export const RISK_SEVERITIES = ['INFO', 'WATCH', 'SEVERE'] as const
export type RiskSeverity = (typeof RISK_SEVERITIES)[number]

/** One thing worth knowing of a seller, with the numbers it rests on as decimal text. */
export type RiskHint = { code: RiskCode; severity: RiskSeverity; inputs: Record<string, string> }

/** What was known of a seller when its goods were quoted, and the level of inspection that would answer it. */
export type SellerRisk = {
  suggestedInspectionLevel: InspectionLevelCode
  /** The hints the suggestion rests on; none when nothing speaks against the seller. */
  because: RiskCode[]
  hints: RiskHint[]
  ruleId: string
  ruleVersion: string
}

export type RiskRule = PolicyValues['sellerRisk'] & { ruleId: string; version: string }

type Facts = { scores: SellerScores; record: SellerRecord; rule: RiskRule }

/**
 * Hints at what speaks against a seller: 1688's scores and rates, and our own fail rate where enough was inspected. What is not known
 * is said (`THIN_RECORD`, `NO_SCORES`), never taken for good (domain.md 3.3, 7.1).
 */
export function judgeSeller({ scores, record, rule }: Facts): SellerRisk {
  const hints = [...scoreHints(scores, rule), ...ownHints(record, rule)]
  const severe = hints.filter(({ severity }) => severity === 'SEVERE')
  const watched = hints.filter(({ severity }) => severity === 'WATCH')
  const isGrave = severe.length > 0 || watched.length >= rule.manyHints
  const because = (severe.length > 0 ? severe : watched).map(({ code }) => code)
  return {
    suggestedInspectionLevel: isGrave ? 'DETAILED' : watched.length > 0 ? 'STANDARD' : 'BASIC',
    because,
    hints,
    ruleId: rule.ruleId,
    ruleVersion: rule.version,
  }
}

function scoreHints(scores: SellerScores, rule: RiskRule): RiskHint[] {
  const measured = [scores.composite, scores.dispute, scores.pickupWithin48HoursPercent, scores.qualityRefundPercent]
  if (measured.every((score) => score === null)) return [{ code: 'NO_SCORES', severity: 'WATCH', inputs: {} }]
  return [
    ...below('LOW_COMPOSITE_SCORE', { name: 'score', value: scores.composite, scale: 10 }, rule.composite),
    ...below('LOW_DISPUTE_SCORE', { name: 'score', value: scores.dispute, scale: 10 }, rule.dispute),
    ...below('SLOW_PICKUP', { name: 'percent', value: scores.pickupWithin48HoursPercent, scale: 100 }, rule.pickup),
    ...from('QUALITY_REFUNDS', { name: 'percent', value: scores.qualityRefundPercent, scale: 100 }, rule.qualityRefund),
  ]
}

function ownHints(record: SellerRecord, rule: RiskRule): RiskHint[] {
  const percent = failPercentOf(record)
  // How few exactly is not told: it might say something about one order of another partner.
  if (percent === null) return [{ code: 'THIN_RECORD', severity: 'INFO', inputs: { inspectedUnits: 'too few' } }]
  const sample = { inspectedUnits: String(record.inspectedUnits) }
  return from('OWN_FAIL_RATE', { name: 'percent', value: percent, scale: 100 }, rule.ownFail).map((hint) => ({
    ...hint,
    inputs: { ...hint.inputs, ...sample },
  }))
}

/** `scale` turns what was measured into the unit of the thresholds. */
type Measured = { name: string; value: number | null; scale: number }

function below(code: RiskCode, { name, value, scale }: Measured, limits: { watchBelow: number; severeBelow: number }): RiskHint[] {
  if (value === null || value * scale >= limits.watchBelow) return []
  const isSevere = value * scale < limits.severeBelow
  const limit = isSevere ? limits.severeBelow : limits.watchBelow
  return [{ code, severity: isSevere ? 'SEVERE' : 'WATCH', inputs: { [name]: String(value), below: String(limit / scale) } }]
}

function from(code: RiskCode, { name, value, scale }: Measured, limits: { watchFrom: number; severeFrom: number }): RiskHint[] {
  if (value === null || value * scale < limits.watchFrom) return []
  const isSevere = value * scale >= limits.severeFrom
  const limit = isSevere ? limits.severeFrom : limits.watchFrom
  return [{ code, severity: isSevere ? 'SEVERE' : 'WATCH', inputs: { [name]: String(value), from: String(limit / scale) } }]
}
