import { moveCreditDraw } from '../moves/bindings.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { openOf } from './credit-draw.ts'
import { settleIncoming } from './settle-incoming.ts'

/** The due date: collects from the balance what is due, and marks overdue what it does not cover. Twice or late, it does no harm. */
export function createCollectDraw({ clock, ids }: { clock: Clock; ids: Ids }): (tx: Transaction, drawId: string) => Promise<void> {
  return async (tx, drawId) => {
    const known = await tx.creditDraws.find(drawId)
    if (known === undefined || known.state === 'REPAID') return
    const at = clock.now()
    await settleIncoming(tx, { ids }, { tenant: known, currency: known.currency, at })
    const draw = await tx.creditDraws.lock(drawId)
    if (draw === undefined || draw.state !== 'OPEN' || openOf(draw) === 0n) return
    await moveCreditDraw(tx, draw, {
      ...{ event: 'lapse', actor: SYSTEM_ACTOR, at },
      facts: { now: at, dueAt: draw.dueAt },
      change: { overdueAt: at },
    })
  }
}

/** Tells the partner some days before that a draw falls due; once. */
export function createRemindOfDraw({ clock }: { clock: Clock }): (tx: Transaction, drawId: string) => Promise<void> {
  return async (tx, drawId) => {
    const draw = await tx.creditDraws.lock(drawId)
    if (draw === undefined || draw.state !== 'OPEN' || draw.remindAt === null) return
    const at = clock.now()
    await moveCreditDraw(tx, draw, {
      ...{ event: 'remind', actor: SYSTEM_ACTOR, at },
      facts: { now: at, remindAt: draw.remindAt },
      change: { remindAt: null },
    })
  }
}
