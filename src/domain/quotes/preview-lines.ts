import type { FreightSplit } from '../policy/policy-values.ts'
import { allocate, money } from '../shared/money.ts'
import type { DeliveryAddress, PreviewedOrder } from '../upstream/order.ts'
import type { UpstreamTrade } from '../upstream/upstream-port.ts'
import { type Goods, measuresOf } from './choose-goods.ts'
import { groupBySeller } from './group-by-seller.ts'
import { listingFacts } from './listing-facts.ts'
import { previewRefusal } from './preview-refusal.ts'
import type { LineToPrice } from './price-quote.ts'

/**
 * What 1688 asks for the goods now, one preview a seller and 50 SKUs; in the order of the request. Throws `quote.*` refusals that point at
 * the lines they are about.
 */
export async function previewLines(
  upstream: Pick<UpstreamTrade, 'previewOrder'>,
  { chosen, warehouse, splitBy }: { chosen: Goods[]; warehouse: DeliveryAddress; splitBy: FreightSplit },
): Promise<LineToPrice[]> {
  const lines: LineToPrice[] = []
  for (const group of groupBySeller(chosen)) {
    const preview = await upstream.previewOrder({ address: warehouse, lines: group.map(toUpstreamLine) })
    if (preview.kind === 'refused') throw previewRefusal(preview, group)
    const agreed = new Set(preview.freightByAgreementOfferIds)
    const quoted = preview.orders.flatMap((order) => linesOf(order, group, { before: lines, splitBy }))
    lines.push(...quoted.map((line) => ({ ...line, isFreightByAgreement: agreed.has(line.offerId) })))
  }
  return lines.sort((a, b) => a.lineNo - b.lineNo)
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
