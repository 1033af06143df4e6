import type { RefundRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Claims for money back. */
export function createRefundRepository(scope: Scope): RefundRepository {
  const cases = async () => (await scope.query()).selectFrom('refundCase').selectAll().orderBy('id')
  return {
    ...repositoryOf(scope, 'refundCase'),
    listOfOrder: async (orderId) => (await cases()).where('orderId', '=', orderId).execute(),
    listOfLine: async (lineId) => (await cases()).where('lineId', '=', lineId).execute(),
    findByUpstreamRefund: async (upstreamRefundId) => (await cases()).where('upstreamRefundId', '=', upstreamRefundId).executeTakeFirst(),
  }
}
