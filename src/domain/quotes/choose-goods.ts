import { blocksProduct } from '../catalogue/catalogue-rules.ts'
import { offerIdOf, specIdOf } from '../catalogue/product-ids.ts'
import { chooseServices } from '../services/choose-services.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Measures, Product, ProductSku } from '../upstream/product.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import type { QuoteRequest } from '../use-cases.ts'
import type { FeeRules, LineToPrice } from './price-quote.ts'

/** What one line of a request is about, as 1688 has it now. */
export type Goods = Pick<LineToPrice, 'lineNo' | 'quantity' | 'inspectionLevel' | 'services'> & { product: Product; sku: ProductSku | null }

/** The product and variant a line names, and what is to be done with them. Throws `product.*` and `service.*` refusals. */
export async function chooseGoods(
  upstream: Upstream1688,
  { language, catalogueRules = null }: QuoteRequest,
  { line, index, rules }: { line: QuoteRequest['lines'][number]; index: number; rules: FeeRules },
): Promise<Goods> {
  const services = chooseServices(line.services ?? [], {
    quantity: line.quantity,
    pointer: `#/lines/${index}/services`,
    isOffered: (code) => rules.services.prices[code].isOffered,
  })
  const offerId = offerIdOf(line.productId)
  const product = offerId === undefined ? undefined : await upstream.getProduct(offerId, language)
  if (product === undefined || blocksProduct(catalogueRules, product)) {
    throw new Refusal('product.not_found', { pointer: `#/lines/${index}/productId` })
  }
  if (!product.orderable)
    throw new Refusal('product.not_orderable', { pointer: `#/lines/${index}/productId`, reason: product.notOrderableReason })
  return {
    lineNo: index + 1,
    product,
    sku: skuOf(product, line.skuId, index),
    quantity: line.quantity,
    inspectionLevel: line.inspectionLevel,
    services,
  }
}

function skuOf(product: Product, skuId: string | null, index: number): ProductSku | null {
  if (product.skus.length === 0) {
    if (skuId !== null) throw new Refusal('product.sku_unknown', { pointer: `#/lines/${index}/skuId` })
    return null
  }
  if (skuId === null) throw new Refusal('product.sku_required', { pointer: `#/lines/${index}/skuId` })
  const sku = product.skus.find((candidate) => candidate.specId === specIdOf(skuId))
  if (sku === undefined) throw new Refusal('product.sku_unknown', { pointer: `#/lines/${index}/skuId` })
  return sku
}

/** Of the variant, where it has its own. */
export function measuresOf({ product, sku }: Pick<Goods, 'product' | 'sku'>): Measures {
  return sku?.measures.weightG == null ? product.measures : sku.measures
}
