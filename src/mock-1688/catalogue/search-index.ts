import { factsOf } from './facts.ts'
import { NO_WORD, WORD_TABLES } from './word-tables.ts'

/** The searchable products in columns: some 70 bytes each, filled in well under a second for 50,000. */
export type SearchIndex = {
  size: number
  /** One column a table of `WORD_TABLES`, the leaf categories first: the position of the word that stands there. */
  words: readonly Uint8Array[]
  /** Bits by position in `COLOURS`. */
  colours: Uint16Array
  seller: Uint16Array
  priceFen: Uint32Array
  monthSold: Uint16Array
  sold: Uint32Array
  repurchase: Uint8Array
  score: Uint8Array
  within24: Uint8Array
  within48: Uint8Array
  qualityReturns: Uint8Array
  filters: Uint32Array
  repostDays: Uint16Array
  repostPhase: Uint16Array
  isExpired: Uint8Array
  /** Product numbers by what they are sorted by, lowest first (popular: highest first), ties by number. */
  orders: Readonly<Record<'popular' | 'price' | 'monthSold' | 'rePurchaseRate', Uint32Array>>
}

/** The index of the first `size` products. */
export function buildSearchIndex(size: number): SearchIndex {
  const index: SearchIndex = { ...emptyColumns(size), orders: { popular: NONE, price: NONE, monthSold: NONE, rePurchaseRate: NONE } }
  for (let at = 0; at < size; at++) {
    const facts = factsOf(at)
    WORD_TABLES.forEach((table, slot) => {
      const column = index.words[slot]
      if (column) column[at] = table.position(facts)
    })
    index.colours[at] = facts.colours.reduce((bits, colour) => bits | (1 << colour), 0)
    index.seller[at] = facts.seller
    index.priceFen[at] = facts.baseFen
    index.monthSold[at] = facts.monthSold
    index.sold[at] = facts.sold
    index.repurchase[at] = facts.repurchasePercent
    index.score[at] = facts.score
    index.within24[at] = facts.within24
    index.within48[at] = facts.within48
    index.qualityReturns[at] = facts.qualityReturns
    index.filters[at] = facts.filters
    index.repostDays[at] = facts.repostDays
    index.repostPhase[at] = facts.repostPhase
    index.isExpired[at] = facts.quirk === 'expired' ? 1 : 0
  }
  index.orders = {
    popular: ordered(size, (at) => -(index.monthSold[at] ?? 0)),
    price: ordered(size, (at) => index.priceFen[at] ?? 0),
    monthSold: ordered(size, (at) => index.monthSold[at] ?? 0),
    rePurchaseRate: ordered(size, (at) => index.repurchase[at] ?? 0),
  }
  return index
}

const NONE = new Uint32Array(0)
const PRODUCT_BITS = 2 ** 21

function emptyColumns(size: number) {
  return {
    size,
    words: WORD_TABLES.map(() => new Uint8Array(size).fill(NO_WORD)),
    colours: new Uint16Array(size),
    seller: new Uint16Array(size),
    priceFen: new Uint32Array(size),
    monthSold: new Uint16Array(size),
    sold: new Uint32Array(size),
    repurchase: new Uint8Array(size),
    score: new Uint8Array(size),
    within24: new Uint8Array(size),
    within48: new Uint8Array(size),
    qualityReturns: new Uint8Array(size),
    filters: new Uint32Array(size),
    repostDays: new Uint16Array(size),
    repostPhase: new Uint16Array(size),
    isExpired: new Uint8Array(size),
  }
}

/** Sorts numbers that hold value and product number at once: a typed array sorts those without calling back. */
function ordered(size: number, rankOf: (at: number) => number): Uint32Array {
  const keys = Float64Array.from({ length: size }, (_, at) => rankOf(at) * PRODUCT_BITS + at).sort()
  return Uint32Array.from(keys, (key) => ((key % PRODUCT_BITS) + PRODUCT_BITS) % PRODUCT_BITS)
}
