import { z } from 'zod'
import type { UpstreamRefund } from '../../domain/upstream/refund.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeQuery } from '../envelopes.ts'
import { TRADE } from '../namespaces.ts'
import { decimal, list } from '../wire.ts'
import { refundWire, toUpstreamRefund } from './refund-wire.ts'

const NAME = 'alibaba.trade.refund.buyer.queryOrderRefundList'
const PAGE_SIZE = 50
/** No order has more refunds than this; it ends the loop should the count lie. */
const MOST_PAGES = 10

/** Every refund of an order, in-sale and after-sale, in any state: the look-up after an unknown filing. Throws UpstreamError. */
export async function findRefundsOfOrder(client: ApiClient, upstreamOrderId: string): Promise<UpstreamRefund[]> {
  const found: UpstreamRefund[] = []
  for (let page = 0; page < MOST_PAGES; page += 1) {
    // Pages count from 0 here, unlike everywhere else; "dipsuteType" is the wire's spelling.
    const params = {
      orderId: String(digits(upstreamOrderId)),
      dipsuteType: '0',
      currentPageNum: String(page),
      pageSize: String(PAGE_SIZE),
    }
    const payload = await askFor(client, { namespace: TRADE, name: NAME, params }, decodeQuery)
    const { opOrderRefundModels: models, totalCount } = shaped(listWire, payload, NAME)
    const unseen = models
      .map(toUpstreamRefund)
      .filter((refund) => !found.some((known) => known.upstreamRefundId === refund.upstreamRefundId))
    // Whoever ignores the order filter must not make us adopt a stranger's refund.
    found.push(...unseen.filter((refund) => refund.upstreamOrderId === upstreamOrderId))
    if (unseen.length === 0 || (page + 1) * PAGE_SIZE >= (totalCount ?? 0)) break
  }
  return found
}

const listWire = z.object({ opOrderRefundModels: list(refundWire), totalCount: decimal })
