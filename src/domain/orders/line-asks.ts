import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import { type Money, money } from '../shared/money.ts'
import type { UpstreamOrder } from '../upstream/order.ts'
import { askedPrices } from './asked-prices.ts'
import { isBeyondPriceTolerance, type PriceTolerance } from './line-guards.ts'
import { isPayable, matchLines } from './match-lines.ts'
import type { OrderLine, PriceAsk } from './order.ts'
import type { Purchase } from './purchase.ts'

/** What 1688 asks for one line beside what was agreed, goods and freight together, both in fen. */
export type LineAsk = { line: OrderLine; ask: PriceAsk; agreed: Money; asked: Money; tolerance: PriceTolerance; isBeyond: boolean }

/**
 * What an upstream order asks for each line that is to be paid with it, each judged by its own tolerance (O7): the line's, else ours as
 * it stood when the buying began. A change of freight falls on the lines by the shares the quote gave them (5.4).
 */
export function lineAsks(rules: RuleBook, purchase: Purchase, of: { order: UpstreamOrder; lines: OrderLine[] }): LineAsk[] {
  const matches = matchLines(of.order, purchase, of.lines).filter(({ line }) => isPayable(line))
  const asks = askedPrices(
    of.order,
    matches.map(({ upstream }) => upstream),
    matches.map(({ line }) => line.domesticFreightFen),
  )
  const ours = valueAt('priceTolerance', purchase.createdAt, rules.rowsFor(purchase))
  return matches.flatMap(({ line }, index) => {
    const ask = asks[index]
    if (ask === undefined) return []
    const own = line.priceTolerance
    const tolerance = own === null ? ours : { bps: own.bps, atLeast: money(own.atLeastFen, 'CNY') }
    const agreed = money(line.goodsFen + line.domesticFreightFen, 'CNY')
    const asked = money(ask.goodsFen + ask.domesticFreightFen, 'CNY')
    return [{ line, ask, agreed, asked, tolerance, isBeyond: isBeyondPriceTolerance(agreed, asked, tolerance) }]
  })
}
