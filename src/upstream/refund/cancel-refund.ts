import type { MoveOutcome } from '../../domain/upstream/order.ts'
import type { ApiClient } from '../client.ts'
import { move } from '../move.ts'
import { TRADE } from '../namespaces.ts'

/** One attempt to withdraw a refund. Throws UpstreamError only when nothing can have happened. */
export function cancelRefund(client: ApiClient, upstreamRefundId: string): Promise<MoveOutcome> {
  const call = { namespace: TRADE, name: 'alibaba.trade.cancelRefund', params: { refundId: upstreamRefundId } }
  return move(client, call, { reasons: { '4005': 'notFound', '4006': 'notParty', '4007': 'wrongState' } })
}
