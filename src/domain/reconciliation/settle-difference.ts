import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'

/** Finance says what a difference is, or that it has been put right. Refuses `difference.settled_already`. */
export function createSettleDifference({ clock }: { clock: Clock }): Commands['settleDifference'] {
  return async (tx, input) => {
    const difference = existing(await tx.differences.lock(input.differenceId), input.differenceId)
    if (difference.state === 'RESOLVED') throw new Refusal('difference.settled_already', { id: difference.id })
    const note = { at: clock.now().toISOString(), by: input.actor.id, state: input.state, reason: input.reason }
    return tx.differences.update({ ...difference, state: input.state, trail: [...difference.trail, note] })
  }
}
