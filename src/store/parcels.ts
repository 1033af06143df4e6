import { sql } from 'kysely'
import type { ParcelRepository } from '../domain/ports.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Parcels on their way to the warehouse, and what each should carry. */
export function createParcelRepository(scope: Scope): ParcelRepository {
  const lines = repositoryOf(scope, 'parcelLine')
  const parcels = async () => (await scope.query()).selectFrom('parcel').selectAll()
  return {
    ...repositoryOf(scope, 'parcel'),
    listOfPurchase: async (purchaseId) => (await parcels()).where('purchaseId', '=', purchaseId).orderBy('id').execute(),
    async findByWaybill(waybillNo) {
      return (
        (await parcels())
          .where((row) => row.or([row('waybillNo', '=', waybillNo), sql<boolean>`waybill_aliases @> array[${waybillNo}]::text[]`]))
          // The number of today goes before an alias of yesterday.
          .orderBy((row) => row('waybillNo', '=', waybillNo), 'desc')
          .orderBy('createdAt', 'desc')
          .limit(1)
          .executeTakeFirst()
      )
    },
    insertLine: lines.insert,
    updateLine: lines.update,
    async linesOf(parcelId) {
      const trx = await scope.query()
      return trx.selectFrom('parcelLine').selectAll().where('parcelId', '=', parcelId).orderBy('id').execute()
    },
  }
}
