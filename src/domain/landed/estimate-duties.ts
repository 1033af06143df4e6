import type { RuleRow } from '../policy/rule-row.ts'
import { allocate, type Currency, convert, convertBack, type Money, money, multiplyByBps } from '../shared/money.ts'
import { NOTHING, sumRanges } from './amount-range.ts'
import { type DutyRegime, headingOf, regimeAt } from './duty-regime.ts'
import type { AmountRange, DutyComponent, DutyEstimate, DutyKind, DutyUnknown } from './landed-estimate.ts'

/** Amounts in fen, as far as freight is known: at least, most likely, at most. */
export type FenRange = readonly [least: bigint, likely: bigint, most: bigint]

export type DutiableLine = { lineNo: number; goodsFen: bigint; hsCode: string | null; offerId: string }

export type DutiableGoods = {
  countryCode: string
  at: Date
  rows: readonly RuleRow[]
  /** Declared under the import one-stop shop: what the shipping line does, or not. */
  isIoss: boolean
  lines: readonly DutiableLine[]
  freightFen: FenRange
  currency: Currency
  /** Units of a currency for one CNY, or undefined where we know no rate. */
  rateOf(currency: Currency): string | undefined
}

/**
 * Duty and tax of goods entering a country as one shipment, by the rows in force (domain.md 9.6). What no row answers is listed as
 * unknown with its reason, and never counted as nothing.
 */
export function estimateDuties(goods: DutiableGoods): DutyEstimate {
  const regime = regimeAt(goods.countryCode, goods.at, goods.rows)
  const lineNos = goods.lines.map(({ lineNo }) => lineNo)
  if (regime === undefined) {
    const unknown = (['DUTY', 'TAX'] as const).map((kind): DutyUnknown => ({ kind, reason: 'COUNTRY_NOT_IN_TABLE', lineNos }))
    return { components: [], unknown, total: NOTHING }
  }
  const isBelow = isBelowThreshold(regime, goods)
  const duty = dutyOf(regime, goods, isBelow)
  const tax = taxOf(regime, goods, { isBelow, dutyFen: duty.fen })
  const components = [...duty.components, ...tax.components]
  return { components, unknown: [...duty.unknown, ...tax.unknown], total: sumRanges(components.map(({ amount }) => amount)) }
}

type Part = { components: DutyComponent[]; unknown: DutyUnknown[]; fen: FenRange }

const NO_FEN: FenRange = [0n, 0n, 0n]

/** Null where the threshold is in a currency we know no rate of. */
function isBelowThreshold({ threshold }: DutyRegime, goods: DutiableGoods): boolean | null {
  if (threshold === null) return false
  const { currency, amount } = threshold.upTo
  const rate = goods.rateOf(currency)
  if (rate === undefined) return null
  return convert(money(goodsFenOf(goods), 'CNY'), currency, rate).amount <= amount
}

function dutyOf(regime: DutyRegime, goods: DutiableGoods, isBelow: boolean | null): Part {
  const lineNos = goods.lines.map(({ lineNo }) => lineNo)
  const known = { kind: 'DUTY', name: 'duty', lineNos, ...citation(regime, regime.confidence) } as const
  if (regime.duty === 'NOT_LEVIED') return single({ ...known, by: 'NOT_LEVIED', rateBps: 0, amount: NOTHING })
  if (isBelow === null) return unknown('DUTY', 'THRESHOLD_CURRENCY_UNRATED', lineNos)
  if (isBelow && goods.isIoss && regime.flatPerItemType !== null) return flatDuty(regime.flatPerItemType, goods, known)
  if (isBelow && (regime.threshold?.frees ?? 'NOTHING') !== 'NOTHING')
    return single({ ...known, by: 'BELOW_THRESHOLD', rateBps: null, amount: NOTHING })
  return dutyByHeading(regime, goods)
}

function flatDuty(each: Money, goods: DutiableGoods, known: Pick<DutyComponent, 'kind' | 'name' | 'lineNos'> & Citation): Part {
  const rate = goods.rateOf(each.currency)
  if (rate === undefined) return unknown('DUTY', 'THRESHOLD_CURRENCY_UNRATED', [...known.lineNos])
  const types = itemTypes(goods.lines)
  const fen = convertBack({ amount: each.amount * BigInt(types), currency: each.currency }, 'CNY', rate).amount
  const range: FenRange = [fen, fen, fen]
  return single({ ...known, by: 'FLAT_PER_ITEM_TYPE', rateBps: null, amount: inCurrency(range, goods) }, range)
}

