import { estimateLanded, type GoodsToLand } from '../landed/estimate-landed.ts'
import type { LandedEstimate } from '../landed/landed-estimate.ts'
import { type MeasuredWeight, measuredUnitG } from '../landed/weigh-goods.ts'
import { citationOf, ruleAt, valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { RuleRow } from '../policy/rule-row.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { Refusal } from '../shared/refusal.ts'
import { restrictionHints } from '../shipments/restriction-hints.ts'
import type { DeliveryAddress } from '../upstream/order.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'
import type { PreparedQuote, QuoteRequest } from '../use-cases.ts'
import { chooseGoods, type Goods } from './choose-goods.ts'
import { feeRulesAt } from './fee-rules.ts'
import { lockRate } from './offered-rate.ts'
import { previewLines } from './preview-lines.ts'
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
    // The rows of one moment price the quote, however long 1688 takes to answer: a charge cites the row it was made by.
    const asked = tools.clock.now()
    const rows = tools.rules.rowsFor(request.tenant)
    const rules = feeRulesAt(asked, rows)
    const chosen = await Promise.all(request.lines.map((line, index) => chooseGoods(upstream, request, { line, index, rules })))
    refuseTwins(chosen)
    const [lines, records, measured] = await Promise.all([
      previewLines(upstream, { chosen, warehouse: tools.warehouse, splitBy: rules.freightSplit.by }),
      recordsOf(tools, request, chosen),
      weightsOf(tools, request, chosen),
    ])
    const missing = chosen.find((goods) => !lines.some((line) => line.lineNo === goods.lineNo))
    if (missing !== undefined) throw new Refusal('quote.not_orderable', { lineNo: missing.lineNo, reason: 'notInPreview' })
    const now = tools.clock.now()
    const rate = lockRate({ rates: tools.rates, rules: { rowsFor: () => rows } }, request.tenant, request.currency, asked)
    const judged = withSellerRisk(lines, { chosen, records, at: asked, rows })
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
      expiresAt: new Date(now.getTime() + valueAt('quoteValidity', asked, rows).ms),
    }
  }
}

/** 1688 adds up what is the same, so that two such lines would come back as one. */
function refuseTwins(chosen: readonly Goods[]): void {
  const seen = new Set<string>()
  for (const { lineNo, product, sku } of chosen) {
    const goods = `${product.offerId} ${sku?.specId}`
    if (seen.has(goods)) throw new Refusal('quote.line_repeated', { pointer: `#/lines/${lineNo - 1}` })
    seen.add(goods)
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
