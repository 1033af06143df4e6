import { z } from 'zod'
import type { MaxRefund, MaxRefundRequest } from '../../domain/upstream/refund.ts'
import { askFor, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeNested } from '../envelopes.ts'
import { writeLossless } from '../lossless-json.ts'
import { TRADE } from '../namespaces.ts'
import { fen } from '../wire.ts'
import { GOODS_STATUS_WORDS } from './goods-status.ts'

const NAME = 'alibaba.trade.getMaxRefundFee'

/** The most 1688 would refund. Throws UpstreamError. */
export async function maxRefund(client: ApiClient, request: MaxRefundRequest): Promise<MaxRefund> {
  const input = writeLossless({
    orderId: digits(request.upstreamOrderId),
    goodsStatus: GOODS_STATUS_WORDS[request.goodsStatus],
    ...(request.upstreamRefundId === undefined ? {} : { refundId: request.upstreamRefundId }),
    ...(request.lineCounts === undefined ? {} : { refundGoodsCountList: toWireCounts(request.lineCounts) }),
  })
  const payload = await askFor(client, { namespace: TRADE, name: NAME, params: { input } }, decodeNested)
  const wire = shaped(maxWire, payload, NAME)
  const goodsFen = wire.maxGoodsFee ?? 0n
  const freightFen = wire.maxPostFee ?? 0n
  return { goodsFen, freightFen, totalFen: wire.maxRefundFee ?? goodsFen + freightFen }
}

/** `{id, count}` with the line id as bare digits. */
export function toWireCounts(counts: readonly { lineId: string; count: number }[]): { id: bigint; count: number }[] {
  return counts.map(({ lineId, count }) => ({ id: digits(lineId), count }))
}

const maxWire = z.object({ maxGoodsFee: fen, maxPostFee: fen, maxRefundFee: fen })
