import type { UnitOfWork } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import type { PushVerdict } from '../upstream/push.ts'

export type ReceivePushTools = {
  uow: UnitOfWork
  /** Which account signed it: tried with the secret of each mode. */
  verifyPush(rawFormBody: Uint8Array): { livemode: boolean; verdict: PushVerdict }
  clock: Clock
  ids: Ids
}

/** Verifies on the bytes as received, stores once, asks for the job; answers in one transaction without calling anybody. */
export function createReceivePush(
  tools: ReceivePushTools,
): (rawFormBody: Uint8Array) => Promise<'stored' | 'known' | 'badSignature' | 'malformed'> {
  return async (rawFormBody) => {
    const { livemode, verdict } = tools.verifyPush(rawFormBody)
    if (verdict.kind !== 'message') return verdict.kind
    const id = tools.ids.next('msg')
    return tools.uow.run(async (tx) => {
      const isNew = await tx.inbox.store({
        id,
        messageId: verdict.hint.messageId,
        livemode,
        topic: verdict.hint.topic,
        body: verdict.payload,
        receivedAt: tools.clock.now(),
      })
      if (isNew) await tx.outbox.addJob('handle-upstream-message', { id })
      // Even a message heard before: forgetting twice is cheaper than showing an old price.
      await tx.productNews.announce({ livemode, offerIds: verdict.hint.offerIds ?? [] })
      return isNew ? 'stored' : 'known'
    })
  }
}
