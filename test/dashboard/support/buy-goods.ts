import type { Stack } from '../../support/stack.ts'
import { waitFor } from '../../support/stack-wait.ts'

type Ref = { id: string; status: string }
type Found = { orderable: boolean; minOrderQuantity: number; batchNumber: number | null; skus: { id: string; stock: number }[] }

/** Orders and pays the first product of a search that can be quoted, and waits until it has that status; answers the order's id. */
export async function buyGoods(
  { partner }: Pick<Stack, 'partner'>,
  keyword: string,
  externalRef?: string,
  { until = 'PURCHASED' }: { until?: string } = {},
): Promise<string> {
  const { data } = await partner.get<{ data: Ref[] }>(`/v1/products?keyword=${keyword}&lang=en&limit=20`)
  for (const { id: productId } of data) {
    const found = await partner.get<Found>(`/v1/products/${productId}?lang=en`)
    const set = found.batchNumber ?? 1
    const quantity = Math.ceil(Math.max(10, found.minOrderQuantity) / set) * set
    const sku = found.skus.find(({ stock }) => stock >= quantity)
    if (!found.orderable || sku === undefined) continue
    const line = { productId, skuId: sku.id, quantity, inspectionLevel: 'STANDARD' }
    const quote = await partner.request<Ref>('POST', '/v1/quotes', { body: { lines: [line], currency: 'USD', lang: 'en' } })
    if (quote.status !== 201) continue
    const order = await partner.post<Ref>('/v1/orders', { quoteId: quote.body.id, ...(externalRef === undefined ? {} : { externalRef }) })
    await partner.post(`/v1/orders/${order.id}/pay`)
    const isThere = async () => ((await partner.get<Ref>(`/v1/orders/${order.id}`)).status === until ? true : undefined)
    await waitFor(`the order to be ${until}`, isThere)
    return order.id
  }
  throw new Error('nothing can be bought')
}
