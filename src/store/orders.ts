import type { AgentOrder } from '../domain/orders/order.ts'
import type { OrderRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import { shapeOf } from './row-sql.ts'
import type { Scope } from './scope.ts'

/** Agent orders. */
export function createOrderRepository(scope: Scope): OrderRepository {
  return {
    ...repositoryOf(scope, 'agentOrder'),
    async findByExternalRef({ partnerId, livemode }, externalRef) {
      await scope.settle()
      const [order] = await scope.ask<AgentOrder>(BY_EXTERNAL_REF, [partnerId, livemode, externalRef])
      return order
    },
  }
}

const { selected, name } = shapeOf('agentOrder')
const BY_EXTERNAL_REF = `select ${selected} from ${name} where partner_id = $1 and livemode = $2 and external_ref = $3`
