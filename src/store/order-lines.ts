import type { OrderLine } from '../domain/orders/order.ts'
import type { OrderLineRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Order lines; several are always locked in id order, so that two writers of one order queue up instead of deadlocking. */
export function createOrderLineRepository(scope: Scope): OrderLineRepository {
  const lines = async () => (await scope.query()).selectFrom('orderLine').selectAll()
  const remembered = (found: OrderLine[]) => {
    for (const line of found) scope.writes.remember(line)
    return found
  }
  return {
    ...repositoryOf(scope, 'orderLine'),
    lockOfOrder: async (orderId) => remembered(await (await lines()).where('orderId', '=', orderId).orderBy('id').forUpdate().execute()),
    lockOfPurchase: async (purchaseId) =>
      remembered(await (await lines()).where('purchaseId', '=', purchaseId).orderBy('id').forUpdate().execute()),
    listOfOrder: async (orderId) => (await lines()).where('orderId', '=', orderId).orderBy('lineNo').execute(),
  }
}
