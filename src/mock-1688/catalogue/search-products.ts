import type { Catalogue } from './catalogue.ts'
import { ALL_LEAVES } from './departments.ts'
import { filterTest } from './filters.ts'
import { indexOfOffer } from './offer-id.ts'
import type { SearchIndex } from './search-index.ts'
import { sellerNumber } from './seller.ts'
import { type Term, termsOf, worthOf } from './terms.ts'
import { NO_WORD } from './word-tables.ts'

export type SaleFilter = { days: 7 | 14 | 30 | null; from: number | null; to: number | null }

export type ProductQuery = {
  keyword: string | null
  chineseOnly: boolean
  categoryIds: readonly number[]
  sellerOpenId: string | null
  priceStartFen: number | null
  priceEndFen: number | null
  filters: readonly string[]
  sales: readonly SaleFilter[]
  sort: { key: 'price' | 'monthSold' | 'rePurchaseRate'; descending: boolean } | null
  now: number
}

/** The numbers of the products that match, best first. Prices are those the products were made with: search lags behind detail, as on 1688. */
export function searchProducts(catalogue: Catalogue, query: ProductQuery): number[] {
  const exact = indexOfOffer(query.keyword?.trim() ?? '', catalogue.size)
  const index = catalogue.searchIndex
  const admitted = admission(catalogue, index, query)
  if (exact !== null && exact < index.size) return admitted(exact) ? [exact] : []
  if (exact !== null) return [exact]
  const terms = query.keyword === null ? [] : termsOf(index, query.keyword, query.chineseOnly)
  if (terms === null) return []
  const walk = walkOf(index, query).filter(admitted)
  if (terms.length === 0) return [...walk]
  return query.sort === null ? byWorth(index, walk, terms) : [...walk.filter((product) => worthOfAll(index, product, terms) > 0)]
}

/** All products in the order asked for; without one, those sold most come first. */
function walkOf(index: SearchIndex, { sort }: ProductQuery): Uint32Array {
  if (sort === null || (sort.key === 'monthSold' && sort.descending)) return index.orders.popular
  return sort.descending ? index.orders[sort.key].toReversed() : index.orders[sort.key]
}

/** The products that match every term, those worth most first; among equals the order stays. */
function byWorth(index: SearchIndex, products: Uint32Array, terms: readonly Term[]): number[] {
  const groups = new Map<number, number[]>()
  for (const product of products) {
    const worth = worthOfAll(index, product, terms)
    const group = groups.get(worth)
    if (group) group.push(product)
    else groups.set(worth, [product])
  }
  groups.delete(0)
  return [...groups].sort(([left], [right]) => right - left).flatMap(([, group]) => group)
}

/** 0 = some term does not match. */
function worthOfAll(index: SearchIndex, product: number, terms: readonly Term[]): number {
  let worth = 0
  for (const term of terms) {
    const one = worthOf(index, term, product)
    if (one === 0) return 0
    worth += one
  }
  return worth
}

function admission(catalogue: Catalogue, index: SearchIndex, query: ProductQuery): (product: number) => boolean {
  const { priceStartFen, priceEndFen, categoryIds, now } = query
  const seller = query.sellerOpenId === null ? null : sellerNumber(query.sellerOpenId)
  const leaves = categoryIds.length === 0 ? null : leavesIn(categoryIds)
  const passes = filterTest(query.filters)
  const moved = catalogue.movedStatuses()
  return (product) =>
    (seller === null || index.seller[product] === seller) &&
    (leaves === null || leaves[index.words[0]?.[product] ?? NO_WORD] === 1) &&
    (priceStartFen === null || (index.priceFen[product] ?? 0) >= priceStartFen) &&
    (priceEndFen === null || (index.priceFen[product] ?? 0) <= priceEndFen) &&
    passes(index, product, now) &&
    query.sales.every((sale) => soldEnough(index, product, sale)) &&
    (moved.get(product) ?? (index.isExpired[product] === 1 ? 'expired' : 'published')) === 'published'
}

function leavesIn(categoryIds: readonly number[]): Uint8Array {
  return Uint8Array.from(ALL_LEAVES, ({ department, group, kind }) =>
    [department.id, group.id, kind.id].some((id) => categoryIds.includes(id)) ? 1 : 0,
  )
}

function soldEnough(index: SearchIndex, product: number, { days, from, to }: SaleFilter): boolean {
  const sold = days === null ? (index.sold[product] ?? 0) : Math.floor(((index.monthSold[product] ?? 0) * days) / 30)
  return (from === null || sold >= from) && (to === null || sold <= to)
}
