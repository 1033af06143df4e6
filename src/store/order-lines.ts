import type { OrderLineRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Order lines; several are always locked in id order, so that two writers of one order queue up instead of deadlocking. */
export function createOrderLineRepository(scope: Scope): OrderLineRepository {
  const lines = async () => (await scope.query()).selectFrom('orderLine').selectAll()
  return {
    ...repositoryOf(scope, 'orderLine'),
    lockOfOrder: async (orderId) => (await lines()).where('orderId', '=', orderId).orderBy('id').forUpdate().execute(),
    lockOfPurchase: async (purchaseId) => (await lines()).where('purchaseId', '=', purchaseId).orderBy('id').forUpdate().execute(),
    listOfOrder: async (orderId) => (await lines()).where('orderId', '=', orderId).orderBy('lineNo').execute(),
  }
}
