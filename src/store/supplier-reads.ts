import { sql } from 'kysely'
import type { Reads } from '../domain/read-ports.ts'
import type { Db } from './database.ts'

/** What our own rows say about sellers. */
export function createSupplierReads(db: Db): Pick<Reads, 'supplierQuality' | 'measuredWeights'> {
  return {
    async supplierQuality(livemode, sellerOpenId) {
      const counted = await db
        .selectFrom('orderLine as l')
        .innerJoin('inspection as i', 'i.lineId', 'l.id')
        .select([
          sql<number>`coalesce(sum(i.counted_quantity), 0)::float8`.as('inspectedUnits'),
          sql<number>`coalesce(sum(i.failed_quantity), 0)::float8`.as('failedUnits'),
        ])
        .where('l.sellerOpenId', '=', sellerOpenId)
        .where('l.livemode', '=', livemode)
        .where('i.completedAt', 'is not', null)
        .executeTakeFirstOrThrow()
      return { inspectedUnits: counted.inspectedUnits, failedUnits: counted.failedUnits }
    },
    measuredWeights: (livemode, sellerOpenId, offerIds) =>
      db
        .selectFrom('orderLine as l')
        .innerJoin('parcelLine as pl', 'pl.lineId', 'l.id')
        .innerJoin('parcel as p', 'p.id', 'pl.parcelId')
        .select(['l.offerId', 'l.specId'])
        .select([sql<number>`sum(pl.counted_quantity)::float8`.as('units'), sql<number>`sum(p.weight_g)::float8`.as('grams')])
        .where('l.sellerOpenId', '=', sellerOpenId)
        .where('l.livemode', '=', livemode)
        .where('l.offerId', 'in', [...offerIds])
        .where('p.weightG', '>', 0)
        .where('pl.countedQuantity', '>', 0)
        // Of a parcel with several kinds of goods nobody knows what each weighs.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('parcelLine as other')
                .select('other.id')
                .whereRef('other.parcelId', '=', 'p.id')
                .whereRef('other.id', '<>', 'pl.id'),
            ),
          ),
        )
        .groupBy(['l.offerId', 'l.specId'])
        .execute(),
  }
}
