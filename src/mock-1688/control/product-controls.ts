import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Product } from '../catalogue/product.ts'
import { rawId } from '../protocol/json.ts'
import { yuan } from '../protocol/money.ts'
import { beijingTime } from '../protocol/time.ts'
import { pushProduct } from '../state/product-message.ts'
import type { World } from '../state/world.ts'
import { type Control, control, found } from './respond.ts'

const priceSchema = z.union([
  z.strictObject({ percent: z.number().int().min(1).max(1000) }),
  z.strictObject({ specId: z.string(), priceFen: z.number().int().nonnegative() }),
])
const stockSchema = z.strictObject({ quantity: z.number().int().nonnegative(), specId: z.string().optional() })

/** Of a large catalogue, the first products are looked through unless more are asked for. */
const LOOKED_THROUGH = 600

/** What sellers do with products. */
export function productControls(server: FastifyInstance, world: () => World): void {
  control(server, 'GET', '/control/products', {
    world,
    handle({ world: state, query }) {
      const from = Number(query.from ?? 0)
      const length = Math.max(0, Math.min(Number(query.among ?? LOOKED_THROUGH), state.catalogue.size - from))
      const some = Array.from({ length }, (_, at) => state.catalogue.generated(from + at))
      const hits = some.filter(
        (product) =>
          (query.quirk === undefined || product.quirk === query.quirk) &&
          (query.quoteType === undefined || product.quoteType === Number(query.quoteType)),
      )
      return { total: hits.length, products: hits.slice(0, Number(query.limit ?? 20)).map(productView) }
    },
  })
  control(server, 'GET', '/control/products/:offerId', { world, handle: (at) => productView(productOf(at)) })
  control(server, 'POST', '/control/products/:offerId/price', { world, handle: changePrice })
  control(server, 'POST', '/control/products/:offerId/stock', { world, handle: changeStock })
  control(server, 'POST', '/control/products/:offerId/delist', {
    world,
    handle: (at) => setStatus(at, 'member deleted', 'PRODUCT_RELATION_VIEW_PRODUCT_EXPIRE'),
  })
  control(server, 'POST', '/control/products/:offerId/relist', {
    world,
    handle: (at) => setStatus(at, 'published', 'PRODUCT_RELATION_VIEW_PRODUCT_REPOST'),
  })
}

function changePrice(at: Control): unknown {
  const product = productOf(at)
  const body = at.read(priceSchema)
  const override = at.world.catalogue.override(product.offerId)
  if ('percent' in body) override.percent = body.percent
  else override.prices.set(body.specId, body.priceFen)
  pushProduct(at.world, product.offerId, {
    type: 'PRODUCT_RELATION_VIEW_PRODUCT_CHANGE',
    data: {
      memberId: product.seller.memberId,
      productIds: product.offerId,
      action: 'modify',
      msgSendTime: beijingTime(at.world.clock.now()),
    },
  })
  return productView(productOf(at))
}

function changeStock(at: Control): unknown {
  const before = productOf(at)
  const { quantity, specId } = at.read(stockSchema)
  at.world.catalogue.setStock(before.offerId, specId ?? null, quantity)
  const after = productOf(at)
  const sku = after.skus.find((one) => one.specId === specId)
  pushProduct(at.world, after.offerId, {
    type: 'PRODUCT_PRODUCT_INVENTORY_CHANGE',
    data: {
      OfferInventoryChangeList: [
        {
          offerId: rawId(after.offerId),
          offerOnSale: after.stock,
          skuId: sku ? rawId(sku.skuId) : null,
          skuOnSale: sku?.stock ?? null,
          quantity: after.stock - before.stock,
          bizTime: Math.round(at.world.clock.now()),
        },
      ],
    },
  })
  return productView(after)
}

function setStatus(at: Control, status: string, type: string): unknown {
  const product = productOf(at)
  at.world.catalogue.override(product.offerId).status = status
  pushProduct(at.world, product.offerId, {
    type,
    data: { productIds: product.offerId, memberId: product.seller.memberId, status, msgSendTime: beijingTime(at.world.clock.now()) },
  })
  return productView(productOf(at))
}

function productOf({ world, path }: Control): Product {
  return found(world.catalogue.find(path.offerId ?? ''), 'product')
}

function productView(product: Product): Record<string, unknown> {
  return {
    offerId: product.offerId,
    title: product.title,
    seller: { openId: product.seller.openId, memberId: product.seller.memberId, companyName: product.seller.companyName },
    quoteType: product.quoteType,
    quirk: product.quirk,
    status: product.status,
    minOrderQuantity: product.minOrderQuantity,
    batchNumber: product.batchNumber,
    stock: product.stock,
    tiers: product.tiers.map((tier) => ({ ...tier, yuan: yuan(tier.priceFen) })),
    brand: product.brand?.zh ?? null,
    hazards: product.hazards,
    skus: product.skus.map((sku) => ({
      skuId: sku.skuId,
      specId: sku.specId,
      priceFen: sku.priceFen,
      stock: sku.stock,
      attributes: sku.attributes.map((one) => one.value.zh),
    })),
  }
}
