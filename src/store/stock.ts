import type { StockRepository, StorageNoticeRepository } from '../domain/stock/stock-ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Units in the bins. */
export function createStockRepository(scope: Scope): StockRepository {
  const lots = async () => (await scope.query()).selectFrom('stockLot').selectAll().orderBy('id')
  return {
    ...repositoryOf(scope, 'stockLot'),
    listOfLine: async (lineId) => (await lots()).where('lineId', '=', lineId).execute(),
    lockMany: async (ids) => (ids.length === 0 ? [] : (await lots()).where('id', 'in', ids).forUpdate().execute()),
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
