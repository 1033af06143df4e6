import type { UnitOfWork } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import type { CallbackHeaders, VerifyPaymentMessage } from './payment-provider.ts'

export type ReceivePaymentMessageTools = { uow: UnitOfWork; verifyPaymentMessage: VerifyPaymentMessage; clock: Clock; ids: Ids }

/** Verifies on the bytes as received, stores once, asks for the job; answers in one transaction without calling anybody. */
export function createReceivePaymentMessage(
  tools: ReceivePaymentMessageTools,
): (rawBody: Uint8Array, headers: CallbackHeaders) => Promise<'stored' | 'known' | 'badSignature' | 'malformed'> {
  return async (rawBody, headers) => {
    const { livemode, verdict } = tools.verifyPaymentMessage(rawBody, headers)
    if (verdict.kind !== 'message') return verdict.kind
    const id = tools.ids.next('msg')
    return tools.uow.run(async (tx) => {
      const isNew = await tx.paymentInbox.store({
        id,
        ...verdict.message,
        livemode,
        receivedAt: tools.clock.now(),
      })
      if (isNew) await tx.outbox.addJob('handle-payment-message', { id })
      return isNew ? 'stored' : 'known'
    })
  }
}
