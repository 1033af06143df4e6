import { moveLine, movePurchase } from '../moves/bindings.ts'
import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Transaction } from '../ports.ts'
import { SYSTEM_ACTOR } from '../shared/actor.ts'
import { money } from '../shared/money.ts'
import { existing } from '../shared/owned-by.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import { askedPrices } from './asked-prices.ts'
import { agreedFen, isPayable, matchLines } from './match-lines.ts'
import { toleranceOf } from './price-tolerance.ts'
import type { Purchase } from './purchase.ts'
import { touchOrder } from './touch-order.ts'

/** 1688 asks for another price than was quoted: the partner decides, or silence cancels (O7, O8). */
export async function holdForPrice(
  tx: Transaction,
  rules: RuleBook,
  hold: { purchase: Purchase; order: UpstreamOrder; at: Date },
): Promise<void> {
  const { purchase, at } = hold
  const order = existing(await tx.orders.find(purchase.orderId), purchase.orderId)
  const lines = await tx.lines.lockOfOrder(order.id)
  const matches = matchLines(hold.order, purchase, lines).filter(({ line }) => isPayable(line))
  const asks = askedPrices(
    hold.order,
    matches.map(({ upstream }) => upstream),
    matches.map(({ line }) => line.domesticFreightFen),
  )
  const priceAnswerBy = new Date(at.getTime() + valueAt('priceAnswer', at, rules.rowsFor(purchase)).ms)
  const held = matches.map(({ line }) => line)
  const facts = {
    agreedPrice: money(agreedFen(matches), 'CNY'),
    currentPrice: money(hold.order.totalFen, 'CNY'),
    priceTolerance: toleranceOf(rules, purchase, held),
  }
  await movePurchase(tx, purchase, {
    event: 'holdPrice',
    actor: SYSTEM_ACTOR,
    at,
    facts: {},
    change: { upstreamAmountFen: hold.order.totalFen },
  })
  for (const [index, { line }] of matches.entries()) {
    const change = { priceAsk: asks[index] ?? null, priceAnswerBy }
    await moveLine(tx, line, { event: 'priceChanged', actor: SYSTEM_ACTOR, at, facts, change })
  }
  await touchOrder(tx, order, {
    at,
    event: 'order.price_confirm_required',
    payload: {
      agreed: { amountMinor: facts.agreedPrice.amount, currency: 'CNY' },
      asked: { amountMinor: hold.order.totalFen, currency: 'CNY' },
      answerBefore: priceAnswerBy.toISOString(),
      lineIds: matches.map(({ line }) => line.id),
    },
  })
}
