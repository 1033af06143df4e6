import { type Money, type Partner, show } from './partner.ts'
import type { Story } from './story.ts'

type Summary = { id: string; title: string; titleZh: string }
type Product = {
  id: string
  title: string
  orderable: boolean
  minOrderQuantity: number
  batchNumber: number | null
  stock: number
  skus: { id: string; stock: number }[]
}
type Range = { min: Money; likely: Money; max: Money }
type Option = {
  lineCode: string
  freight: Range
  duties: Range
  landedTotal: Range
  confidence: string
  transitDays: { p50: number; p90: number }
}
type Quote = {
  id: string
  total: Money
  charges: { code: string; amount: Money; ruleId: string }[]
  lines: { sellerRisk: { suggestedInspectionLevel: string; because: string[] } | null }[]
  estimate: {
    landedTotal: Range | null
    lineCode: string | null
    options: Option[]
    duties: { unknown: { kind: string; reason: string }[] }
  } | null
}
export type Order = { id: string; status: string; total: Money; refunded: Money; lines: { id: string; status: string; title: string }[] }
type Goods = { product: Product; skuId: string | null; quantity: number }

/** Search, product, quote, order, payment, then the purchase on 1688 that the workers make. */
export async function buy(
  partner: Partner,
  story: Story,
  { keyword, currency = 'USD' }: { keyword: string; currency?: string },
): Promise<Order> {
  const found = await partner.get<{ data: Summary[] }>(`/products?keyword=${encodeURIComponent(keyword)}&lang=en&limit=20`)
  story.step(`search "${keyword}"`, `${found.data.length} products, first: ${found.data[0]?.titleZh ?? 'none'}`)
  const { goods, quote } = await quoteFirstOrderable(partner, found.data, currency)
  story.step('product', `${goods.product.title.slice(0, 40)}`)
  story.step('quote', `${goods.quantity} pieces, ${show(quote.total)}`)
  for (const charge of quote.charges) story.note(`${charge.code.padEnd(18)} ${show(charge.amount).padStart(14)}   by ${charge.ruleId}`)
  tellEstimate(story, quote)
  const order = await partner.post<Order>('/orders', { quoteId: quote.id })
  story.step('order', order.status)
  const paid = await partner.post<Order>(`/orders/${order.id}/pay`)
  story.step(currency === 'USD' ? 'pay from balance' : `pay without a ${currency} balance`, paid.status)
  return waitForOrder(partner, story, { name: 'bought on 1688', orderId: order.id, wanted: 'PURCHASED' })
}

/** What it would cost in Tokyo, of which only the quote itself is charged now. */
function tellEstimate(story: Story, { total, estimate, lines }: Quote): void {
  const [risk] = lines.map((line) => line.sellerRisk)
  if (risk)
    story.note(
      `suggested inspection ${risk.suggestedInspectionLevel}${risk.because.length === 0 ? '' : ` because of ${risk.because.join(', ')}`}`,
    )
  const way = estimate?.options.find((option) => option.lineCode === estimate.lineCode)
  if (estimate?.landedTotal == null || way === undefined) return
  story.step(
    'landed in Tokyo',
    `${showRange(estimate.landedTotal)}, by ${way.lineCode} in ${way.transitDays.p50} to ${way.transitDays.p90} days`,
  )
  story.note(`${'payable now'.padEnd(18)} ${show(total).padStart(14)}`)
  story.note(`${'freight, later'.padEnd(18)} ${showRange(way.freight)}   confidence ${way.confidence}`)
  story.note(`${'duties, later'.padEnd(18)} ${showRange(way.duties)}`)
  for (const { kind, reason } of estimate.duties.unknown) story.note(`${kind} is not known: ${reason}`)
}

const showRange = ({ min, likely, max }: Range) => `${show(likely)} (${show(min)} to ${show(max)})`

export async function waitForOrder(
  partner: Partner,
  story: Story,
  wait: { name: string; orderId: string; wanted: string },
): Promise<Order> {
  return story.wait(wait.name, async () => {
    const order = await partner.get<Order>(`/orders/${wait.orderId}`)
    return { state: order.status, answer: order.status === wait.wanted ? order : undefined }
  })
}

/** The seller ships, the parcel reaches the dock: answers the inspection that the workers have prepared. */
export async function shipToWarehouse(partner: Partner, story: Story, orderId: string): Promise<string> {
  await partner.simulate('seller.ships', orderId)
  const parcel = await story.wait('seller ships', async () => {
    const parcels = await partner.get<{ data: { id: string; status: string; waybillNo: string }[] }>(`/parcels?orderId=${orderId}`)
    const [first] = parcels.data
    return { state: first === undefined ? 'no parcel yet' : `parcel ${first.status}, waybill ${first.waybillNo}`, answer: first }
  })
  const arrived = await partner.simulate('parcel.arrives', parcel.id)
  story.step('parcel arrives at the dock', arrived.status)
  return story.wait('inspection job', async () => {
    const list = await partner.get<{ data: { id: string; status: string; sampleSize: number | null }[] }>(`/inspections?orderId=${orderId}`)
    const [first] = list.data
    return {
      state: first === undefined ? 'none yet' : `${first.status}${first.sampleSize === null ? '' : `, look at ${first.sampleSize} pieces`}`,
      answer: first?.status === 'READY' ? first.id : undefined,
    }
  })
}

/** Not everything found can be bought: sold out, expired, below a mixed-batch rule. The first that can be quoted is taken. */
async function quoteFirstOrderable(partner: Partner, candidates: Summary[], currency: string): Promise<{ goods: Goods; quote: Quote }> {
  let last: unknown
  for (const { id } of candidates) {
    const goods = choose(await partner.get<Product>(`/products/${id}?lang=en`))
    if (goods === undefined) continue
    try {
      const line = {
        productId: goods.product.id,
        skuId: goods.skuId,
        quantity: goods.quantity,
        services: [{ code: 'EXTRA_PHOTO', quantity: 2 }],
      }
      const wish = { inspectionLevel: 'STANDARD', destination: { country: 'JP', postalCode: '100-0001' }, currency, lang: 'en' }
      return { goods, quote: await partner.post<Quote>('/quotes', { lines: [line], ...wish }) }
    } catch (error) {
      last = error
    }
  }
  throw new Error('no product of the search can be bought', { cause: last })
}

function choose(product: Product): Goods | undefined {
  if (!product.orderable) return undefined
  const set = product.batchNumber ?? 1
  const quantity = Math.ceil(Math.max(10, product.minOrderQuantity) / set) * set
  if (product.skus.length === 0) return product.stock >= quantity ? { product, skuId: null, quantity } : undefined
  const sku = product.skus.find((candidate) => candidate.stock >= quantity)
  return sku && { product, skuId: sku.id, quantity }
}
