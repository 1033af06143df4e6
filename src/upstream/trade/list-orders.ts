import { z } from 'zod'
import type { OrderPage, TimeWindow } from '../../domain/upstream/order.ts'
import { shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { formatUpstreamDate } from '../dates.ts'
import { decodeQuery } from '../envelopes.ts'
import { businessFailure } from '../errors.ts'
import { TRADE } from '../namespaces.ts'
import { decimal, list } from '../wire.ts'
import { orderWire, toUpstreamOrder } from './order-wire.ts'

const NAME = 'alibaba.trade.getBuyerOrderList'
const PAGE_SIZE = 50

/** One page of the orders modified in the window. Throws UpstreamError. */
export function listOrdersModifiedSince(client: ApiClient, { from, to }: TimeWindow, page: number): Promise<OrderPage> {
  return listOrders(client, { modifyStartTime: formatUpstreamDate(from), modifyEndTime: formatUpstreamDate(to) }, page)
}

/** One page of the buyer's orders. `orderIds` and `bizTypes` are never sent: the filter lies (hazard 17). Throws UpstreamError. */
export async function listOrders(client: ApiClient, filter: Record<string, string>, page: number): Promise<OrderPage> {
  const params = { ...filter, page: String(page), pageSize: String(PAGE_SIZE) }
  const body = await client.read({ namespace: TRADE, name: NAME, params })
  const decoded = decodeQuery(body)
  if (decoded?.kind === 'refused') throw businessFailure(decoded.code, decoded.message)
  const wire = shaped(listWire, body, NAME)
  const total = wire.totalRecord ?? wire.result.length
  return { orders: wire.result.map(toUpstreamOrder), page, total, hasMore: wire.result.length > 0 && page * PAGE_SIZE < total }
}

/** The count stands beside the orders. There is no `success`: an empty page is an object with one of the two (spec 2.10). */
const listWire = z
  .object({ result: list(orderWire), totalRecord: decimal })
  .refine((page) => page.result.length > 0 || page.totalRecord !== null, { message: 'neither orders nor a count' })
