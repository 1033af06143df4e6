import { LEAVES, type Leaf } from './departments.ts'
import { FILTER_BITS } from './filter-bits.ts'
import type { Quirk, QuoteType } from './product.ts'
import { type Random, randomOf } from './random.ts'
import { departmentOf, sellerAt, sellerOfProduct } from './seller.ts'
import { BRANDS, FEATURES, LICENSED_BRANDS, TAILS } from './vocabulary/selling-words.ts'
import { COLOURS, SEASONS } from './vocabulary/variants.ts'
import type { Word } from './vocabulary/word.ts'

const QUIRKS: Readonly<Record<number, Quirk>> = {
  7: 'soldOut',
  17: 'expired',
  23: 'promotion',
  27: 'zeroPrice',
  33: 'freightByAgreement',
  37: 'noTradeMode',
  47: 'noWeight',
}

/** What a search needs to know of a product, drawn before all else: cheap enough for the whole index at start. */
export type Facts = {
  index: number
  seller: number
  leaf: Leaf
  words: { season: Word; style: Word; material: Word; use: Word; feature: Word; tail: Word }
  brand: Word | null
  isLicensedBrand: boolean
  /** Positions in `COLOURS`, the first one is the main picture's. */
  colours: readonly number[]
  quirk: Quirk | null
  quoteType: QuoteType
  baseFen: number
  grams: number
  minOrderQuantity: number
  batchNumber: number | null
  monthSold: number
  sold: number
  repurchasePercent: number
  /** Tenths, 30 to 50. */
  score: number
  /** Per cent of parcels handed over within 24 and 48 hours, and tenths of a per cent that came back for quality. */
  within24: number
  within48: number
  qualityReturns: number
  /** Bits of `FILTER_BITS`. */
  filters: number
  /** The offer is posted anew every `repostDays` days, `repostPhase` days into the cycle. */
  repostDays: number
  repostPhase: number
}

/** The facts of product number `index`, the same at every call. */
export function factsOf(index: number): Facts {
  const random = randomOf(index * 31 + 7)
  const seller = sellerOfProduct(index)
  const department = departmentOf(seller)
  const leaf = random.pick(LEAVES.get(department.id) ?? [])
  const words = {
    season: random.pick(SEASONS),
    style: random.pick(department.styles),
    material: random.pick(department.materials),
    use: random.pick(department.uses),
    feature: random.pick(FEATURES[department.id] ?? []),
    tail: random.pick(TAILS),
  }
  const branded = random.int(1, 100)
  const isLicensedBrand = branded <= 3
  const quirk = QUIRKS[index % 50] ?? null
  const baseFen = Math.round(random.int(leaf.kind.fen[0], leaf.kind.fen[1]) / 10) * 10
  const grams = random.int(leaf.kind.grams[0], leaf.kind.grams[1])
  const quoteType = quoteTypeOf(random, quirk)
  const batchNumber = random.chance(0.06) ? random.pick([2, 6, 12]) : null
  const minOrderQuantity = batchNumber ?? random.pick(baseFen < 1000 ? [2, 5, 10, 20] : [1, 2, 2, 3, 5])
  // Few sell much: the figure spreads over orders of magnitude.
  const monthSold = Math.round(3 * 1400 ** (random.int(0, 1000) / 1000))
  return {
    index,
    seller,
    leaf,
    words,
    brand: isLicensedBrand ? random.pick(LICENSED_BRANDS) : branded <= 16 ? random.pick(BRANDS) : null,
    isLicensedBrand,
    colours: coloursOf(random),
    quirk,
    quoteType,
    baseFen,
    grams,
    minOrderQuantity,
    batchNumber,
    monthSold,
    sold: monthSold * random.int(2, 40),
    repurchasePercent: random.int(2, 60),
    score: random.int(30, 50),
    within24: random.int(40, 100),
    within48: random.int(70, 100),
    qualityReturns: random.int(0, 110),
    filters: filtersOf(random, seller),
    repostDays: random.int(60, 420),
    repostPhase: random.int(0, 419),
  }
}

function quoteTypeOf(random: Random, quirk: Quirk | null): QuoteType {
  const drawn = random.int(1, 100)
  if (quirk === 'zeroPrice' || quirk === 'promotion') return 1
  return drawn <= 15 ? 0 : drawn <= 70 ? 1 : 2
}

function coloursOf(random: Random): number[] {
  const first = random.int(0, COLOURS.length - 1)
  return Array.from({ length: random.int(2, 5) }, (_, step) => (first + step * 5) % COLOURS.length)
}

/** Labels that come by chance, with how often. */
const DRAWN_FILTERS: readonly (readonly [bit: number, probability: number])[] = (
  [
    ['jxhy', 0.15],
    ['noReason7DReturn', 0.6],
    ['breakageCover', 0.3],
    ['returnFreight', 0.25],
    ['patent', 0.03],
    ['JPFL', 0.1],
    ['USFL', 0.15],
    ['KRFL', 0.1],
    ['VNFL', 0.08],
    ['SAFL', 0.06],
    ['RUFL', 0.08],
    ['KZFL', 0.05],
    ['HKFL', 0.05],
    ['MOFL', 0.03],
    ['TWFL', 0.05],
  ] as const
).map(([name, probability]) => [FILTER_BITS[name], probability])

function filtersOf(random: Random, sellerIndex: number): number {
  const seller = sellerAt(sellerIndex)
  const isOnePsale = random.chance(0.45)
  const isSelect = random.chance(0.25)
  const isFast = random.chance(0.4)
  let bits = FILTER_BITS.shipIn48Hours
  if (isOnePsale) bits |= FILTER_BITS.isOnePsale
  if (isOnePsale && seller.freePostage) bits |= FILTER_BITS.isOnePsaleFreePost
  if (isSelect) bits |= FILTER_BITS.isSelect | FILTER_BITS['1688Selection']
  if (isSelect && isOnePsale) bits |= FILTER_BITS.isQqyx
  if (isFast) bits |= FILTER_BITS.shipIn24Hours
  if (isFast && random.chance(0.3)) bits |= FILTER_BITS.shipInToday
  if (seller.identities.includes('super_factory')) bits |= FILTER_BITS.certifiedFactory
  for (const [bit, probability] of DRAWN_FILTERS) if (random.chance(probability)) bits |= bit
  return bits
}
