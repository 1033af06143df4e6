import type { CancelOutcome, CancelRefusalReason } from '../../domain/upstream/order.ts'
import { perform } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { decodeFlat } from '../envelopes.ts'
import { TRADE } from '../namespaces.ts'

const NAME = 'alibaba.trade.cancel'
/** An order must be this old (spec 2.11). */
const YOUNGEST_MS = 10_000

export type Cancellation = { upstreamOrderId: string; reason: 'buyerCancel' | 'sellerLacksGoods' | 'other'; remark?: string | undefined }

/** One attempt to cancel an unpaid order. Throws UpstreamError only when nothing can have happened. */
export async function cancelOrder(client: ApiClient, { upstreamOrderId, reason, remark }: Cancellation): Promise<CancelOutcome> {
  const params = { webSite: '1688', tradeID: upstreamOrderId, cancelReason: REASON_WORDS[reason], remark }
  const result = await perform(client, { namespace: TRADE, name: NAME, params }, decodeFlat)
  if (result.kind === 'unknown') return result
  if (result.kind === 'ok') return { kind: 'accepted' }
  const refusal = { kind: 'refused', code: result.code, reason: REFUSALS[result.code] ?? 'other', message: result.message } as const
  return refusal.reason === 'tooSoon' ? { ...refusal, retryAfterMs: YOUNGEST_MS } : refusal
}

const REASON_WORDS: Readonly<Record<Cancellation['reason'], string>> = {
  buyerCancel: 'buyerCancel',
  sellerLacksGoods: 'sellerGoodsLack',
  other: 'other',
}

const REFUSALS: Readonly<Record<string, CancelRefusalReason>> = {
  CLOSE_ORDER_TOO_FAST: 'tooSoon',
  ORDER_STATUS_ERROR: 'notAwaitingPayment',
  '400_3': 'notParty',
  ORDER_NOT_EXIST: 'notFound',
}
