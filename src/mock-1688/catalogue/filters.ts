import { FILTER_BITS, type FilterName, hasBit } from './filter-bits.ts'
import type { Product } from './product.ts'
import type { SearchIndex } from './search-index.ts'

const DAY_MS = 86_400_000

type Test = (index: SearchIndex, product: number, now: number) => boolean
type Column = 'score' | 'within24' | 'within48'

const atLeast =
  (column: Column, value: number): Test =>
  (index, product) =>
    (index[column][product] ?? 0) >= value

const returnsAtMost =
  (tenths: number): Test =>
  (index, product) =>
    (index.qualityReturns[product] ?? 0) <= tenths

const youngerThan =
  (days: number): Test =>
  (index, product, now) =>
    ageDays({ repostDays: index.repostDays[product] ?? 1, repostPhase: index.repostPhase[product] ?? 0 }, now) <= days

/** Filter codes that ask more than one bit (spec 3.8); the steps of the graded ones are our choice. */
const TESTS: Readonly<Record<string, Test>> = {
  new7: youngerThan(7),
  new30: youngerThan(30),
  totalEpScoreLv1: atLeast('score', 50),
  totalEpScoreLv2: atLeast('score', 45),
  totalEpScoreLv3: atLeast('score', 40),
  totalEpScoreLv4: (index, product) => (index.score[product] ?? 0) < 40,
  getRate24HLv1: atLeast('within24', 99),
  getRate24HLv2: atLeast('within24', 95),
  getRate24HLv3: atLeast('within24', 90),
  getRate48HLv1: atLeast('within48', 99),
  getRate48HLv2: atLeast('within48', 95),
  getRate48HLv3: atLeast('within48', 90),
  qrr0: returnsAtMost(0),
  qrr1: returnsAtMost(10),
  qrr5: returnsAtMost(50),
  qrr10: returnsAtMost(100),
}

/** The filters as one test: bits at once, the others one by one. A code that is not known filters nothing: what 1688 does then is unknown. */
export function filterTest(codes: readonly string[]): Test {
  const bits = codes.reduce((sum, code) => sum | (FILTER_BITS[code as FilterName] ?? 0), 0)
  const tests = codes.flatMap((code) => TESTS[code] ?? [])
  return (index, product, now) => ((index.filters[product] ?? 0) & bits) === bits && tests.every((test) => test(index, product, now))
}

/** Days since the offer was last posted: sellers post anew every so many days, so that there are always new ones. */
function ageDays(cycle: { repostDays: number; repostPhase: number }, now: number): number {
  const day = Math.floor(now / DAY_MS)
  return (day + cycle.repostPhase) % cycle.repostDays
}

/** When the offer was last posted, in epoch milliseconds. */
export function postedAt(product: Product, now: number): number {
  const midnight = Math.floor(now / DAY_MS) * DAY_MS
  return midnight - (ageDays(product, now) + 1) * DAY_MS + ((product.index * 7919) % DAY_MS)
}

/** The `tagInfoList` of the detail (the filter says `FreePost`, the tag `FreePostage`). */
export function tagsOf(product: Product, now: number): { key: string; value: boolean }[] {
  const { filters } = product
  return [
    { key: 'isOnePsale', value: hasBit(filters, 'isOnePsale') },
    { key: 'isOnePsaleFreePostage', value: hasBit(filters, 'isOnePsaleFreePost') },
    { key: 'isSupportMix', value: product.seller.mix.allowed },
    { key: 'noReason7DReturn', value: hasBit(filters, 'noReason7DReturn') },
    { key: '1688_yx', value: hasBit(filters, 'isSelect') && hasBit(filters, 'jxhy') },
    { key: 'new7', value: ageDays(product, now) <= 7 },
    { key: 'new30', value: ageDays(product, now) <= 30 },
    { key: 'isQqyx', value: hasBit(filters, 'isQqyx') },
    { key: 'select', value: hasBit(filters, 'isSelect') },
  ]
}
