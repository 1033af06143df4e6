import type { UnitOfWork } from '../ports.ts'
import { addMilliseconds, type Clock, DAY_MS } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import type { PushPage } from '../upstream/push.ts'
import type { Upstream1688 } from '../upstream/upstream-port.ts'

export type PullMessagesTools = {
  uow: UnitOfWork
  upstreamFor(livemode: boolean): Upstream1688
  /** The modes there is an account for. */
  modes: readonly boolean[]
  clock: Clock
  ids: Ids
}

/** 1688 keeps failed messages for a week at least (reference 2.20). */
const KEPT_MS = 7 * DAY_MS
/** Rounds of one run; a longer list goes on with the next run. */
const MOST_PAGES = 50

/**
 * Fetches the messages 1688 could not deliver into the inbox, each once, and takes them off its list: stored first, confirmed after,
 * so a crash between the two only brings them again. Answers how many were new. Throws UpstreamError.
 */
export function createPullMessages(tools: PullMessagesTools): () => Promise<number> {
  return async () => {
    let stored = 0
    for (const livemode of tools.modes) {
      const upstream = tools.upstreamFor(livemode)
      const now = await upstream.serverTime()
      const window = { from: addMilliseconds(now, -KEPT_MS), to: addMilliseconds(now, DAY_MS) }
      for (let rounds = 0; rounds < MOST_PAGES; rounds += 1) {
        // Confirmed ones leave the list, so the next ones are always on the first page.
        const { messages } = await upstream.listUndeliveredPushes(window, 1)
        if (messages.length === 0) break
        stored += await store(tools, livemode, messages)
        await upstream.confirmPushes(messages.map(({ hint }) => hint.messageId))
      }
    }
    return stored
  }
}

async function store({ uow, clock, ids }: PullMessagesTools, livemode: boolean, messages: PushPage['messages']): Promise<number> {
  return uow.run(async (tx) => {
    let stored = 0
    for (const { hint, payload } of messages) {
      const id = ids.next('msg')
      const message = { id, messageId: hint.messageId, livemode, topic: hint.topic, body: payload, receivedAt: clock.now() }
      if (!(await tx.inbox.store(message))) continue
      await tx.outbox.addJob('handle-upstream-message', { id })
      stored += 1
    }
    return stored
  })
}
