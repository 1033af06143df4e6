import type { MoveOutcome } from '../../domain/upstream/order.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { writeLossless } from '../lossless-json.ts'
import { move } from '../move.ts'
import { TRADE } from '../namespaces.ts'

/** One attempt to confirm receipt of these lines, which releases the money. Throws UpstreamError only when nothing can have happened. */
export function confirmReceipt(client: ApiClient, upstreamOrderId: string, lineIds: readonly string[]): Promise<MoveOutcome> {
  const params = { orderId: String(digits(upstreamOrderId)), orderEntryIds: writeLossless(lineIds.map(digits)) }
  return move(client, { namespace: TRADE, name: 'trade.receivegoods.confirm', params }, { reasons: REASONS })
}

const REASONS = {
  ORDER_NOT_EXIST: 'notFound',
  '400_2': 'notFound',
  '400_3': 'notParty',
  '400_4': 'notFound',
  '400_5': 'wrongState',
  ORDER_STATUS_ERROR: 'wrongState',
} as const
