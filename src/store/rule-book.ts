import { layRules } from '../domain/policy/lay-rules.ts'
import type { RuleBook } from '../domain/policy/rule-book.ts'
import type { RuleRow } from '../domain/policy/rule-row.ts'
import type { StoredRule } from '../domain/policy/stored-rule.ts'
import type { Tenant } from '../domain/shared/tenant.ts'
import type { Db } from './database.ts'

/** Less than the lead a row needs: each process looks several times before a row comes into force. */
const LOOK_EVERY_MS = 1_000

export type OpenRuleBook = RuleBook & {
  /** Reads what was entered since; runs by itself every second. */
  refresh(): Promise<void>
  close(): void
}

/**
 * The operator's book in memory. Rows are only ever added, so their count tells whether there is news. While the database is away the
 * last known rows stand; a process that never reached it answers nothing.
 */
export async function openRuleBook(db: Db, { onError }: { onError: (error: unknown) => void }): Promise<OpenRuleBook> {
  let known: { stored: StoredRule[]; byTenant: Map<string, readonly RuleRow[]> } | undefined
  const refresh = async (): Promise<void> => {
    const { entries } = await db
      .selectFrom('ruleRow')
      .select(({ fn }) => fn.countAll<bigint>().as('entries'))
      .executeTakeFirstOrThrow()
    if (known !== undefined && BigInt(known.stored.length) === entries) return
    known = { stored: await storedRules(db), byTenant: new Map() }
  }
  const tryRefresh = () => refresh().catch(onError)
  await tryRefresh()
  const looking = setInterval(() => void tryRefresh(), LOOK_EVERY_MS)
  looking.unref()
  return {
    rowsFor(tenant) {
      if (known === undefined) throw new Error('the rules could not be read since this process started')
      const { stored, byTenant } = known
      const rows = byTenant.get(nameOf(tenant)) ?? layRules(stored, tenant)
      byTenant.set(nameOf(tenant), rows)
      return rows
    },
    refresh,
    close: () => clearInterval(looking),
  }
}

/** The whole book, newest entry first. */
function storedRules(db: Db): Promise<StoredRule[]> {
  return db.selectFrom('ruleRow').selectAll().orderBy('setAt', 'desc').orderBy('id', 'desc').execute()
}

function nameOf({ partnerId, livemode }: Tenant): string {
  return `${partnerId} ${livemode}`
}
