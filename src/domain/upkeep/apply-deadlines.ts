import type { Transaction, UnitOfWork } from '../ports.ts'
import type { StuckWork } from '../read-ports.ts'
import type { Clock } from '../shared/clock.ts'

type OnDue = (tx: Transaction, id: string) => Promise<void>
export type ApplyDeadlinesTools = {
  uow: UnitOfWork
  stuck: StuckWork
  clock: Clock
  expireUnpaidOrder: OnDue
  expirePriceAsk: OnDue
  defaultDecision: OnDue
  expireEvidence: OnDue
  completeLines: OnDue
  tellLateDispatch: OnDue
  collectDraw: OnDue
  remindOfDraw: OnDue
  watchBalance: OnDue
  watchStorage: OnDue
}

const AT_ONCE = 500

/**
 * Finds what is due by now and lets each use case decide again under its lock; answers how many were due. One that fails does not hold
 * up the others: throws an AggregateError of what failed, after all were tried.
 */
export function createApplyDeadlines(tools: ApplyDeadlinesTools): () => Promise<number> {
  return async () => {
    const now = tools.clock.now()
    const due: readonly [string[], OnDue][] = [
      [await tools.stuck.ordersUnpaidSince(now, AT_ONCE), tools.expireUnpaidOrder],
      [await tools.stuck.ordersWithoutPriceAnswerSince(now, AT_ONCE), tools.expirePriceAsk],
      [await tools.stuck.inspectionsUndecidedSince(now, AT_ONCE), tools.defaultDecision],
      [await tools.stuck.refundsWithoutEvidenceSince(now, AT_ONCE), tools.expireEvidence],
      [await tools.stuck.purchasesLateToShip(now, AT_ONCE), tools.tellLateDispatch],
      [await tools.stuck.shipmentsToComplete(now, AT_ONCE), tools.completeLines],
      [await tools.stuck.creditDrawsToRemindOf(now, AT_ONCE), tools.remindOfDraw],
      [await tools.stuck.creditDrawsToCollect(now, AT_ONCE), tools.collectDraw],
      [await tools.stuck.balanceAlertsCrossed(AT_ONCE), tools.watchBalance],
      [await tools.stuck.lotsToWatch(now, AT_ONCE), tools.watchStorage],
    ]
    const problems: unknown[] = []
    for (const [ids, apply] of due) {
      for (const id of ids) {
        try {
          await tools.uow.run((tx) => apply(tx, id))
        } catch (error) {
          problems.push(error)
        }
      }
    }
    if (problems.length > 0) throw new AggregateError(problems, `${problems.length} deadlines could not be applied`)
    return due.reduce((total, [ids]) => total + ids.length, 0)
  }
}
