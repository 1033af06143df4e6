import { layRules } from '../domain/policy/lay-rules.ts'
import type { RuleBook } from '../domain/policy/rule-book.ts'
import type { RuleRow } from '../domain/policy/rule-row.ts'
import type { Db } from './database.ts'
import { type WatchedTable, watchTable } from './watch-table.ts'

type OpenRuleBook = RuleBook & Pick<WatchedTable<unknown>, 'refresh' | 'close'>

/** The operator's book in memory; a process that never reached the database answers nothing. */
export async function openRuleBook(db: Db, { onError }: { onError: (error: unknown) => void }): Promise<OpenRuleBook> {
  const load = async () => ({
    stored: await db.selectFrom('ruleRow').selectAll().orderBy('setAt', 'desc').orderBy('id', 'desc').execute(),
    byTenant: new Map<string, readonly RuleRow[]>(),
  })
  const { current, refresh, close } = await watchTable(db, { table: 'ruleRow', load, onError })
  return {
    rowsFor(tenant) {
      const { stored, byTenant } = current()
      const name = `${tenant.partnerId} ${tenant.livemode}`
      const rows = byTenant.get(name) ?? layRules(stored, tenant)
      byTenant.set(name, rows)
      return rows
    },
    refresh,
    close,
  }
}
