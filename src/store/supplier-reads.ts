import { sql } from 'kysely'
import type { Reads } from '../domain/read-ports.ts'
import type { Db } from './database.ts'

/** What our own rows say about sellers. */
export function createSupplierReads(db: Db): Pick<Reads, 'supplierQuality'> {
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
  }
}
