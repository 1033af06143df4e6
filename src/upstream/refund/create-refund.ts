import { z } from 'zod'
import type { RefundOutcome, RefundRefusalReason, RefundRequest } from '../../domain/upstream/refund.ts'
import { perform } from '../call-api.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { decodeNested } from '../envelopes.ts'
import { writeLossless } from '../lossless-json.ts'
import { TRADE } from '../namespaces.ts'
import { text } from '../wire.ts'
import { GOODS_STATUS_WORDS } from './goods-status.ts'
import { toWireCounts } from './max-refund.ts'

const NAME = 'alibaba.trade.createRefund'

/**
 * One attempt to file a refund. There is no request id: a repeat is caught only by `5010`, which also means other things
 * (spec 2.16), so `unknown` and `stateOrDuplicate` must be looked up. Throws UpstreamError only when nothing can have happened.
 */
export async function createRefund(client: ApiClient, request: RefundRequest): Promise<RefundOutcome> {
  const result = await perform(client, { namespace: TRADE, name: NAME, params: wireParams(request) }, decodeNested)
  if (result.kind === 'unknown') return { ...result, upstreamRefundId: null }
  const read = createdWire.safeParse(result.payload)
  const upstreamRefundId = read.success ? toRefundId(read.data.refundId) : null
  const { seen } = result
  if (result.kind === 'ok') {
    return upstreamRefundId === null
      ? { kind: 'unknown', cause: 'emptySuccess', seen, upstreamRefundId }
      : { kind: 'accepted', upstreamRefundId }
  }
  if (upstreamRefundId !== null || result.code === '') return { kind: 'unknown', cause: 'contradiction', seen, upstreamRefundId }
  if (SERVER_CODE.test(result.code)) return { kind: 'unknown', cause: 'serverError', seen, upstreamRefundId }
  return { kind: 'refused', code: result.code, reason: REASONS[result.code] ?? 'other', message: result.message }
}

/** Refund ids carry `TQ` everywhere but in some messages; ours always do. Null for none. */
export function toRefundId(wire: string | null): string | null {
  if (wire === null || wire === '0') return null
  return wire.startsWith('TQ') ? wire : `TQ${wire}`
}

const createdWire = z.object({ refundId: text })

/** `4xxx` is a failure on 1688's side, which says nothing about the refund. */
const SERVER_CODE = /^4\d{3}$/

const REASONS: Readonly<Record<string, RefundRefusalReason>> = {
  '5001': 'orderNotFound',
  '5002': 'notBuyer',
  '5003': 'goodsStatusInvalid',
  '5004': 'reasonInvalid',
  '5005': 'voucherNeeded',
  '5006': 'freightNotAllowed',
  '5010': 'stateOrDuplicate',
  '5011': 'amount',
  '5012': 'descriptionLength',
  '5013': 'lineCount',
}

const REQUEST_WORDS: Readonly<Record<RefundRequest['kind'], string>> = { refundOnly: 'refund', returnAndRefund: 'returnRefund' }

function wireParams(request: RefundRequest): Record<string, string | undefined> {
  return {
    orderId: String(digits(request.upstreamOrderId)),
    orderEntryIds: writeLossless(request.lineIds.map(digits)),
    disputeRequest: REQUEST_WORDS[request.kind],
    applyPayment: String(request.goodsFen),
    applyCarriage: String(request.freightFen),
    applyReasonId: request.reasonId,
    description: request.description,
    goodsStatus: GOODS_STATUS_WORDS[request.goodsStatus],
    vouchers: request.voucherUrls.length === 0 ? undefined : JSON.stringify(request.voucherUrls),
    orderEntryCountList: request.lineCounts === undefined ? undefined : writeLossless(toWireCounts(request.lineCounts)),
  }
}
