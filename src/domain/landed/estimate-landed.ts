import { valueAt } from '../policy/rule-at.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import type { LockedRate, QuoteLine } from '../quotes/quote.ts'
import type { RateBook } from '../quotes/reference-rates.ts'
import { type Currency, convert, money, multiplyByBps } from '../shared/money.ts'
import type { RestrictionFlag } from '../shipments/restrictions.ts'
import { linesTo, type ShippingLine, tariffedLines } from '../shipments/shipping-lines.ts'
import { allocateRange, exactly, NOTHING, sumRanges } from './amount-range.ts'
import { type DutiableLine, estimateDuties, type FenRange } from './estimate-duties.ts'
import { confidenceOf, type EstimatedFreight, estimateFreight, freightAssumptions, packGoods } from './freight-options.ts'
import type {
  AmountRange,
  Assumption,
  Destination,
  DutyEstimate,
  FreightOption,
  LandedEstimate,
  LandedLine,
  LineWeight,
} from './landed-estimate.ts'
import { type GoodsToWeigh, weighGoods } from './weigh-goods.ts'

/** One priced line with what is known of its weight, its headings and what carriers may object to. */
export type GoodsToLand = Pick<QuoteLine, 'lineNo' | 'quantity' | 'offerId' | 'goodsFen' | 'goodsMinor' | 'totalMinor'> &
  Pick<GoodsToWeigh, 'measures' | 'measuredUnitG'> & { hints: readonly RestrictionFlag[]; hsCode: string | null }

type Landing = Pick<LockedRate, 'referenceRate' | 'marginBps'> & {
  /** The currency of the quote. */
  quote: Currency
  destination: Destination
  goods: readonly GoodsToLand[]
  at: Date
  rows: readonly RuleRow[]
  rates: RateBook
}

/**
 * What a quote would cost at its destination: freight by the tariffs shipments are charged by, duty and tax as far as the tables know
 * them, and the landed total of the likeliest cheapest way with each line's share. Estimates only; sums are exact (domain.md 5.4, 9.4).
 */
export function estimateLanded(landing: Landing): LandedEstimate {
  const { destination, goods, at, rows } = landing
  const weights = goods.map((line) => weighGoods(line, valueAt('freightEstimate', at, rows)))
  const valueFen = goods.reduce((total, { goodsFen }) => total + goodsFen, 0n)
  const serving = linesTo(destination.countryCode, at, tariffedLines(rows, at))
  const usable = serving.filter((line) => valueFen <= line.maxDeclaredValue.amount)
  const candidates = usable.map((line) => candidateOf(landing, line, weights))
  const best = cheapest(candidates)
  return {
    destination,
    weights,
    options: candidates.map(({ option }) => option),
    unavailable: serving.filter((line) => !usable.includes(line)).map(({ lineCode }) => ({ lineCode, reason: 'DECLARED_VALUE' })),
    duties: best?.duties ?? dutiesWith(landing, [0n, 0n, 0n], false),
    landed: best === undefined ? null : landedBy(best.option, landing, weights),
  }
}

type Candidate = { option: FreightOption; duties: DutyEstimate }

function candidateOf(landing: Landing, line: ShippingLine, weights: readonly LineWeight[]): Candidate {
  const { goods, at, rows } = landing
  const packed = packGoods(weights, valueAt('packagingAllowance', at, rows).bps)
  const { freightFen, ...estimated } = estimateFreight(
    line,
    packed,
    goods.flatMap(({ hints }) => hints),
  )
  const duties = dutiesWith(landing, freightFen, line.dutyMode === 'IOSS')
  const isIncluded = line.dutyMode === 'DDP'
  const freight = inCurrency(freightFen, landing)
  const due = isIncluded ? NOTHING : duties.total
  const payable = exactly(goods.reduce((total, { totalMinor }) => total + totalMinor, 0n))
  const option: FreightOption = {
    ...estimated,
    freight,
    confidence: confidenceOf(weights),
    assumptions: [...freightAssumptions(weights), ...dutyAssumptions(estimated, duties, goods)],
    duties: due,
    total: sumRanges([payable, freight, due]),
    missing: isIncluded ? [] : [...new Set(duties.unknown.map(({ kind }) => kind))],
  }
  return { option, duties }
}

function dutyAssumptions(line: Pick<EstimatedFreight, 'dutyMode'>, duties: DutyEstimate, goods: readonly GoodsToLand[]): Assumption[] {
  if (line.dutyMode === 'DDP') return ['DUTY_IN_FREIGHT']
  const isByType = duties.components.some(({ by }) => by === 'FLAT_PER_ITEM_TYPE') && goods.some(({ hsCode }) => hsCode === null)
  const isUnverified = duties.components.some(({ confidence }) => confidence === 'C')
  return [
    'CUSTOMS_VALUE_IS_PRICE_PAID',
    ...(isByType ? (['ITEM_TYPES_COUNTED_BY_PRODUCT'] as const) : []),
    ...(isUnverified ? (['DUTIES_NOT_VERIFIED'] as const) : []),
  ]
}

/** Of ways whose cost is known whole the one that is likely cheapest; of the others only where there is no such way. */
function cheapest(candidates: readonly Candidate[]): Candidate | undefined {
  const whole = candidates.filter(({ option }) => option.missing.length === 0)
  return (whole.length > 0 ? whole : candidates).reduce<Candidate | undefined>(
    (best, one) => (best === undefined || one.option.total.likelyMinor < best.option.total.likelyMinor ? one : best),
    undefined,
  )
}

function dutiesWith({ destination, goods, at, quote, rates, rows }: Landing, freightFen: FenRange, isIoss: boolean): DutyEstimate {
  const lines = goods.map(({ lineNo, goodsFen, hsCode, offerId }): DutiableLine => ({ lineNo, goodsFen, hsCode, offerId }))
  const rateOf = (currency: Currency) => rates.rateAt(currency, at)?.rate
  return estimateDuties({ countryCode: destination.countryCode, at, rows, isIoss, lines, freightFen, currency: quote, rateOf })
}

/** Freight as it would be charged: at the reference rate, with our margin. */
function inCurrency(fen: FenRange, { quote, referenceRate, marginBps }: Landing): AmountRange {
  const [minMinor, likelyMinor, maxMinor] = fen.map((amount) => {
    const converted = convert(money(amount, 'CNY'), quote, referenceRate)
    return converted.amount + multiplyByBps(converted, marginBps).amount
  }) as [bigint, bigint, bigint]
  return { minMinor, likelyMinor, maxMinor }
}

function landedBy(option: FreightOption, { goods, quote }: Landing, weights: readonly LineWeight[]): LandedEstimate['landed'] {
  const freight = allocateRange(
    option.freight,
    weights.map(({ netG }) => BigInt(netG.likely)),
    quote,
  )
  const duties = allocateRange(
    option.duties,
    goods.map(({ goodsMinor }) => goodsMinor),
    quote,
  )
  const lines = goods.map(({ lineNo, totalMinor }, index): LandedLine => {
    const parts = [exactly(totalMinor), freight[index] ?? NOTHING, duties[index] ?? NOTHING]
    return { lineNo, total: sumRanges(parts) }
  })
  return { lineCode: option.lineCode, total: option.total, lines }
}
