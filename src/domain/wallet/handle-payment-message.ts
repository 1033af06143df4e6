import type { UnitOfWork } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'

/** A callback is only a hint: it names the top-up to read again at the provider. Late, doubled or out of order, it does no harm. */
export function createHandlePaymentMessage({ uow, clock }: { uow: UnitOfWork; clock: Clock }): (messageId: string) => Promise<void> {
  return (messageId) =>
    uow.run(async (tx) => {
      const message = existing(await tx.paymentInbox.lock(messageId), messageId)
      if (message.handledAt !== null) return
      const topUp = await tx.topUps.findByReference(message.reference)
      const isOurs = topUp !== undefined && topUp.livemode === message.livemode
      if (isOurs) await tx.outbox.addJob('sync-top-up', { id: topUp.id })
      await tx.paymentInbox.markHandled(messageId, clock.now(), isOurs ? `followed ${topUp.id}` : 'nothing of ours')
    })
}
