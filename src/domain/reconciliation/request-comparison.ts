import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { isDead, newRun } from './compare-books.ts'

/** Asks for a comparison now. Refuses `comparison.running` while one waits or runs. */
export function createRequestComparison({ clock, ids }: { clock: Clock; ids: Ids }): Commands['requestComparison'] {
  return async (tx, { actor }) => {
    const active = await tx.comparisonRuns.lockActive()
    const now = clock.now()
    if (active !== undefined && !isDead(active, now)) throw new Refusal('comparison.running', { id: active.id })
    const run = newRun(ids.next('rcn'), actor.id, now)
    await tx.comparisonRuns.insert(run)
    await tx.outbox.addJob('compare-books', {})
    return run
  }
}
