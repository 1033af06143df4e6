import type { PurchaseRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** What we bought, or try to buy, upstream. */
export function createPurchaseRepository(scope: Scope): PurchaseRepository {
  const purchases = async () => (await scope.query()).selectFrom('purchase').selectAll()
  return {
    ...repositoryOf(scope, 'purchase'),
    async nextTurn({ partnerId, livemode }) {
      const [next] = await scope.ask<{ turn: number }>(NEXT_TURN, [partnerId, livemode])
      return next?.turn ?? 1
    },
    listOfOrder: async (orderId) => (await purchases()).where('orderId', '=', orderId).orderBy('id').execute(),
    findByUpstreamOrder: async (upstreamOrderId) => (await purchases()).where('upstreamOrderId', '=', upstreamOrderId).executeTakeFirst(),
  }
}

const NEXT_TURN = `
  select greatest(
    coalesce((select max(turn) from purchase where state = 'INTENDED' and attempts = 0 and partner_id = $1 and livemode = $2), 0),
    coalesce((select min(turn) from purchase where state = 'INTENDED' and attempts = 0 and turn > 0), 1) - 1
  ) + 1 as turn`
