import { valueAt } from '../policy/rule-at.ts'
import { HOUSE, RULE_LEAD_MS } from '../policy/rule-book.ts'
import type { Actor } from '../shared/actor.ts'
import { addMilliseconds, type Clock } from '../shared/clock.ts'
import type { Currency } from '../shared/currencies.ts'
import type { Ids } from '../shared/ids.ts'
import { parseDecimal } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Commands } from '../use-cases.ts'
import type { RateTools } from './offered-rate.ts'
import type { StoredRate } from './reference-rates.ts'

export type SetExchangeRate = {
  actor: Actor
  currency: Currency
  /** Major units of the currency for one CNY, as a decimal string. */
  rate: string
  /** Null for as soon as every process knows. */
  effectiveFrom: Date | null
  source: string
  /** The person has seen that it differs much from the rate in force. */
  isConfirmed: boolean
}

/**
 * Enters a reference rate. A misplaced decimal point costs real money, so a rate far from the one in force has to be confirmed.
 * Refuses `exchange_rate.invalid`, `exchange_rate.confirmation_required`, `rule.reaches_back`.
 */
export function createSetExchangeRate({ clock, ids, rates, rules }: RateTools & { clock: Clock; ids: Ids }): Commands['setExchangeRate'] {
  return async (tx, input) => {
    const { currency, rate, source } = input
    if (currency === 'CNY' || parseDecimal(rate).digits <= 0n) throw new Refusal('exchange_rate.invalid', { currency, rate })
    const now = clock.now()
    const soonest = addMilliseconds(now, RULE_LEAD_MS)
    const effectiveFrom = input.effectiveFrom ?? soonest
    if (effectiveFrom < soonest) throw new Refusal('rule.reaches_back', { soonest: soonest.toISOString() })
    const known = rates.rateAt(currency, now)
    const { askAboveBps } = valueAt('exchangeRate', now, rules.rowsFor(HOUSE))
    if (known !== undefined && !input.isConfirmed && changeBps(known.rate, rate) > BigInt(askAboveBps)) {
      throw new Refusal('exchange_rate.confirmation_required', { currency, rate, inForce: known.rate })
    }
    const entry: StoredRate = { id: ids.next('exr'), currency, rate, effectiveFrom, source, setBy: input.actor.id, setAt: now }
    await tx.rates.insert(entry)
    return entry
  }
}

/** How far two decimal rates lie apart, in basis points of the first. */
function changeBps(from: string, to: string): bigint {
  const [left, right] = [parseDecimal(from), parseDecimal(to)]
  const scale = Math.max(left.scale, right.scale)
  const [was, is] = [left, right].map(({ digits, scale: own }) => digits * 10n ** BigInt(scale - own)) as [bigint, bigint]
  const change = is > was ? is - was : was - is
  return (change * 10_000n) / was
}
