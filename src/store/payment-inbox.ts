import type { PaymentInbox, StoredPaymentMessage } from '../domain/wallet/wallet-ports.ts'
import type { Scope } from './scope.ts'

/** Callbacks of the payment provider, each stored once. */
export function createPaymentInbox(scope: Scope): PaymentInbox {
  return {
    async store(message) {
      const trx = await scope.query()
      const result = await trx
        .insertInto('paymentMessage')
        .values({ ...message, handledAt: null, outcome: null })
        .onConflict((conflict) => conflict.columns(['messageId', 'livemode']).doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },
    async lock(id): Promise<StoredPaymentMessage | undefined> {
      const trx = await scope.query()
      return trx.selectFrom('paymentMessage').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    },
    async markHandled(id, at, outcome) {
      const trx = await scope.query()
      await trx.updateTable('paymentMessage').set({ handledAt: at, outcome }).where('id', '=', id).execute()
    },
  }
}
