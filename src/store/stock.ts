import { sql } from 'kysely'
import type { StockRepository, StorageFeeRepository, StorageNoticeRepository } from '../domain/stock/stock-ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Units in the bins. */
export function createStockRepository(scope: Scope): StockRepository {
  const lots = async () => (await scope.query()).selectFrom('stockLot').selectAll().orderBy('id')
  return {
    ...repositoryOf(scope, 'stockLot'),
    listOfLine: async (lineId) => (await lots()).where('lineId', '=', lineId).execute(),
    lockMany: async (ids) => (ids.length === 0 ? [] : (await lots()).where('id', 'in', ids).forUpdate().execute()),
    async unitsPaidFor(lotId) {
      const { rows } = await sql<{ units: number }>`
        select coalesce(sum(i.quantity), 0)::int as units from shipment_item i join shipment s on s.id = i.shipment_id
        where i.lot_id = ${lotId} and s.paid_at is not null and s.handed_over_at is null and s.state <> 'CANCELLED'`.execute(
        await scope.query(),
      )
      return rows[0]?.units ?? 0
    },
  }
}

/** What storage cost, stretch by stretch. */
export function createStorageFeeRepository(scope: Scope): StorageFeeRepository {
  return {
    ...repositoryOf(scope, 'storageFee'),
    async openOf(lotId) {
      const open = (await scope.query()).selectFrom('storageFee').selectAll().where('lotId', '=', lotId).where('paidAt', 'is', null)
      return open.orderBy('firstDay').execute()
    },
  }
}

/** What owners of lots were told, and whether it reached them. */
export function createStorageNoticeRepository(scope: Scope): StorageNoticeRepository {
  const notices = async () => (await scope.query()).selectFrom('storageNotice')
  return {
    ...repositoryOf(scope, 'storageNotice'),
    async wasSent(lotId, step) {
      const found = (await notices()).select('id').where('lotId', '=', lotId).where('step', '=', step)
      return (await found.executeTakeFirst()) !== undefined
    },
    async undelivered({ partnerId, livemode }, ids) {
      const own = (await notices()).selectAll().where('partnerId', '=', partnerId).where('livemode', '=', livemode)
      return own
        .where('id', 'in', [...ids])
        .where('deliveredAt', 'is', null)
        .orderBy('lotId')
        .orderBy('id')
        .execute()
    },
  }
}
