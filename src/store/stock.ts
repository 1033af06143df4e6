import type { StockRepository } from '../domain/ports.ts'
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
