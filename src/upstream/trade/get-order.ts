import type { UpstreamOrder } from '../../domain/upstream/order.ts'
import { ask, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { isUpstreamId } from '../digits.ts'
import { decodeQuery } from '../envelopes.ts'
import { businessFailure } from '../errors.ts'
import { TRADE } from '../namespaces.ts'
import { orderWire, toUpstreamOrder } from './order-wire.ts'

const NAME = 'alibaba.trade.get.buyerView'

/** An order with its lines. Undefined when this buyer has none with that id. Throws UpstreamError. */
export async function getOrder(client: ApiClient, upstreamOrderId: string): Promise<UpstreamOrder | undefined> {
  if (!isUpstreamId(upstreamOrderId)) return undefined
  const params = { webSite: '1688', orderId: upstreamOrderId }
  const decoded = await ask(client, { namespace: TRADE, name: NAME, params }, decodeQuery)
  if (decoded.kind === 'refused') {
    if (NO_SUCH_ORDER.has(decoded.code)) return undefined
    throw businessFailure(decoded.code, decoded.message)
  }
  if (decoded.payload === null || decoded.payload === undefined) return undefined
  return toUpstreamOrder(shaped(orderWire, decoded.payload, NAME))
}

/** Not existing, or not ours: for us the same. */
const NO_SUCH_ORDER: ReadonlySet<string> = new Set(['ORDER_NOT_EXIST', '404', '400_2', '400_3', 'order.nopermission.buyer'])
