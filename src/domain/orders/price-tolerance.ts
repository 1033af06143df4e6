import { valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import { minimum, money } from '../shared/money.ts'
import { isBeyondPriceTolerance, type PriceTolerance } from './line-guards.ts'
import type { OrderLine } from './order.ts'
import type { Purchase } from './purchase.ts'

type Asked = { purchase: Purchase; expectedFen: bigint; askedFen: bigint; lines: readonly OrderLine[] }

/** True when what 1688 asks is close enough to what was quoted, both in fen, by the tolerance that stood when the buying began. */
export function isWithinTolerance(rules: RuleBook, { purchase, expectedFen, askedFen, lines }: Asked): boolean {
  return !isBeyondPriceTolerance(money(expectedFen, 'CNY'), money(askedFen, 'CNY'), toleranceOf(rules, purchase, lines))
}

/**
 * How much more than quoted is paid without asking. Lines bought together are held to the narrowest tolerance among them: nobody's
 * line gets dearer than its partner allowed.
 */
export function toleranceOf(rules: RuleBook, purchase: Purchase, lines: readonly OrderLine[]): PriceTolerance {
  const ours = valueAt('priceTolerance', purchase.createdAt, rules.rowsFor(purchase))
  const each = lines.map(({ priceTolerance: own }) => (own === null ? ours : { bps: own.bps, atLeast: money(own.atLeastFen, 'CNY') }))
  return each.reduce((least, one) => ({ bps: Math.min(least.bps, one.bps), atLeast: minimum(least.atLeast, one.atLeast) }), each[0] ?? ours)
}
