import type { Inbox, InboxMessage } from '../domain/ports.ts'
import type { Scope } from './scope.ts'

/** Messages 1688 pushed, each stored once. */
export function createInbox(scope: Scope): Inbox {
  return {
    async store(message) {
      const trx = await scope.query()
      const result = await trx
        .insertInto('inbox')
        .values({ ...message, handledAt: null, outcome: null })
        .onConflict((conflict) => conflict.columns(['messageId', 'livemode']).doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },
    async lock(id): Promise<InboxMessage | undefined> {
      const trx = await scope.query()
      return trx.selectFrom('inbox').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    },
    async markHandled(id, at, outcome) {
      const trx = await scope.query()
      await trx.updateTable('inbox').set({ handledAt: at, outcome }).where('id', '=', id).execute()
    },
  }
}
