import { z } from 'zod'
import type { TimeWindow } from '../../domain/upstream/order.ts'
import type { RefundPage } from '../../domain/upstream/refund.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { formatUpstreamDate } from '../dates.ts'
import { decodeQuery } from '../envelopes.ts'
import { TRADE } from '../namespaces.ts'
import { decimal, list } from '../wire.ts'
import { refundWire, toUpstreamRefund } from './refund-wire.ts'

const NAME = 'alibaba.trade.refund.buyer.queryOrderRefundList'
const PAGE_SIZE = 50

/** One page, counted from 1, of the refunds modified in the window, in-sale and after-sale. Throws UpstreamError. */
export function listRefundsModifiedSince(client: ApiClient, { from, to }: TimeWindow, page: number): Promise<RefundPage> {
  return listRefunds(client, { modifyStartTime: formatUpstreamDate(from), modifyEndTime: formatUpstreamDate(to) }, page)
}

/** One page of the buyer's refunds. Throws UpstreamError. */
export async function listRefunds(client: ApiClient, filter: Record<string, string>, page: number): Promise<RefundPage> {
  // The documented sample starts at page 0, unlike everywhere else; "dipsuteType" is the wire's spelling.
  const params = { ...filter, dipsuteType: '0', currentPageNum: String(page - 1), pageSize: String(PAGE_SIZE) }
  const payload = await askFor(client, { namespace: TRADE, name: NAME, params }, decodeQuery)
  const { opOrderRefundModels: models, totalCount } = shaped(listWire, payload, NAME)
  // Should 1 mean the first page too, one page more is asked for than the count demands.
  return { refunds: models.map(toUpstreamRefund), total: totalCount ?? models.length, hasMore: (page - 1) * PAGE_SIZE < (totalCount ?? 0) }
}

const listWire = z.object({ opOrderRefundModels: list(refundWire), totalCount: decimal })
