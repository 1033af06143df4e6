import type { UnitOfWork } from '../ports.ts'
import { addMilliseconds, type Clock, DAY_MS } from '../shared/clock.ts'
import { boundsOf, lastFinishedMonth } from './statement-month.ts'

/** So far back months are looked for that nobody has closed yet. */
const LOOK_BACK_MS = 100 * DAY_MS

/** Closes what is over and tells its partners; a month is closed once, however often this runs. Answers how many. */
export function createCloseMonths({ uow, clock }: { uow: UnitOfWork; clock: Clock }): () => Promise<number> {
  return () =>
    uow.run(async (tx) => {
      const at = clock.now()
      const { before } = boundsOf(lastFinishedMonth(at))
      const closed = await tx.statements.closeMonths({ from: addMilliseconds(before, -LOOK_BACK_MS), before }, at)
      for (const { partnerId, livemode, month } of closed) {
        await tx.events.append({
          tenant: { partnerId, livemode },
          type: 'wallet.statement_ready',
          resourceType: 'wallet',
          resourceId: partnerId,
          resourceVersion: 1,
          payload: { id: partnerId, month },
          at,
        })
      }
      return closed.length
    })
}
