import { chargeableWeight, freightPrice, type MeasuredCarton } from '../shipments/chargeable-weight.ts'
import type { FlagPolicy, RestrictionFlag } from '../shipments/restrictions.ts'
import type { ShippingLine } from '../shipments/shipping-lines.ts'
import type { FenRange } from './estimate-duties.ts'
import type { Assumption, EstimateConfidence, FreightOption, LineWeight, Span } from './landed-estimate.ts'

/** All goods of a quote as one shipment, packed. */
export type PackedGoods = { grossG: Span; volumeMl: Span }

/** What a line would ask for goods packed so, in fen, by the tariff row shipments are charged by (domain.md 9.4). */
export type EstimatedFreight = Pick<
  FreightOption,
  'lineCode' | 'name' | 'carrier' | 'mode' | 'dutyMode' | 'transitDays' | 'chargeableG' | 'ruleId' | 'ruleVersion' | 'inputs' | 'objections'
> & { freightFen: FenRange }

/** Adds the packaging: as much as the policy says most likely, half of it at least, half as much again at most (domain.md 9.4). */
export function packGoods(weights: readonly LineWeight[], packagingBps: number): PackedGoods {
  const netG = sumSpans(weights.map(({ netG: own }) => own))
  const grown = (grams: number, bps: number) => Math.ceil((grams * (10_000 + bps)) / 10_000)
  return {
    grossG: {
      min: grown(netG.min, Math.floor(packagingBps / 2)),
      likely: grown(netG.likely, packagingBps),
      max: grown(netG.max, Math.ceil(packagingBps * 1.5)),
    },
    volumeMl: sumSpans(weights.map(({ volumeMl }) => volumeMl)),
  }
}

export function estimateFreight(line: ShippingLine, packed: PackedGoods, hints: readonly RestrictionFlag[]): EstimatedFreight {
  const weighed = (end: keyof Span) =>
    chargeableWeight(line, asCartons(packed.grossG[end], packed.volumeMl[end], line.maxCartonG)).chargeableG
  const likely = weighed('likely')
  // More cartons may be smaller ones: what is most likely is never outside the ends.
  const chargeableG = { min: Math.min(weighed('min'), likely), likely, max: Math.max(weighed('max'), likely) }
  const fenOf = (grams: number) => freightPrice(line, grams).amount
  const { lineCode, name, carrier, mode, dutyMode, transitDays } = line
  return {
    ...{ lineCode, name, carrier, mode, dutyMode, transitDays, chargeableG },
    freightFen: [fenOf(chargeableG.min), fenOf(chargeableG.likely), fenOf(chargeableG.max)],
    objections: objectionsOf(line.flags, hints),
    ruleId: `shippingLine.${lineCode}`,
    ruleVersion: line.tariffVersion,
    inputs: {
      divisor: String(line.divisor),
      firstWeightG: String(line.firstWeightG),
      firstFen: String(line.firstPrice.amount),
      nextUnitG: String(line.nextUnitG),
      nextFen: String(line.nextPrice.amount),
      stepG: String(line.stepG),
      minimumG: String(line.minimumG),
    },
  }
}

/** High only where every weight was measured and every size is known; low where a weight is predicted or assumed. */
export function confidenceOf(weights: readonly LineWeight[]): EstimateConfidence {
  if (weights.some(({ basis }) => basis === 'PREDICTED' || basis === 'GUESSED')) return 'LOW'
  const isMeasured = weights.every(({ basis, isSizeKnown }) => isSizeKnown && (basis === 'MEASURED' || basis === 'OFFICIAL'))
  return isMeasured ? 'HIGH' : 'MEDIUM'
}

/** What an estimate of freight takes for granted. */
export function freightAssumptions(weights: readonly LineWeight[]): Assumption[] {
  return [
    'ONE_SHIPMENT',
    'PACKAGING_ADDED',
    ...(weights.some(({ basis }) => basis === 'GUESSED') ? (['WEIGHT_ASSUMED'] as const) : []),
    ...(weights.some(({ isSizeKnown }) => !isSizeKnown) ? (['SIZE_ASSUMED'] as const) : []),
    'SURCHARGES_NOT_INCLUDED',
  ]
}

/** As few cartons as the line's heaviest allows, all alike, as cubes. */
function asCartons(grossG: number, volumeMl: number, maxCartonG: number): MeasuredCarton[] {
  const count = Math.max(1, Math.ceil(grossG / maxCartonG))
  const side = Math.max(1, Math.ceil(Math.cbrt((volumeMl * 1_000) / count)))
  const carton = { lengthMm: side, widthMm: side, heightMm: side, weightG: Math.ceil(grossG / count) }
  return Array.from({ length: count }, () => carton)
}

function objectionsOf(policy: FlagPolicy, hints: readonly RestrictionFlag[]): RestrictionFlag[] {
  return [...new Set(hints)].filter((flag) => policy[flag] !== 'accept')
}

function sumSpans(spans: readonly Span[]): Span {
  const none: Span = { min: 0, likely: 0, max: 0 }
  return spans.reduce((total, span) => ({ min: total.min + span.min, likely: total.likely + span.likely, max: total.max + span.max }), none)
}
