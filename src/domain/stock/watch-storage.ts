import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'
import { nextStepAt, noticeSteps, reachedSteps } from './notice-steps.ts'
import { sendNotice } from './send-notice.ts'

export type WatchStorageTools = { clock: Clock; ids: Ids; rules: RuleBook }

/** Does for one lot what its time in the warehouse asks for by now (domain.md 8). However often or late it runs, everything happens once. */
export function createWatchStorage({ clock, ids, rules }: WatchStorageTools) {
  return async (tx: Transaction, lotId: string): Promise<void> => {
    const lot = existing(await tx.stock.lock(lotId), lotId)
    const at = clock.now()
    if (lot.storageDueAt === null || lot.storageDueAt > at) return
    if (lot.quantity === 0) {
      await tx.stock.update({ ...lot, storageDueAt: null })
      return
    }
    const steps = noticeSteps(lot, rules)
    const saved = await tx.stock.update({ ...lot, storageDueAt: nextStepAt(steps, at) })
    for (const step of reachedSteps(steps, at)) await sendNotice(tx, ids, { lot: saved, step, at })
  }
}
