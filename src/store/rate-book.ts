import { sql } from 'kysely'
import { type RateBook, referenceRateAt, type StoredRate } from '../domain/quotes/reference-rates.ts'
import type { Db } from './database.ts'
import { type WatchedTable, watchTable } from './watch-table.ts'

type OpenRateBook = RateBook & Pick<WatchedTable<unknown>, 'refresh' | 'close'>

/** The reference rates finance entered, in memory, over those we ship. */
export async function openRateBook(db: Db, { onError }: { onError: (error: unknown) => void }): Promise<OpenRateBook> {
  const { current, refresh, close } = await watchTable(db, { table: 'exchangeRate', load: () => newestRates(db), onError })
  const entered = (exceptBy: string | undefined) =>
    exceptBy === undefined ? current() : current().filter(({ setBy }) => setBy !== exceptBy)
  return { rateAt: (currency, at, without) => referenceRateAt(currency, at, entered(without?.exceptBy)), refresh, close }
}

/** A currency may have years of daily rates: the last hundred entered hold every one that is or may come into force. */
const RATES_A_CURRENCY = 100

function newestRates(db: Db): Promise<StoredRate[]> {
  const ranked = db
    .selectFrom('exchangeRate')
    .selectAll()
    .select(sql<number>`row_number() over (partition by currency order by set_at desc, id desc)`.as('place'))
  return db
    .selectFrom(ranked.as('ranked'))
    .select(['id', 'currency', 'rate', 'effectiveFrom', 'source', 'setBy', 'setAt'])
    .where('place', '<=', RATES_A_CURRENCY)
    .orderBy('setAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}
