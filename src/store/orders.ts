import type { OrderRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Agent orders. */
export function createOrderRepository(scope: Scope): OrderRepository {
  return {
    ...repositoryOf(scope, 'agentOrder'),
    async findByExternalRef({ partnerId, livemode }, externalRef) {
      const trx = await scope.query()
      return trx
        .selectFrom('agentOrder')
        .selectAll()
        .where((row) => row.and({ partnerId, livemode, externalRef }))
        .executeTakeFirst()
    },
  }
}
