import { z } from 'zod'
import type { UpstreamRefund } from '../../domain/upstream/refund.ts'
import { ask, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeQuery } from '../envelopes.ts'
import { businessFailure } from '../errors.ts'
import { TRADE } from '../namespaces.ts'
import { refundWire, toUpstreamRefund } from './refund-wire.ts'

const NAME = 'alibaba.trade.refund.OpQueryOrderRefund'

/** A refund with its history and time-out. Undefined when 1688 gives none. Throws UpstreamError. */
export async function getRefund(client: ApiClient, upstreamRefundId: string): Promise<UpstreamRefund | undefined> {
  const params = { refundId: upstreamRefundId, needTimeOutInfo: 'true', needOrderRefundOperation: 'true' }
  const decoded = await ask(client, { namespace: TRADE, name: NAME, params }, decodeQuery)
  if (decoded.kind === 'refused') {
    if (NO_SUCH_REFUND.has(decoded.code)) return undefined
    throw businessFailure(decoded.code, decoded.message)
  }
  const model = shaped(detailWire, decoded.payload, NAME).opOrderRefundModelDetail
  return model ? toUpstreamRefund(model) : undefined
}

/** A bad number and a foreign refund share the code `500` with texts we do not read (spec 2.18). */
const NO_SUCH_REFUND: ReadonlySet<string> = new Set(['500', '404', '4005'])

const detailWire = z.object({ opOrderRefundModelDetail: refundWire.nullish() })
