import { sql } from 'kysely'
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
    async compensatedAlone({ partnerId, livemode }, { makerId, since }) {
      const { rows } = await sql<{ total: bigint }>`
        select coalesce(sum((settlement ->> 'valueFen')::bigint), 0)::bigint as total from refund_case
        where partner_id = ${partnerId} and livemode = ${livemode} and settlement is not null
          and settlement ->> 'makerId' = ${makerId} and settlement ->> 'checkerId' is null
          and (settlement ->> 'settledAt')::timestamptz > ${since}`.execute(await scope.query())
      return rows[0]?.total ?? 0n
    },
  }
}
