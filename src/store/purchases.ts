import type { PurchaseRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** What we bought, or try to buy, upstream. */
export function createPurchaseRepository(scope: Scope): PurchaseRepository {
  const purchases = async () => (await scope.query()).selectFrom('purchase').selectAll()
  return {
    ...repositoryOf(scope, 'purchase'),
    listOfOrder: async (orderId) => (await purchases()).where('orderId', '=', orderId).orderBy('id').execute(),
    findByUpstreamOrder: async (upstreamOrderId) => (await purchases()).where('upstreamOrderId', '=', upstreamOrderId).executeTakeFirst(),
  }
}
