import type { Transaction } from '../ports.ts'
import type { OpenRefundTools } from '../refunds/request-refund.ts'
import { cancelTerms } from './cancel-terms.ts'
import { claimBack } from './claim-back.ts'
import type { AgentOrder, OrderLine, StopAsked } from './order.ts'
import type { Purchase } from './purchase.ts'
import { touchOrder } from './touch-order.ts'

/** `asked` are the lines as they were before they were bought: only they still know what was wished. */
type Late = { order: AgentOrder; purchase: Purchase; bought: OrderLine[]; asked: OrderLine[]; at: Date }
type Wish = { lineId: string; stop: StopAsked }

/**
 * Lines were paid for although a cancel had been asked: each becomes a claim in the name of who asked, unless only what is free was
 * asked for (domain.md 4.3, O11). The partner is told either way, since the answer to the cancel could not say it.
 */
export async function honourCancel(tx: Transaction, tools: OpenRefundTools, late: Late): Promise<void> {
  const { purchase, bought, at } = late
  const wishes = late.asked.flatMap(({ id, stopAsked }): Wish[] => (stopAsked?.event === 'cancel' ? [{ lineId: id, stop: stopAsked }] : []))
  if (wishes.length === 0) return
  const refunds = await tx.refunds.listOfOrder(late.order.id)
  const claimable = cancelTerms({ order: late.order, lines: bought, purchases: [purchase], refunds }).filter(({ way }) => way === 'REFUND')
  let order = late.order
  for (const [onlyIfFree, alike] of Map.groupBy(wishes, ({ stop }) => stop.onlyIfFree === true)) {
    const lineIds = alike.map(({ lineId }) => lineId)
    const refundIds: string[] = []
    for (const { lineId, stop } of onlyIfFree ? [] : alike) {
      const terms = claimable.filter(({ line }) => line.id === lineId)
      for (const { id } of await claimBack(tx, tools, { terms, stop, at })) refundIds.push(id)
    }
    const payload = { lineIds, refundIds, onlyIfFree, reason: alike[0]?.stop.reason ?? null }
    order = await touchOrder(tx, order, { at, event: 'order.cancel_too_late', payload })
  }
}
