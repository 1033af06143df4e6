import type { Catalogue } from './catalogue.ts'
import { matchesFilter } from './filters.ts'
import type { Product } from './product.ts'

export type ProductQuery = {
  keyword: string | null
  chineseOnly: boolean
  categoryIds: readonly number[]
  sellerOpenId: string | null
  priceStartFen: number | null
  priceEndFen: number | null
  filters: readonly string[]
  sort: { key: 'price' | 'monthSold' | 'rePurchaseRate'; descending: boolean } | null
  now: number
}

type Card = { product: Product; text: string; chinese: string }

const cardsOf = new WeakMap<Catalogue, Card[]>()

/** The products that match, best first. Prices are those the products were made with: search lags behind detail, as on 1688. */
export function searchProducts(catalogue: Catalogue, query: ProductQuery): Product[] {
  const terms = (query.keyword ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const hits: { product: Product; score: number }[] = []
  for (const card of cards(catalogue)) {
    if (!admits(catalogue, card.product, query)) continue
    const score = scoreOf(query.chineseOnly ? card.chinese : card.text, card.product, terms)
    if (score > 0) hits.push({ product: card.product, score })
  }
  const { sort } = query
  const direction = sort?.descending ? -1 : 1
  hits.sort((left, right) =>
    sort
      ? direction * (sortValue(left.product, sort.key) - sortValue(right.product, sort.key)) || left.product.index - right.product.index
      : right.score - left.score || right.product.monthSold - left.product.monthSold || left.product.index - right.product.index,
  )
  return hits.map((hit) => hit.product)
}

/** The lowest price of a product in fen, as the search shows it. */
export function shownPriceFen(product: Product): number {
  return product.tiers[0]?.priceFen ?? product.onePieceFen
}

function cards(catalogue: Catalogue): Card[] {
  const known = cardsOf.get(catalogue)
  if (known) return known
  const made = Array.from({ length: catalogue.size }, (_, index) => cardOf(catalogue.generated(index)))
  cardsOf.set(catalogue, made)
  return made
}

function cardOf(product: Product): Card {
  const { title, kind, attributes, seller } = product
  const department = seller.department.name
  const chinese = [title.zh, kind.name.zh, department.zh, ...attributes.map((attribute) => attribute.value.zh)].join(' ').toLowerCase()
  const others = (['en', 'ja', 'ko'] as const).flatMap((language) => [title[language], kind.name[language], department[language]])
  return { product, chinese, text: `${chinese} ${others.join(' ').toLowerCase()}` }
}

function admits(catalogue: Catalogue, product: Product, query: ProductQuery): boolean {
  const price = shownPriceFen(product)
  const { categoryIds } = query
  const categories = [product.topCategoryId, product.secondCategoryId, product.kind.id]
  return (
    catalogue.statusOf(product) === 'published' &&
    (query.sellerOpenId === null || product.seller.openId === query.sellerOpenId) &&
    (categoryIds.length === 0 || categories.some((id) => categoryIds.includes(id))) &&
    (query.priceStartFen === null || price >= query.priceStartFen) &&
    (query.priceEndFen === null || price <= query.priceEndFen) &&
    query.filters.every((filter) => matchesFilter(product, filter, query.now))
  )
}

/** 0 = no match. Every term must occur; of a long Chinese term without spaces, half of its character pairs. */
function scoreOf(text: string, product: Product, terms: readonly string[]): number {
  if (terms.length === 0) return 1
  let score = 0
  for (const term of terms) {
    if (term === product.offerId) return 1000
    const one = text.includes(term) || text.includes(singular(term)) ? term.length : pairScore(text, term)
    if (one === 0) return 0
    score += one
  }
  return score
}

function singular(term: string): string {
  return /^[a-z]{4,}s$/.test(term) ? term.replace(/(es|s)$/, '') : term
}

function pairScore(text: string, term: string): number {
  if (!/^[\u3040-\u9fff\uac00-\ud7af]{3,}$/.test(term)) return 0
  const pairs = Array.from({ length: term.length - 1 }, (_, at) => term.slice(at, at + 2))
  const found = pairs.filter((pair) => text.includes(pair)).length
  return found * 2 >= pairs.length ? found / 2 : 0
}

function sortValue(product: Product, key: 'price' | 'monthSold' | 'rePurchaseRate'): number {
  if (key === 'price') return shownPriceFen(product)
  return key === 'monthSold' ? product.monthSold : product.repurchasePercent
}
