import type { Product, ProductSummary } from '../upstream/product.ts'
import { sellerOpenIdOf } from './supplier-ids.ts'

/** What a partner does not want to sell, and what it adds to prices it shows. Set by the operator. */
export type CatalogueRules = {
  /** With everything below them. */
  readonly blockedCategoryIds: readonly string[]
  readonly blockedBrands: readonly string[]
  readonly blockedSupplierIds: readonly string[]
  /** On prices shown to shoppers. Quotes and orders never know it: what the partner earns is between it and its shoppers. */
  readonly markupBps: number
  /** Hidden, answers show the marked-up price alone, and may be passed on to a browser as they are. */
  readonly isMarkupShown: boolean
}

/** The catalogue as one partner sees it. Partners with the same rules share a variant, and with it every rendered answer. */
export type CatalogueView = { readonly rules: CatalogueRules | null; readonly variant: string }

/** The catalogue without any rule: most partners see this one. */
export const WHOLE_CATALOGUE: CatalogueView = { rules: null, variant: '' }

/** The view of a partner with these rules; rules that change nothing make no variant. */
export function viewUnder(rules: CatalogueRules | null): CatalogueView {
  if (rules === null || (rules.markupBps === 0 && !judgesCategories(rules) && !needsProduct(rules))) return WHOLE_CATALOGUE
  const { blockedCategoryIds, blockedBrands, blockedSupplierIds, markupBps, isMarkupShown } = rules
  const lists = [blockedCategoryIds, blockedBrands, blockedSupplierIds].map((list) => [...list].sort())
  return { rules, variant: `:${JSON.stringify([...lists, markupBps, isMarkupShown])}` }
}

/** True for goods the partner does not want: it must never learn that they exist. */
export function blocksProduct(rules: CatalogueRules | null, product: Product): boolean {
  if (rules === null) return false
  const { categoryIds, seller, title, attributes } = product
  if (blocksCategory(rules, categoryIds) || blocksSupplier(rules, seller.openId)) return true
  const brands = attributes.filter(({ name }) => name.zh === BRAND).flatMap(({ value }) => [value.zh, value.translated ?? ''])
  return mentionsBrand(rules, [title.zh, title.translated ?? '', ...brands])
}

/** True when what a listing tells of a product is enough to block it. It tells neither the seller nor the brand: see `needsProduct`. */
export function blocksHit(rules: CatalogueRules, { categoryIds, title }: ProductSummary): boolean {
  return blocksCategory(rules, categoryIds) || mentionsBrand(rules, [title.zh, title.translated ?? ''])
}

/** True when only the product itself can say whether it is blocked. */
export function needsProduct({ blockedBrands, blockedSupplierIds }: CatalogueRules): boolean {
  return blockedBrands.length > 0 || blockedSupplierIds.length > 0
}

/** True when one of these categories, a category and those above it, is blocked. */
export function blocksCategory(rules: CatalogueRules | null, categoryIds: readonly (string | null)[]): boolean {
  return rules !== null && categoryIds.some((id) => id !== null && rules.blockedCategoryIds.includes(id))
}

/** True for a seller of 1688 the partner does not want. */
export function blocksSupplier(rules: CatalogueRules | null, sellerOpenId: string): boolean {
  return rules?.blockedSupplierIds.some((id) => sellerOpenIdOf(id) === sellerOpenId) ?? false
}

/** True when a text names a blocked brand. */
export function mentionsBrand(rules: CatalogueRules | null, texts: readonly string[]): boolean {
  return rules?.blockedBrands.some((brand) => texts.some((text) => mentions(text, brand))) ?? false
}

/** A price with the markup, half up. */
export function withMarkup(amount: bigint, bps: number): bigint {
  return (amount * BigInt(10_000 + bps) + 5_000n) / 10_000n
}

/** The price that a marked-up one was made from, for filters by price. */
export function withoutMarkup(amount: bigint, bps: number): bigint {
  return (amount * 10_000n) / BigInt(10_000 + bps)
}

const BRAND = '品牌'

function judgesCategories({ blockedCategoryIds }: CatalogueRules): boolean {
  return blockedCategoryIds.length > 0
}

/** Latin names are words of their own (`LEGO`, not `lego` in `legolas`); Chinese does not part its words. */
function mentions(text: string, brand: string): boolean {
  const within = plain(text)
  const wanted = plain(brand)
  if (wanted === '') return false
  if (!/^[a-z0-9].*[a-z0-9]$|^[a-z0-9]$/.test(wanted)) return within.includes(wanted)
  for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + 1)) {
    const around = `${within[at - 1] ?? ' '}${within[at + wanted.length] ?? ' '}`
    if (!/[a-z0-9]/.test(around)) return true
  }
  return false
}

/** Full-width, upper-case and accented spellings are one. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
