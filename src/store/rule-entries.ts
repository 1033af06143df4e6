import type { RuleEntries } from '../domain/ports.ts'
import { shapeOf } from './row-sql.ts'
import type { Scope } from './scope.ts'

const shape = shapeOf('ruleRow')

/** The operator's book inside a transaction; `rule-book.ts` is how it is asked. */
export function createRuleEntries(scope: Scope): RuleEntries {
  return {
    async find(id) {
      const trx = await scope.query()
      return trx.selectFrom('ruleRow').selectAll().where('id', '=', id).executeTakeFirst()
    },
    insert: (entry) => scope.writes.insert(shape, entry),
  }
}
