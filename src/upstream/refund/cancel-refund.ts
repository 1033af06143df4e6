import type { MoveOutcome } from '../../domain/upstream/order.ts'
import type { ApiClient } from '../client.ts'
import { move } from '../move.ts'
import { TRADE } from '../namespaces.ts'

/** One attempt to withdraw a refund. Throws UpstreamError only when nothing can have happened. */
export function cancelRefund(client: ApiClient, upstreamRefundId: string): Promise<MoveOutcome> {
  const call = { namespace: TRADE, name: 'alibaba.trade.cancelRefund', params: { refundId: upstreamRefundId } }
  return move(client, call, { reasons: REASONS })
}

/** No codes are documented; those of filing and of the return parcel are what this family uses. */
const REASONS = {
  '4005': 'notFound',
  '4006': 'notParty',
  '4007': 'wrongState',
  '5001': 'notFound',
  '5002': 'notParty',
  '5010': 'wrongState',
} as const
