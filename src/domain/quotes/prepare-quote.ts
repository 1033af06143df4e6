import { blocksProduct } from '../catalogue/catalogue-rules.ts'
import { offerIdOf, specIdOf } from '../catalogue/product-ids.ts'
import type { FreightSplit } from '../policy/policy-values.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import { chooseServices } from '../services/choose-services.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { allocate, money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { RefusalCode } from '../shared/refusal-codes.ts'
import type { DeliveryAddress, OrderPreview, OrderRefusalReason, PreviewedOrder } from '../upstream/order.ts'
import type { Product, ProductSku } from '../upstream/product.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import type { PreparedQuote, QuoteRequest } from '../use-cases.ts'
import { feeRulesAt } from './fee-rules.ts'
import { groupBySeller } from './group-by-seller.ts'
import { listingFacts } from './listing-facts.ts'
import { lockRate } from './offered-rate.ts'
import { type FeeRules, type LineToPrice, priceQuote } from './price-quote.ts'
import type { RateBook } from './reference-rates.ts'

export type QuoteTools = {
  upstreamFor(livemode: boolean): Upstream1688
  clock: Clock
  ids: Ids
  warehouse: DeliveryAddress
  rules: RuleBook
  rates: RateBook
}

/** Asks 1688 what the lines cost now and prices them; throws `product.*`, `quote.*` and `exchange_rate.*` refusals. */
export function createPrepareQuote(tools: QuoteTools): (request: QuoteRequest) => Promise<PreparedQuote> {
  return async (request) => {
    const upstream = tools.upstreamFor(request.tenant.livemode)
    const rows = tools.rules.rowsFor(request.tenant)
    const rules = feeRulesAt(tools.clock.now(), rows)
    const chosen = await Promise.all(request.lines.map((line, index) => chooseGoods(upstream, request, { line, index, rules })))
    const lines: LineToPrice[] = []
    for (const group of groupBySeller(chosen)) {
      const preview = await upstream.previewOrder({ address: tools.warehouse, lines: group.map(toUpstreamLine) })
      if (preview.kind === 'refused') throw previewRefusal(preview)
      for (const order of preview.orders) lines.push(...linesOf(order, group, { before: lines, splitBy: rules.freightSplit.by }))
    }
    const missing = chosen.find((goods) => !lines.some((line) => line.lineNo === goods.lineNo))
    if (missing !== undefined) throw new Refusal('quote.not_orderable', { lineNo: missing.lineNo, reason: 'notInPreview' })
    const now = tools.clock.now()
    const rate = lockRate(tools, request.tenant, request.currency, now)
    const sorted = lines.sort((a, b) => a.lineNo - b.lineNo)
    return {
      ...request.tenant,
      id: tools.ids.next('quo'),
      currency: request.currency,
      language: request.language,
      rate,
      ...priceQuote(sorted, request.currency, rate, rules),
      createdAt: now,
      expiresAt: new Date(now.getTime() + valueAt('quoteValidity', now, rows).ms),
    }
  }
}

type Goods = Pick<LineToPrice, 'lineNo' | 'quantity' | 'inspectionLevel' | 'services'> & { product: Product; sku: ProductSku | null }

async function chooseGoods(
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

function toUpstreamLine(goods: Goods) {
  return { offerId: goods.product.offerId, specId: goods.sku?.specId ?? null, quantity: goods.quantity }
}

function linesOf(order: PreviewedOrder, group: Goods[], by: { before: LineToPrice[]; splitBy: FreightSplit }): LineToPrice[] {
  const sellerGroup = by.before.reduce((highest, line) => Math.max(highest, line.sellerGroup), 0) + 1
  const members = order.lines.flatMap((line) => {
    const goods = group.find((candidate) => candidate.product.offerId === line.offerId && (candidate.sku?.specId ?? null) === line.specId)
    return goods === undefined ? [] : [{ goods, line }]
  })
  // Discounts and surcharges of the order belong to its goods: what 1688 will take without freight is what the lines share.
  const goodsFen = allocate(
    money(order.totalFen - order.freightFen, 'CNY'),
    members.map((member) => member.line.totalFen),
  )
  const freightSplitBy = feasibleSplit(members, by.splitBy)
  const freightFen = allocate(
    money(order.freightFen, 'CNY'),
    members.map((member) => SPLIT_WEIGHT[freightSplitBy](member)),
  )
  return members.map(({ goods, line }, index) => ({
    ...describe(goods),
    unitPriceFen: line.unitPriceFen,
    goodsFen: goodsFen[index]?.amount ?? 0n,
    domesticFreightFen: freightFen[index]?.amount ?? 0n,
    freightSplitBy,
    flow: order.flow,
    sellerGroup,
  }))
}

type Member = { goods: Goods; line: PreviewedOrder['lines'][number] }

/** What of a line its share of the seller's freight goes by. */
const SPLIT_WEIGHT: Record<FreightSplit, (member: Member) => bigint> = {
  goodsAmount: ({ line }) => line.totalFen,
  weight: ({ goods }) => BigInt(measuresOf(goods).weightG ?? 0) * BigInt(goods.quantity),
  quantity: ({ goods }) => BigInt(goods.quantity),
}

/** Without the weight of every line the amounts stand in. */
function feasibleSplit(members: Member[], wanted: FreightSplit): FreightSplit {
  const isWeighed = members.every(({ goods }) => measuresOf(goods).weightG !== null)
  return wanted === 'weight' && !isWeighed ? 'goodsAmount' : wanted
}

function measuresOf({ product, sku }: Goods) {
  return sku?.measures.weightG == null ? product.measures : sku.measures
}

function describe(
  goods: Goods,
): Omit<LineToPrice, 'unitPriceFen' | 'goodsFen' | 'domesticFreightFen' | 'freightSplitBy' | 'flow' | 'sellerGroup'> {
  const { product, sku } = goods
  const measures = measuresOf(goods)
  return {
    lineNo: goods.lineNo,
    productId: `prd_${product.offerId}`,
    offerId: product.offerId,
    skuId: sku === null ? null : `sku_${sku.specId}`,
    specId: sku?.specId ?? null,
    sellerOpenId: product.seller.openId,
    sellerName: product.seller.name ?? '',
    titleZh: product.title.zh,
    title: product.title.translated ?? product.title.zh,
    imageUrl: sku?.imageUrl ?? product.imageUrls[0] ?? null,
    attributes: (sku?.attributes ?? []).map((entry) => ({
      name: entry.name.translated ?? entry.name.zh,
      value: entry.value.translated ?? entry.value.zh,
      nameZh: entry.name.zh,
      valueZh: entry.value.zh,
    })),
    quantity: goods.quantity,
    unit: product.unit?.translated ?? product.unit?.zh ?? 'piece',
    weightG: measures.weightG,
    weightSource: measures.weightG === null ? null : measures.source,
    inspectionLevel: goods.inspectionLevel,
    services: goods.services,
    shippingTimeGuarantee: product.labels.shippingTimeGuarantee,
    serviceLabels: product.labels.tags,
    listing: listingFacts(product, sku, goods.quantity),
  }
}

/** 1688's preview refusals (500_001 to 500_009) as codes partners can act on. */
const PREVIEW_REFUSALS: Record<OrderRefusalReason, RefusalCode> = {
  notTradable: 'quote.not_orderable',
  sellersDifferOrSpecMissing: 'quote.not_orderable',
  sellersDifferOrSpecUnknown: 'quote.not_orderable',
  stockShort: 'quote.insufficient_stock',
  belowMinimum: 'quote.below_minimum_quantity',
  mixedBatchNotMet: 'quote.below_mixed_batch',
  noDropshipRelation: 'quote.not_orderable',
  priceIsZero: 'quote.not_orderable',
  belowWholesaleMinimum: 'quote.below_minimum_quantity',
  notOrderableByApi: 'quote.not_orderable',
  addressInvalid: 'upstream.rejected',
  tradeTypeUnsupported: 'quote.not_orderable',
  other: 'quote.not_orderable',
}

function previewRefusal(preview: Extract<OrderPreview, { kind: 'refused' }>): Refusal {
  return new Refusal(PREVIEW_REFUSALS[preview.reason], {
    reason: preview.reason,
    lines: preview.lines.map((line) => ({
      productId: `prd_${line.offerId}`,
      skuId: line.specId === null ? null : `sku_${line.specId}`,
      reason: line.reason,
    })),
  })
}
