import type { CoverTools } from '../credit/cover-hold.ts'
import type { Clock } from '../shared/clock.ts'
import { ownedBy } from '../shared/owned-by.ts'
import type { Commands } from '../use-cases.ts'
import { holdPayment } from './hold-payment.ts'

/** Pays an order that waits for it: its money is held and its purchases are intended. */
export function createPayOrder(tools: CoverTools & { clock: Clock }): Commands['payOrder'] {
  return async (tx, input) => {
    const order = ownedBy(await tx.orders.lock(input.orderId), input.tenant, input.orderId)
    const lines = await tx.lines.lockOfOrder(order.id)
    const outlook = await tx.payments.outlook(input.tenant)
    const inOrder = lines.toSorted((left, right) => left.lineNo - right.lineNo)
    return holdPayment(tx, tools, { order, lines: inOrder, actor: input.actor, now: tools.clock.now(), outlook })
  }
}
