import type { Changes } from '../state/changes.ts'
import { generateProduct } from './generate-product.ts'
import { indexOfOffer } from './offer-id.ts'
import type { Product, Sku } from './product.ts'
import { buildSearchIndex, type SearchIndex } from './search-index.ts'

const CACHED_PRODUCTS = 700
/** How many products search finds; the others are known by their id. */
export const SEARCHABLE = 50_000

/** What a test changed on a product: prices and stock by spec id (empty key = the product without SKUs). */
export type Override = { percent: number; prices: Map<string, number>; stocks: Map<string, number>; status: string | null }

/** The products as they are now: the generated ones, with a test's changes and with what orders took from stock. */
export class Catalogue {
  readonly size: number
  readonly #changes: Changes
  #generated = new Map<number, Product>()
  readonly overrides = new Map<string, Override>()
  /** What orders took from stock, by `offerId:specId`. */
  readonly taken = new Map<string, number>()

  constructor(changes: Changes, size: number) {
    this.#changes = changes
    this.size = size
  }

  /** The index of the searchable products, built when it is first asked for. */
  get searchIndex(): SearchIndex {
    return searchIndexOf(Math.min(this.size, SEARCHABLE))
  }

  /** The product as made, without any change. */
  generated(index: number): Product {
    const cached = this.#generated.get(index)
    if (cached) return cached
    const product = generateProduct(index)
    const [oldest] = this.#generated.keys()
    if (this.#generated.size >= CACHED_PRODUCTS && oldest !== undefined) this.#generated.delete(oldest)
    this.#generated.set(index, product)
    return product
  }

  /** The product as it is now, or null when there is none. */
  find(offerId: string): Product | null {
    const index = indexOfOffer(offerId, this.size)
    if (index === null) return null
    const product = this.generated(index)
    const override = this.overrides.get(offerId)
    const skus = product.skus.map((sku) => this.#currentSku(product, sku, override))
    const own = override?.stocks.get('') ?? product.stock
    const stock = skus.length > 0 ? skus.reduce((sum, sku) => sum + sku.stock, 0) : Math.max(0, own - this.#takenOf(offerId, null))
    const tiers = product.tiers.map((tier) => ({
      ...tier,
      priceFen: scaled(tier.priceFen, override),
      listPriceFen: scaled(tier.listPriceFen, override),
    }))
    return {
      ...product,
      skus,
      stock,
      tiers,
      onePieceFen: scaled(product.onePieceFen, override),
      status: override?.status ?? product.status,
    }
  }

  /** The changes made to a product, to be changed further. */
  override(offerId: string): Override {
    this.#changes.mark('products', offerId)
    const known = this.overrides.get(offerId)
    if (known) return known
    const fresh: Override = { percent: 100, prices: new Map(), stocks: new Map(), status: null }
    this.overrides.set(offerId, fresh)
    return fresh
  }

  /** Sets the stock that shows from now on. */
  setStock(offerId: string, specId: string | null, quantity: number): void {
    this.override(offerId).stocks.set(specId ?? '', quantity)
    this.#setTaken(stockKey(offerId, specId), 0)
  }

  /** Product number -> status of the products that were delisted or listed again. */
  movedStatuses(): ReadonlyMap<number, string> {
    const moved = [...this.overrides].flatMap(([offerId, { status }]) => {
      const index = indexOfOffer(offerId, this.size)
      return status === null || index === null ? [] : [[index, status] as const]
    })
    return new Map(moved)
  }

  /** Takes `quantity` from stock; a negative quantity puts it back. */
  take(offerId: string, specId: string | null, quantity: number): void {
    const key = stockKey(offerId, specId)
    this.#setTaken(key, (this.taken.get(key) ?? 0) + quantity)
  }

  #setTaken(key: string, quantity: number): void {
    if (quantity === 0) this.taken.delete(key)
    else this.taken.set(key, quantity)
    this.#changes.mark('taken', key)
  }

  #currentSku(product: Product, sku: Sku, override: Override | undefined): Sku {
    const stock = (override?.stocks.get(sku.specId) ?? sku.stock) - this.#takenOf(product.offerId, sku.specId)
    const priceFen = override?.prices.get(sku.specId) ?? scaled(sku.priceFen, override)
    const listPriceFen = Math.max(priceFen, override?.prices.get(sku.specId) ?? scaled(sku.listPriceFen, override))
    return { ...sku, priceFen, listPriceFen, stock: Math.max(0, stock) }
  }

  #takenOf(offerId: string, specId: string | null): number {
    return this.taken.get(stockKey(offerId, specId)) ?? 0
  }
}

function scaled(fen: number, override: Override | undefined): number {
  return override ? Math.round((fen * override.percent) / 100) : fen
}

function stockKey(offerId: string, specId: string | null): string {
  return `${offerId}:${specId ?? ''}`
}

const searchIndexes = new Map<number, SearchIndex>()

/** Products are made the same every time: one index of a size serves every world. */
function searchIndexOf(size: number): SearchIndex {
  const index = searchIndexes.get(size) ?? buildSearchIndex(size)
  searchIndexes.set(size, index)
  return index
}
