import type { TimeWindow, UpstreamOrder } from '../../domain/upstream/order.ts'
import type { ApiClient } from '../client.ts'
import { formatUpstreamDate } from '../dates.ts'
import { upstreamFailure } from '../errors.ts'
import { getOrder } from './get-order.ts'
import { listOrders } from './list-orders.ts'

/** Enough for a window around one attempt; more means that the filter was ignored, and what was not seen may be ours. */
const MOST_PAGES = 4

/**
 * The orders that may have come out of a create with this `outOrderId`, each read in full. The list does not show the
 * number and its filters are known to lie (hazard 17), so every hit's detail is asked; only orders that prove to have
 * another number are left out. Throws UpstreamError.
 */
export async function findOrdersByOutOrderId(client: ApiClient, outOrderId: string, window: TimeWindow): Promise<UpstreamOrder[]> {
  const filter = { outOrderId, createStartTime: formatUpstreamDate(window.from), createEndTime: formatUpstreamDate(window.to) }
  const found: UpstreamOrder[] = []
  for (let page = 1, hasMore = true; hasMore && page <= MOST_PAGES; page += 1) {
    const listed = await listOrders(client, filter, page)
    for (const order of listed.orders) {
      const detail = await fullOrder(client, order)
      if (detail.outOrderId === null || detail.outOrderId === outOrderId) found.push(detail)
    }
    hasMore = listed.hasMore
    if (hasMore && page === MOST_PAGES) throw upstreamFailure('client.lookupIncomplete')
  }
  return found
}

async function fullOrder(client: ApiClient, listed: UpstreamOrder): Promise<UpstreamOrder> {
  return (await getOrder(client, listed.upstreamOrderId)) ?? listed
}
