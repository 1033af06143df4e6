import type { OfficeReads } from '../domain/policy/office-reads.ts'
import type { Db } from './database.ts'

/** Questions of the operator's and finance's pages. */
export function createOfficeReads(db: Db): OfficeReads {
  return {
    rules: () => db.selectFrom('ruleRow').selectAll().orderBy('setAt', 'desc').orderBy('id', 'desc').execute(),
    exchangeRates: (limit) =>
      db.selectFrom('exchangeRate').selectAll().orderBy('setAt', 'desc').orderBy('id', 'desc').limit(limit).execute(),
    partners: () => db.selectFrom('partner').select(['id', 'name']).orderBy('name').orderBy('id').execute(),
    async staffNames() {
      const people = await db.selectFrom('staffUser').select(['id', 'displayName']).execute()
      return new Map(people.map(({ id, displayName }) => [id, displayName]))
    },
  }
}
