import type { PolicyValues } from '../policy/policy-values.ts'
import type { ListingFacts } from '../quotes/listing-facts.ts'
import type { LineWeight, Span, WeightBasis } from './landed-estimate.ts'

export type GoodsToWeigh = {
  lineNo: number
  quantity: number
  measures: ListingFacts['measures']
  /** What our own scale says of a unit, in grams; null where we have not had one. */
  measuredUnitG: number | null
}

/** Units of one variant that we have weighed, and what they weighed together. */
export type MeasuredWeight = { offerId: string; specId: string | null; units: number; grams: number }

/** What a unit of a variant weighs by our own scale, in whole grams; null where we have not had one. */
export function measuredUnitG(goods: { offerId: string; specId: string | null }, measured: readonly MeasuredWeight[]): number | null {
  const own = measured.find(({ offerId, specId }) => offerId === goods.offerId && specId === goods.specId)
  return own === undefined ? null : Math.max(1, Math.round(own.grams / own.units))
}

type Rule = PolicyValues['freightEstimate']

/** What all units of a line weigh and how much room they take, as far as anybody knows (domain.md 3.3, 9.4). */
export function weighGoods({ lineNo, quantity, measures, measuredUnitG }: GoodsToWeigh, rule: Rule): LineWeight {
  const basis = basisOf(measures, measuredUnitG)
  const unitG = measuredUnitG ?? (basis === 'GUESSED' ? rule.guessedUnitG : (measures.weightG ?? rule.guessedUnitG))
  const netG = spread(unitG * quantity, rule[SPREADS[basis]])
  const { lengthMm, widthMm, heightMm } = measures
  const isSizeKnown = lengthMm !== null && widthMm !== null && heightMm !== null && lengthMm * widthMm * heightMm > 0
  const volumeMl = isSizeKnown
    ? spread((lengthMm * widthMm * heightMm * quantity) / 1_000, rule.sizeSpread)
    : spread((unitG * quantity * rule.guessedMlPerKg) / 1_000, rule.guessedSizeSpread)
  return { lineNo, basis, unitG, netG, volumeMl, isSizeKnown }
}

const SPREADS = {
  MEASURED: 'measuredSpread',
  OFFICIAL: 'officialSpread',
  SELLER: 'sellerSpread',
  PREDICTED: 'predictedSpread',
  GUESSED: 'guessedSpread',
} as const satisfies Record<WeightBasis, keyof Rule>

function basisOf(measures: GoodsToWeigh['measures'], measuredUnitG: number | null): WeightBasis {
  if (measuredUnitG !== null) return 'MEASURED'
  if (measures.weightG === null || measures.weightG <= 0) return 'GUESSED'
  // A weight nobody names a source of is no better than a prediction.
  return measures.source === 'official' ? 'OFFICIAL' : measures.source === 'seller' ? 'SELLER' : 'PREDICTED'
}

function spread(likely: number, bps: number): Span {
  return {
    min: Math.floor((likely * (10_000 - bps)) / 10_000),
    likely: Math.ceil(likely),
    max: Math.ceil((likely * (10_000 + bps)) / 10_000),
  }
}
