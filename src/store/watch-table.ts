import type { Db } from './database.ts'

/** Less than the lead an entry needs: each process looks several times before one comes into force. */
const LOOK_EVERY_MS = 1_000

export type WatchedTable<Known> = {
  /** What was read last. Throws as long as nothing ever was. */
  current(): Known
  /** Reads what was added since; runs by itself every second. */
  refresh(): Promise<void>
  close(): void
}

/**
 * Keeps what an append-only table holds in memory. Rows are only ever added, so their count tells whether there is news. While the
 * database is away the last known rows stand.
 */
export async function watchTable<Known>(
  db: Db,
  { table, load, onError }: { table: 'ruleRow' | 'exchangeRate'; load: () => Promise<Known>; onError: (error: unknown) => void },
): Promise<WatchedTable<Known>> {
  let known: { entries: bigint; loaded: Known } | undefined
  const refresh = async (): Promise<void> => {
    const { entries } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<bigint>().as('entries'))
      .executeTakeFirstOrThrow()
    if (known?.entries !== entries) known = { entries, loaded: await load() }
  }
  const tryRefresh = () => refresh().catch(onError)
  await tryRefresh()
  const looking = setInterval(() => void tryRefresh(), LOOK_EVERY_MS)
  looking.unref()
  return {
    current() {
      if (known === undefined) throw new Error(`${table} could not be read since this process started`)
      return known.loaded
    },
    refresh,
    close: () => clearInterval(looking),
  }
}
