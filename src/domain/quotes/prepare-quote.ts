import { estimateLanded, type GoodsToLand } from '../landed/estimate-landed.ts'
import type { LandedEstimate } from '../landed/landed-estimate.ts'
import { type MeasuredWeight, measuredUnitG } from '../landed/weigh-goods.ts'
import type { FreightSplit } from '../policy/policy-values.ts'
import { citationOf, ruleAt, valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { allocate, money } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import { restrictionHints } from '../shipments/restriction-hints.ts'
import type { DeliveryAddress, PreviewedOrder } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import type { PreparedQuote, QuoteRequest } from '../use-cases.ts'
import { chooseGoods, type Goods, measuresOf } from './choose-goods.ts'
import { feeRulesAt } from './fee-rules.ts'
import { groupBySeller } from './group-by-seller.ts'
import { listingFacts } from './listing-facts.ts'
import { lockRate } from './offered-rate.ts'
import { previewRefusal } from './preview-refusal.ts'
import { type LineToPrice, priceQuote } from './price-quote.ts'
import type { LockedRate, QuoteLine } from './quote.ts'
import type { RateBook } from './reference-rates.ts'
import { judgeSeller, type SellerRecord } from './seller-risk.ts'

export type QuoteTools = {
  upstreamFor(livemode: boolean): Upstream1688
  clock: Clock
  ids: Ids
  warehouse: DeliveryAddress
  rules: RuleBook
  rates: RateBook
  /** What our own warehouse found of a seller's goods. */
  sellerRecord(livemode: boolean, sellerOpenId: string): Promise<SellerRecord>
  /** What our own scale says of a seller's goods. */
  measuredWeights(livemode: boolean, sellerOpenId: string, offerIds: readonly string[]): Promise<MeasuredWeight[]>
}

/** Asks 1688 what the lines cost now and prices them; throws `product.*`, `quote.*` and `exchange_rate.*` refusals. */
export function createPrepareQuote(tools: QuoteTools): (request: QuoteRequest) => Promise<PreparedQuote> {
  return async (request) => {
    const upstream = tools.upstreamFor(request.tenant.livemode)
    const rows = tools.rules.rowsFor(request.tenant)
    const rules = feeRulesAt(tools.clock.now(), rows)
    const chosen = await Promise.all(request.lines.map((line, index) => chooseGoods(upstream, request, { line, index, rules })))
    const [lines, records, measured] = await Promise.all([
      previewLines(tools, request, chosen),
      recordsOf(tools, request, chosen),
      weightsOf(tools, request, chosen),
    ])
    const missing = chosen.find((goods) => !lines.some((line) => line.lineNo === goods.lineNo))
    if (missing !== undefined) throw new Refusal('quote.not_orderable', { lineNo: missing.lineNo, reason: 'notInPreview' })
    const now = tools.clock.now()
    const rate = lockRate(tools, request.tenant, request.currency, now)
    const judged = withSellerRisk(lines, { chosen, records, at: now, rows })
    const priced = priceQuote(judged, request.currency, rate, rules)
    return {
      ...request.tenant,
      id: tools.ids.next('quo'),
      currency: request.currency,
      language: request.language,
      rate,
      ...priced,
      estimate: estimateFor(tools, request, { chosen, measured, lines: priced.lines, rate, at: now }),
      createdAt: now,
      expiresAt: new Date(now.getTime() + valueAt('quoteValidity', now, rows).ms),
    }
  }
}

type Priced = { chosen: Goods[]; measured: readonly MeasuredWeight[]; lines: QuoteLine[]; rate: LockedRate; at: Date }

/** What the lines would cost at the destination, when one was named. */
function estimateFor(tools: QuoteTools, request: QuoteRequest, { chosen, measured, lines, rate, at }: Priced): LandedEstimate | null {
  if (request.destination == null) return null
  const goods = lines.map((line): GoodsToLand => {
    const product = chosen.find(({ lineNo }) => lineNo === line.lineNo)?.product
    const hints = product === undefined ? [] : restrictionHints(product).map(({ code }) => code)
    return {
      ...line,
      measures: line.listing?.measures ?? UNSTATED,
      measuredUnitG: measuredUnitG(line, measured),
      hints,
      hsCode: request.lines[line.lineNo - 1]?.hsCode ?? null,
    }
  })
  const rows = tools.rules.rowsFor(request.tenant)
  return estimateLanded({ ...rate, destination: request.destination, goods, at, rows, rates: tools.rates })
}

const UNSTATED = { weightG: null, lengthMm: null, widthMm: null, heightMm: null, source: 'unstated' } as const

/** What 1688 asks for the goods now, one preview a seller and 50 SKUs; in the order of the request. */
async function previewLines(tools: QuoteTools, { tenant }: QuoteRequest, chosen: Goods[]): Promise<LineToPrice[]> {
  const upstream = tools.upstreamFor(tenant.livemode)
  const splitBy = valueAt('freightSplit', tools.clock.now(), tools.rules.rowsFor(tenant)).by
  const lines: LineToPrice[] = []
  for (const group of groupBySeller(chosen)) {
    const preview = await upstream.previewOrder({ address: tools.warehouse, lines: group.map(toUpstreamLine) })
    if (preview.kind === 'refused') throw previewRefusal(preview)
    const agreed = new Set(preview.freightByAgreementOfferIds)
    const quoted = preview.orders.flatMap((order) => linesOf(order, group, { before: lines, splitBy }))
    lines.push(...quoted.map((line) => ({ ...line, isFreightByAgreement: agreed.has(line.offerId) })))
  }
  return lines.sort((a, b) => a.lineNo - b.lineNo)
}

async function recordsOf(tools: QuoteTools, { tenant }: QuoteRequest, chosen: Goods[]): Promise<Map<string, SellerRecord>> {
  const sellers = [...new Set(chosen.map(({ product }) => product.seller.openId))]
  const records = sellers.map(async (openId) => [openId, await tools.sellerRecord(tenant.livemode, openId)] as const)
  return new Map(await Promise.all(records))
}

/** Only asked for an estimate. */
async function weightsOf(tools: QuoteTools, { tenant, destination }: QuoteRequest, chosen: Goods[]): Promise<MeasuredWeight[]> {
  if (destination == null) return []
  const bySeller = Map.groupBy(chosen, ({ product }) => product.seller.openId)
  const asked = [...bySeller].map(([openId, goods]) =>
    tools.measuredWeights(
      tenant.livemode,
      openId,
      goods.map(({ product }) => product.offerId),
    ),
  )
  return (await Promise.all(asked)).flat()
}

type Judging = { chosen: Goods[]; records: Map<string, SellerRecord>; at: Date; rows: readonly RuleRow[] }

function withSellerRisk(lines: LineToPrice[], { chosen, records, at, rows }: Judging): LineToPrice[] {
  const rule = ruleAt('sellerRisk', at, rows)
  if (rule === undefined) return lines
  return lines.map((line) => {
    const scores = chosen.find(({ lineNo }) => lineNo === line.lineNo)?.product.seller.scores
    const record = records.get(line.sellerOpenId)
    if (scores === undefined || record === undefined) return line
    return { ...line, sellerRisk: judgeSeller({ scores, record, rule: { ...citationOf(rule), ...rule.value } }) }
  })
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
