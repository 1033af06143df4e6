import type { MoveOutcome } from '../../domain/upstream/order.ts'
import type { ApiClient } from '../client.ts'
import { digits } from '../digits.ts'
import { move } from '../move.ts'
import { LOGISTICS } from '../namespaces.ts'

/** Asks the seller to ship; works once in 24 hours. Throws UpstreamError only when nothing can have happened. */
export function urgeShipment(client: ApiClient, upstreamOrderId: string): Promise<MoveOutcome> {
  const params = { orderId: String(digits(upstreamOrderId)) }
  return move(client, { namespace: LOGISTICS, name: 'logistics.delivery.urge', params }, { reasons: REASONS })
}

const REASONS = { '400_2': 'notFound', '400_3': 'notParty', '400_4': 'wrongState', '400_5': 'tooMany' } as const
