import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { type CancelWay, cancelTerms, type LineCancelTerms } from './cancel-terms.ts'
import { claimBack } from './claim-back.ts'
import { stopLines } from './close-purchase.ts'
import type { StopAsked } from './order.ts'
import type { Purchase } from './purchase.ts'
import { touchOrder } from './touch-order.ts'

/**
 * Free until the purchase is paid upstream: every line that can still be stopped is, and its hold goes back, once its order upstream
 * is closed if there is one. While a call is out the wish is kept on the line, and the worker carries it out as soon as it knows what
 * came of the call. Lines the seller has the money for but has not shipped become a claim (domain.md 4.3, O11), unless only the free
 * part was asked for. When no line can be helped the order refuses with what is allowed instead; asking again changes nothing.
 */
export function createCancelOrder(tools: { clock: Clock; ids: Ids; rules: RuleBook }): Commands['cancelOrder'] {
  return async (tx, input) => {
    const order = ownedBy(await tx.orders.lock(input.orderId), input.tenant, input.orderId)
    const lines = await tx.lines.lockOfOrder(order.id)
    const purchases = await lockPurchases(tx, order.id)
    const at = tools.clock.now()
    const terms = cancelTerms({ order, lines, purchases, refunds: await tx.refunds.listOfOrder(order.id) })
    const { actor, reason, onlyIfFree } = input
    const stop: StopAsked = { event: 'cancel', actor, reason, at: at.toISOString(), onlyIfFree }
    const { stoppable, remembered, claimable } = sortOut(terms, onlyIfFree)
    if (stoppable.length + remembered.length + claimable.length > 0) {
      const ended = await stopLines(tx, tools, { lines: stoppable, stop, purchases, at })
      for (const line of remembered) await tx.lines.update({ ...line, stopAsked: stop, updatedAt: at })
      await claimBack(tx, tools, { terms: claimable, stop, at })
      const lineIds = ended.map((line) => line.id)
      const said = lineIds.length === 0 ? {} : { event: 'order.cancelled' as const, payload: { lineIds, reason } }
      await touchOrder(tx, order, { at, ...said })
    } else if (!terms.some(({ way }) => ALREADY.has(way))) {
      const states = lines.map((line) => line.state)
      throw new Refusal('order.move_not_allowed', { id: order.id, event: 'cancel', states, allowed: ['requestRefund'] })
    }
    return {
      order: existing(await tx.orders.find(order.id), order.id),
      lines: await tx.lines.listOfOrder(order.id),
      purchases: await tx.purchases.listOfOrder(order.id),
      refunds: await tx.refunds.listOfOrder(order.id),
    }
  }
}

/** Ways a cancel has already been taken. */
const ALREADY: ReadonlySet<CancelWay> = new Set(['STOPPING', 'CLAIMED'])

/** Which lines end now or once they are closed, for which the wish is kept, and which are claimed back. */
function sortOut(terms: readonly LineCancelTerms[], onlyIfFree: boolean) {
  const of = (way: CancelWay) => terms.filter((term) => term.way === way)
  // Who first asked for what is free only and now for all of it means the second.
  const firmer = of('STOPPING').filter(({ line }) => line.stopAsked?.onlyIfFree === true && !onlyIfFree)
  return {
    stoppable: of('FREE').map(({ line }) => line),
    remembered: [...of('UNDERWAY'), ...firmer].map(({ line }) => line),
    claimable: onlyIfFree ? [] : of('REFUND'),
  }
}

/** A worker claims a purchase without the order's lock: only the locked row says whether a call is under way. */
export async function lockPurchases(tx: Transaction, orderId: string): Promise<Purchase[]> {
  const locked: Purchase[] = []
  for (const { id } of await tx.purchases.listOfOrder(orderId)) locked.push(existing(await tx.purchases.lock(id), id))
  return locked
}
