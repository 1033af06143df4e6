import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { openRefund } from '../refunds/request-refund.ts'
import type { Clock } from '../shared/clock.ts'
import type { Ids } from '../shared/ids.ts'
import { existing, ownedBy } from '../shared/owned-by.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import { CANCEL_CLAIM, type CancelWay, cancelTerms } from './cancel-terms.ts'
import { stopLines } from './close-purchase.ts'
import type { StopAsked } from './order.ts'
import type { Purchase } from './purchase.ts'
import { touchOrder } from './touch-order.ts'

/** Ways a cancel has already been taken: asking again changes nothing. */
const ALREADY: readonly CancelWay[] = ['STOPPING', 'CLAIMED']

/**
 * Free until the purchase is paid upstream: every line that can still be stopped is, and its hold goes back, once its order upstream
 * is closed if there is one. Lines the seller has the money for but has not shipped become a claim (domain.md 4.3, O11), unless only
 * the free part was asked for. When no line can be helped the order refuses with what is allowed instead.
 */
export function createCancelOrder({ clock, ids, rules }: { clock: Clock; ids: Ids; rules: RuleBook }): Commands['cancelOrder'] {
  return async (tx, input) => {
    const order = ownedBy(await tx.orders.lock(input.orderId), input.tenant, input.orderId)
    const lines = await tx.lines.lockOfOrder(order.id)
    const purchases = await lockPurchases(tx, order.id)
    const refunds = await tx.refunds.listOfOrder(order.id)
    const at = clock.now()
    const terms = cancelTerms({ order, lines, purchases, refunds })
    const stoppable = terms.filter(({ way }) => way === 'FREE').map(({ line }) => line)
    const claimable = input.onlyIfFree ? [] : terms.filter(({ way }) => way === 'REFUND')
    if (stoppable.length === 0 && claimable.length === 0) {
      if (terms.some(({ way }) => ALREADY.includes(way))) return { order, lines: await tx.lines.listOfOrder(order.id) }
      throw new Refusal('order.move_not_allowed', {
        id: order.id,
        event: 'cancel',
        states: lines.map((line) => line.state),
        allowed: ['requestRefund'],
      })
    }
    const stop: StopAsked = { event: 'cancel', actor: input.actor, reason: input.reason, at: at.toISOString() }
    const ended = await stopLines(tx, { ids }, { lines: stoppable, stop, purchases, at })
    for (const { line, quantity } of claimable) {
      // Read by the seller: our own words to sellers are Chinese.
      const description = input.reason ?? '订单已取消，商品尚未发货'
      const claim = { actor: input.actor, line, inspection: null, quantity, description, amountMinor: null, evidenceFileIds: [], at }
      await openRefund(tx, { clock, ids, rules }, { ...CANCEL_CLAIM, ...claim })
    }
    const lineIds = ended.map((line) => line.id)
    const said = lineIds.length === 0 ? {} : { event: 'order.cancelled' as const, payload: { lineIds, reason: input.reason } }
    const saved = await touchOrder(tx, order, { at, ...said })
    return { order: saved, lines: await tx.lines.listOfOrder(order.id) }
  }
}

/** A worker claims a purchase without the order's lock: only the locked row says whether a call is under way. */
export async function lockPurchases(tx: Transaction, orderId: string): Promise<Purchase[]> {
  const locked: Purchase[] = []
  for (const { id } of await tx.purchases.listOfOrder(orderId)) locked.push(existing(await tx.purchases.lock(id), id))
  return locked
}
