import type { Changes } from '../state/changes.ts'
import { generateProduct } from './generate-product.ts'
import { indexOfOffer } from './offer-id.ts'
import type { Product, Sku } from './product.ts'

const CACHED_PRODUCTS = 5000

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

  /** The product as made, without any change. */
  generated(index: number): Product {
    const cached = this.#generated.get(index)
    if (cached) return cached
    const product = generateProduct(index)
    if (this.#generated.size >= CACHED_PRODUCTS) this.#generated.clear()
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
    const tiers = product.tiers.map((tier) => ({ ...tier, priceFen: scaled(tier.priceFen, override) }))
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

  statusOf(product: Product): string {
    return this.overrides.get(product.offerId)?.status ?? product.status
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
    return { ...sku, priceFen, stock: Math.max(0, stock) }
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
