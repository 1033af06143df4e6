import { isAsked } from '../orders/answer-price.ts'
import { lockPurchases } from '../orders/cancel-order.ts'
import { stopLines } from '../orders/close-purchase.ts'
import { touchOrder } from '../orders/touch-order.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing } from '../shared/owned-by.ts'

/** The partner stayed silent about a price: silence is no (domain.md O8). Lines answered meanwhile are left alone. */
export function createExpirePriceAsk({ clock, ids }: { clock: Clock; ids: Ids }) {
  return async (tx: Transaction, orderId: string): Promise<void> => {
    const order = existing(await tx.orders.lock(orderId), orderId)
    const at = clock.now()
    const lines = await tx.lines.lockOfOrder(orderId)
    const silent = lines.filter((line) => isAsked(line) && line.priceAnswerBy !== null && line.priceAnswerBy <= at)
    if (silent.length === 0) return
    const stop = { event: 'expire', actor: SYSTEM_ACTOR, reason: 'price not answered in time', at: at.toISOString() } as const
    await stopLines(tx, { ids }, { lines: silent, stop, purchases: await lockPurchases(tx, orderId), at })
    await touchOrder(tx, order, { at })
  }
}
