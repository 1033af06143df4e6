import { z } from 'zod'
import type { RefundGoodsStatus, RefundReason } from '../../domain/upstream/refund.ts'
import { ask, payloadOf, shaped } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeNested } from '../envelopes.ts'
import { writeLossless } from '../lossless-json.ts'
import { TRADE } from '../namespaces.ts'
import { flag, id, list, text } from '../wire.ts'
import { GOODS_STATUS_WORDS } from './goods-status.ts'

const NAME = 'alibaba.trade.getRefundReasonList'

export type ReasonQuestion = { upstreamOrderId: string; lineIds: readonly string[]; goodsStatus: RefundGoodsStatus }

/** What 1688 says when the order, a closed one for example, is in no state to claim anything back. */
const WRONG_STATE = '5010'

/** The reasons 1688 takes for these lines now: none when it takes no claim on them. Throws UpstreamError. */
export async function refundReasons(client: ApiClient, { upstreamOrderId, lineIds, goodsStatus }: ReasonQuestion): Promise<RefundReason[]> {
  const params = {
    orderId: String(digits(upstreamOrderId)),
    orderEntryIds: writeLossless(lineIds.map(digits)),
    goodsStatus: GOODS_STATUS_WORDS[goodsStatus],
  }
  const answer = await ask(client, { namespace: TRADE, name: NAME, params }, decodeNested)
  if (answer.kind === 'refused' && answer.code === WRONG_STATE) return []
  return shaped(reasonsWire, payloadOf(answer), NAME).reasons.map((reason) => ({
    reasonId: reason.id,
    name: reason.name ?? '',
    needsVoucher: reason.needVoucher === true,
    freightRefundable: reason.noRefundCarriage !== true,
    tip: reason.tip,
  }))
}

const reasonsWire = z.object({ reasons: list(z.object({ id, name: text, needVoucher: flag, noRefundCarriage: flag, tip: text })) })
