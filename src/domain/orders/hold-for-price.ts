import { moveLine, movePurchase } from '../moves/bindings.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { sum } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import { lineAsks } from './line-asks.ts'
import type { Purchase } from './purchase.ts'
import { touchOrder } from './touch-order.ts'

/**
 * 1688 asks for another price than was quoted: the partner is asked about each line beyond its tolerance, and silence is no (O7, O8).
 * The lines within theirs wait with the purchase, which is paid as a whole. The order must be locked.
 */
export async function holdForPrice(
  tx: Transaction,
  rules: RuleBook,
  hold: { purchase: Purchase; order: UpstreamOrder; at: Date },
): Promise<void> {
  const { purchase, at } = hold
  const order = existing(await tx.orders.find(purchase.orderId), purchase.orderId)
  const asks = lineAsks(rules, purchase, { order: hold.order, lines: await tx.lines.lockOfOrder(order.id) })
  const beyond = asks.filter(({ isBeyond }) => isBeyond)
  if (beyond.length === 0) return
  const priceAnswerBy = new Date(at.getTime() + valueAt('priceAnswer', at, rules.rowsFor(purchase)).ms)
  await movePurchase(tx, purchase, {
    event: 'holdPrice',
    actor: SYSTEM_ACTOR,
    at,
    facts: {},
    change: { upstreamAmountFen: hold.order.totalFen },
  })
  for (const { line, ask, agreed, asked, tolerance } of beyond) {
    const facts = { agreedPrice: agreed, currentPrice: asked, priceTolerance: tolerance }
    await moveLine(tx, line, { event: 'priceChanged', actor: SYSTEM_ACTOR, at, facts, change: { priceAsk: ask, priceAnswerBy } })
  }
  await touchOrder(tx, order, {
    at,
    event: 'order.price_confirm_required',
    payload: {
      agreed: {
        amountMinor: sum(
          beyond.map(({ agreed }) => agreed),
          'CNY',
        ).amount,
        currency: 'CNY',
      },
      asked: {
        amountMinor: sum(
          beyond.map(({ asked }) => asked),
          'CNY',
        ).amount,
        currency: 'CNY',
      },
      answerBefore: priceAnswerBy.toISOString(),
      lineIds: beyond.map(({ line }) => line.id),
    },
  })
}
