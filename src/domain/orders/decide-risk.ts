import type { CoverTools } from '../credit/cover-hold.ts'
import { moveLine } from '../moves/bindings.ts'
import type { Clock } from '../shared/clock.ts'
import { existing } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { stopLines } from './close-purchase.ts'
import { intendPurchases } from './hold-payment.ts'
import type { OrderLine, StopAsked } from './order.ts'
import { touchOrder } from './touch-order.ts'

/**
 * The operator looked at the lines of an order that were held for their risk (domain.md O5): they are bought after all, or end and the
 * partner's money comes back. Refuses `order.move_not_allowed` when none is held.
 */
export function createDecideRisk(tools: CoverTools & { clock: Clock }): Commands['decideRisk'] {
  return async (tx, { actor, orderId, decision, reason }) => {
    const order = existing(await tx.orders.lock(orderId), orderId)
    const lines = await tx.lines.lockOfOrder(orderId)
    const held = lines.filter(({ state }) => state === 'RISK_HOLD')
    const states = lines.map(({ state }) => state)
    if (held.length === 0) throw new Refusal('order.move_not_allowed', { id: orderId, event: decision, states })
    const at = tools.clock.now()
    if (decision === 'refuse') {
      const stop: StopAsked = { event: 'cancel', actor, reason, at: at.toISOString(), onlyIfFree: true }
      await stopLines(tx, tools, { lines: held, stop, purchases: [], at })
      await touchOrder(tx, order, { at, event: 'order.cancelled', payload: { lineIds: held.map(({ id }) => id), reason } })
      return
    }
    const { turn } = await tx.payments.outlook(order)
    const cleared: OrderLine[] = []
    for (const line of held) cleared.push(await moveLine(tx, line, { event: 'clear', actor, at, facts: {}, reason }))
    await intendPurchases(tx, tools, { order, lines: cleared, now: at, turn })
    await touchOrder(tx, order, { at, event: 'order.purchasing', payload: { lineIds: held.map(({ id }) => id) } })
  }
}
