import type { Transaction, UnitOfWork } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import type { PushHint, PushVerdict } from '../upstream/push.ts'

export type HandleMessageTools = { uow: UnitOfWork; readPush(payload: string, livemode: boolean): PushVerdict; clock: Clock }

/**
 * A push is only a hint: it names what to read again, and the job that reads decides what is news. So a message that is late,
 * doubled or out of order does no harm (1688 reference 2.20).
 */
export function createHandleUpstreamMessage(tools: HandleMessageTools): (inboxId: string) => Promise<void> {
  return (inboxId) =>
    tools.uow.run(async (tx) => {
      const message = existing(await tx.inbox.lock(inboxId), inboxId)
      if (message.handledAt !== null) return
      const verdict = tools.readPush(message.body, message.livemode)
      // A message that was missed and fetched later comes by here only.
      if (verdict.kind === 'message') {
        await tx.productNews.announce({ livemode: message.livemode, offerIds: verdict.hint.offerIds ?? [] })
      }
      const outcome = verdict.kind === 'message' ? await follow(tx, verdict.hint) : verdict.kind
      await tx.inbox.markHandled(inboxId, tools.clock.now(), outcome)
    })
}

/** Asks for the jobs that read what the message is about; a message about nothing of ours is kept and left alone. */
async function follow(tx: Transaction, hint: PushHint): Promise<string> {
  const followed: string[] = []
  for (const upstreamOrderId of new Set([hint.upstreamOrderId, ...(hint.upstreamOrderIds ?? [])])) {
    const purchase = upstreamOrderId === undefined ? undefined : await tx.purchases.findByUpstreamOrder(upstreamOrderId)
    if (purchase === undefined) continue
    await tx.outbox.addJob('sync-purchase', { id: purchase.id })
    followed.push(purchase.id)
  }
  const refund = hint.upstreamRefundId === undefined ? undefined : await tx.refunds.findByUpstreamRefund(hint.upstreamRefundId)
  if (refund !== undefined) {
    await tx.outbox.addJob('sync-refund', { id: refund.id })
    followed.push(refund.id)
  }
  return followed.length > 0 ? `followed ${followed.join(' ')}` : 'nothing of ours'
}
