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
type Quote = { id: string; total: Money; charges: { code: string; amount: Money; ruleId: string }[] }
export type Order = { id: string; status: string; total: Money; refunded: Money; lines: { id: string; status: string; title: string }[] }
type Goods = { product: Product; skuId: string | null; quantity: number }

/** Search, product, quote, order, payment, then the purchase on 1688 that the workers make. */
export async function buy(partner: Partner, story: Story, keyword: string): Promise<Order> {
  const found = await partner.get<{ data: Summary[] }>(`/products?keyword=${encodeURIComponent(keyword)}&lang=en&limit=20`)
  story.step(`search "${keyword}"`, `${found.data.length} products, first: ${found.data[0]?.titleZh ?? 'none'}`)
  const { goods, quote } = await quoteFirstOrderable(partner, found.data)
  story.step('product', `${goods.product.title.slice(0, 40)}`)
  story.step('quote', `${goods.quantity} pieces, ${show(quote.total)}`)
  for (const charge of quote.charges) story.note(`${charge.code.padEnd(18)} ${show(charge.amount).padStart(14)}   by ${charge.ruleId}`)
  const order = await partner.post<Order>('/orders', { quoteId: quote.id })
  story.step('order', order.status)
  const paid = await partner.post<Order>(`/orders/${order.id}/pay`)
  story.step('pay from balance', paid.status)
  return waitForOrder(partner, story, { name: 'bought on 1688', orderId: order.id, wanted: 'PURCHASED' })
}

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
async function quoteFirstOrderable(partner: Partner, candidates: Summary[]): Promise<{ goods: Goods; quote: Quote }> {
  let last: unknown
  for (const { id } of candidates) {
    const goods = choose(await partner.get<Product>(`/products/${id}?lang=en`))
    if (goods === undefined) continue
    try {
      const line = { productId: goods.product.id, skuId: goods.skuId, quantity: goods.quantity, inspectionLevel: 'STANDARD' }
      return { goods, quote: await partner.post<Quote>('/quotes', { lines: [line], currency: 'USD', lang: 'en' }) }
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
