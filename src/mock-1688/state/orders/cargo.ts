import { z } from 'zod'
import type { Product, Sku } from '../../catalogue/product.ts'
import type { Seller } from '../../catalogue/seller.ts'
import { decimal, idText, optionalText } from '../../protocol/arguments.ts'
import { BusinessError } from '../../protocol/business-error.ts'
import type { World } from '../world.ts'

export const cargoSchema = z
  .array(
    z.looseObject({
      offerId: idText.nullish(),
      openOfferId: optionalText,
      specId: optionalText,
      quantity: decimal.pipe(z.number().positive()),
    }),
  )
  .min(1)

export type CargoParam = z.output<typeof cargoSchema>[number]

/** The codes of a line that cannot be bought (spec 2.7); documented for the preview, expected at create as well. */
export type CargoCode = '500_001' | '500_002' | '500_003' | '500_004' | '500_008'

const TEXTS: Readonly<Record<CargoCode | '500_005' | '500_006' | '500_007' | '500_009', string>> = {
  '500_001': '商品不支持在线交易',
  '500_002': '商品不属于同一卖家，或有规格的商品缺少specId',
  '500_003': '商品不属于同一卖家，或specId不属于该商品',
  '500_004': '商品库存不足',
  '500_005': '不满足最小起订量',
  '500_006': '不满足混批规则',
  '500_007': '代销关系不存在',
  '500_008': '商品规格价格为0',
  '500_009': '不满足批发起批量',
}

export type CargoLine = {
  offerId: string
  specId: string | null
  quantity: number
  product: Product
  sku: Sku | null
  priceFen: number
  amountFen: number
}
export type FailedLine = { offerId: string; specId: string | null; code: string; message: string }

export type PricedCargo = { seller: Seller; lines: CargoLine[]; failed: FailedLine[] }

export function cargoError(code: keyof typeof TEXTS): BusinessError {
  return new BusinessError(code, TEXTS[code])
}

/**
 * Checks the lines one by one and prices those that can be bought, for a flow.
 * Throws `500_002` when they belong to several sellers or to none.
 */
export function priceCargo(world: World, params: readonly CargoParam[], flow: string): PricedCargo {
  const found = params.map((param) => ({ param, product: world.catalogue.find(offerIdOf(param)) }))
  const sellers = new Map(found.flatMap(({ product }) => (product ? [[product.seller.index, product.seller] as const] : [])))
  const [seller] = sellers.values()
  if (!seller) throw cargoError('500_001')
  if (sellers.size > 1) throw cargoError('500_002')
  const lines: CargoLine[] = []
  const failed: FailedLine[] = []
  for (const { param, product } of found) {
    const offerId = offerIdOf(param)
    const code = product ? (world.settings.failOffers[offerId] ?? refusalOf(product, param)) : '500_001'
    if (product && code === null) lines.push(lineOf(product, param, pieces(params, product.offerId), flow))
    else
      failed.push({
        offerId,
        specId: param.specId,
        code: code ?? '500_001',
        message: code && code in TEXTS ? TEXTS[code as CargoCode] : '下单失败',
      })
  }
  return { seller, lines, failed }
}

/** The wholesale rules over the whole call: minimum over a product's SKUs, else mixed batch over the seller, then sets. */
export function checkQuantities(cargo: PricedCargo, flow: string): void {
  if (isOnePiece(flow)) return
  const { mix } = cargo.seller
  const total = cargo.lines.reduce((sum, line) => sum + line.quantity, 0)
  const amountFen = cargo.lines.reduce((sum, line) => sum + line.amountFen, 0)
  const mixed = mix.allowed && (total >= mix.number || amountFen >= mix.amountYuan * 100)
  for (const { product } of cargo.lines) {
    const count = pieces(cargo.lines, product.offerId)
    if (count < product.minOrderQuantity && !mixed) throw cargoError(mix.allowed ? '500_006' : '500_005')
    if (product.batchNumber !== null && count % product.batchNumber !== 0) throw cargoError('500_009')
  }
}

/** The flow 1688 would pick: one-piece dropship when the quantity is too small for wholesale, else wholesale. */
export function bestFlow(world: World, params: readonly CargoParam[]): string {
  const tooFew = params.some((param): boolean => {
    const product = world.catalogue.find(offerIdOf(param))
    return product?.isOnePsale === true && pieces(params, product.offerId) < product.minOrderQuantity
  })
  return tooFew ? 'fenxiao' : 'general'
}

function isOnePiece(flow: string): boolean {
  return flow === 'fenxiao' || flow === 'saleproxy' || flow === 'boutiquefenxiao'
}

/** An answer may carry only an encrypted `openOfferId`; ours is the offer id behind a prefix. */
function offerIdOf(param: CargoParam): string {
  return param.offerId ?? param.openOfferId?.replace(/^open-/, '') ?? ''
}

function refusalOf(product: Product, param: CargoParam): CargoCode | null {
  if (product.status !== 'published') return '500_001'
  if (product.skus.length > 0 && param.specId === null) return '500_002'
  const sku = product.skus.find((one) => one.specId === param.specId) ?? null
  if (param.specId !== null && sku === null) return '500_003'
  if ((sku?.stock ?? product.stock) < param.quantity) return '500_004'
  return sku?.priceFen === 0 ? '500_008' : null
}

function lineOf(product: Product, param: CargoParam, count: number, flow: string): CargoLine {
  const sku = product.skus.find((one) => one.specId === param.specId) ?? null
  const priceFen = unitPriceFen(product, sku, { count, flow })
  return {
    offerId: product.offerId,
    specId: sku?.specId ?? null,
    quantity: param.quantity,
    product,
    sku,
    priceFen,
    amountFen: Math.round(priceFen * param.quantity),
  }
}

function unitPriceFen(product: Product, sku: Sku | null, by: { count: number; flow: string }): number {
  if (isOnePiece(by.flow)) return product.onePieceFen
  if (product.quoteType === 1 && sku) return sku.priceFen
  const tier = product.tiers.findLast((one) => by.count >= one.startQuantity) ?? product.tiers[0]
  return tier?.priceFen ?? product.onePieceFen
}

function pieces(
  lines: readonly { offerId?: string | null | undefined; openOfferId?: string | null; quantity: number }[],
  offerId: string,
): number {
  return lines
    .filter((line) => line.offerId === offerId || line.openOfferId === `open-${offerId}`)
    .reduce((sum, line) => sum + line.quantity, 0)
}