/** Kinds of goods: by the 6-digit heading where it was given, otherwise one for each product. */
function itemTypes(lines: readonly DutiableLine[]): number {
  return new Set(lines.map(({ hsCode, offerId }) => (hsCode === null || hsCode.length < 6 ? `offer ${offerId}` : hsCode.slice(0, 6)))).size
}

function dutyByHeading(regime: DutyRegime, goods: DutiableGoods): Part {
  const byRate = Map.groupBy(goods.lines, ({ hsCode }) => headingOf(regime, hsCode))
  const parts = [...byRate].map(([rate, lines]): Part => {
    const lineNos = lines.map(({ lineNo }) => lineNo)
    if (rate === undefined) return unknown('DUTY', 'RATE_NOT_IN_TABLE', lineNos)
    const fen = valueFen(goods, lines).map((value) => multiplyByBps(money(value, 'CNY'), rate.bps).amount) as unknown as FenRange
    const amount = inCurrency(fen, goods)
    const cited = citation(regime, regime.headingsConfidence)
    return single({ kind: 'DUTY', name: `duty ${rate.heading}`, by: 'RATE', rateBps: rate.bps, amount, lineNos, ...cited }, fen)
  })
  return {
    components: parts.flatMap(({ components }) => components),
    unknown: parts.flatMap(({ unknown: of }) => of),
    fen: parts.reduce<FenRange>((total, { fen }) => addFen(total, fen), NO_FEN),
  }
}

function taxOf(regime: DutyRegime, goods: DutiableGoods, { isBelow, dutyFen }: { isBelow: boolean | null; dutyFen: FenRange }): Part {
  const lineNos = goods.lines.map(({ lineNo }) => lineNo)
  const { tax, threshold } = regime
  const known = { kind: 'TAX', name: tax.name, lineNos, ...citation(regime, tax.confidence) } as const
  if (tax.is === 'UNKNOWN') return unknown('TAX', 'RATE_NOT_IN_TABLE', lineNos)
  if (tax.is === 'NOT_LEVIED') return single({ ...known, by: 'NOT_LEVIED', rateBps: null, amount: NOTHING })
  if (threshold?.frees === 'DUTY_AND_TAX') {
    if (isBelow === null) return unknown('TAX', 'THRESHOLD_CURRENCY_UNRATED', lineNos)
    if (isBelow) return single({ ...known, by: 'BELOW_THRESHOLD', rateBps: null, amount: NOTHING })
  }
  const taxed = addFen(valueFen(goods, goods.lines), dutyFen)
  const fen = taxed.map((value) => multiplyByBps(money(value, 'CNY'), tax.bps).amount) as unknown as FenRange
  return single({ ...known, by: 'RATE', rateBps: tax.bps, amount: inCurrency(fen, goods) }, fen)
}

/** Goods and their share of freight, by value: what duty and tax are levied on. */
function valueFen(goods: DutiableGoods, lines: readonly DutiableLine[]): FenRange {
  const chosen = new Set(lines)
  const weights = goods.lines.map(({ goodsFen }) => goodsFen)
  const own = lines.reduce((total, { goodsFen }) => total + goodsFen, 0n)
  return goods.freightFen.map((freight) => {
    const shares = allocate(money(freight, 'CNY'), weights)
    return own + goods.lines.reduce((total, line, index) => total + (chosen.has(line) ? (shares[index]?.amount ?? 0n) : 0n), 0n)
  }) as unknown as FenRange
}

function inCurrency(fen: FenRange, { currency, rateOf }: DutiableGoods): AmountRange {
  const rate = rateOf(currency)
  if (rate === undefined) throw new RangeError(`no rate of ${currency}`)
  const [minMinor, likelyMinor, maxMinor] = fen.map((amount) => convert(money(amount, 'CNY'), currency, rate).amount) as [
    bigint,
    bigint,
    bigint,
  ]
  return { minMinor, likelyMinor, maxMinor }
}

function goodsFenOf({ lines }: DutiableGoods): bigint {
  return lines.reduce((total, { goodsFen }) => total + goodsFen, 0n)
}

function addFen(left: FenRange, right: FenRange): FenRange {
  return [left[0] + right[0], left[1] + right[1], left[2] + right[2]]
}

type Citation = Pick<DutyComponent, 'rowId' | 'effectiveFrom' | 'source' | 'confidence'>

function citation({ rowId, effectiveFrom, source }: DutyRegime, confidence: Citation['confidence']): Citation {
  return { rowId, effectiveFrom, source, confidence }
}

function single(component: DutyComponent, fen: FenRange = NO_FEN): Part {
  return { components: [component], unknown: [], fen }
}

function unknown(kind: DutyKind, reason: DutyUnknown['reason'], lineNos: number[]): Part {
  return { components: [], unknown: [{ kind, reason, lineNos }], fen: NO_FEN }
}
