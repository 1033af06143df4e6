import { sql } from 'kysely'
import type { OfficeReads } from '../domain/policy/office-reads.ts'
import type { ReconciliationReads } from '../domain/reconciliation/reconciliation-ports.ts'
import type { Db } from './database.ts'

/** Questions of the operator's and finance's pages. */
export function createOfficeReads(db: Db): OfficeReads & ReconciliationReads {
  return {
    rules: () => db.selectFrom('ruleRow').selectAll().orderBy('setAt', 'desc').orderBy('id', 'desc').execute(),
    exchangeRates: (limit) =>
      db.selectFrom('exchangeRate').selectAll().orderBy('setAt', 'desc').orderBy('id', 'desc').limit(limit).execute(),
    partners: () => db.selectFrom('partner').select(['id', 'name']).orderBy('name').orderBy('id').execute(),
    async differences({ states, isGone }, limit) {
      let query = db.selectFrom('difference').selectAll()
      if (states !== undefined) query = query.where('state', 'in', states)
      if (isGone !== undefined) query = query.where('goneAt', isGone ? 'is not' : 'is', null)
      // What waits for somebody must not fall off the end behind what does not.
      const waits = sql<boolean>`(state = 'OPEN' and gone_at is null)`
      return query.orderBy(waits, 'desc').orderBy('lastSeenAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
    },
    runs: (limit) => db.selectFrom('comparisonRun').selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(limit).execute(),
    partnerSettings: () => db.selectFrom('partner').selectAll().orderBy('name').orderBy('id').execute(),
    async staffNames() {
      const people = await db.selectFrom('staffUser').select(['id', 'displayName']).execute()
      return new Map(people.map(({ id, displayName }) => [id, displayName]))
    },
  }
}
