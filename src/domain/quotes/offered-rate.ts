import { citationOf, ruleAt, valueAt } from '../policy/rule-at.ts'
import type { RuleBook } from '../policy/rule-book.ts'
import type { Currency } from '../shared/currencies.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Tenant } from '../shared/tenant.ts'
import type { LockedRate } from './quote.ts'
import type { RateBook, ReferenceRate } from './reference-rates.ts'

export type RateTools = { rates: RateBook; rules: RuleBook }

/** A rate as offered to one partner now; nothing is locked by asking. */
export type OfferedRate = LockedRate & {
  effectiveFrom: Date
  marginRule: { ruleId: string; version: string }
  /** When the reference rate is too old to quote by; null where no age is too old. */
  validUntil: Date | null
}

/** The rate a quote would lock now: reference plus the partner's margin. Undefined for a currency we do not settle in. */
export function offeredRate(tools: RateTools, tenant: Tenant, currency: Currency, at: Date): OfferedRate | undefined {
  const reference = tools.rates.rateAt(currency, at)
  const margin = ruleAt('fxMargin', at, tools.rules.rowsFor(tenant))
  if (reference === undefined || margin === undefined) return undefined
  const marginBps = currency === 'CNY' ? 0 : margin.value.bps
  return {
    base: 'CNY',
    quote: currency,
    referenceRate: reference.rate,
    referenceSource: reference.source,
    marginBps,
    rate: withMargin(reference.rate, marginBps),
    quotedAt: at.toISOString(),
    effectiveFrom: reference.effectiveFrom,
    marginRule: citationOf(margin),
    validUntil: validUntil(tools, tenant, reference, at),
  }
}

/** The rate to lock into a quote. Refuses `exchange_rate.unavailable`, and `exchange_rate.stale` when nobody confirmed it for too long. */
export function lockRate(tools: RateTools, tenant: Tenant, currency: Currency, at: Date): LockedRate {
  const offered = offeredRate(tools, tenant, currency, at)
  if (offered === undefined) throw new Refusal('exchange_rate.unavailable', { currency })
  const { effectiveFrom, validUntil: until, marginRule: _cited, ...locked } = offered
  if (until !== null && until <= at) throw new Refusal('exchange_rate.stale', { currency, effectiveFrom: effectiveFrom.toISOString() })
  return locked
}

/** Real money needs a rate of these days; a rehearsal may go on with the one we ship. CNY is itself. */
function validUntil({ rules }: RateTools, tenant: Tenant, reference: ReferenceRate, at: Date): Date | null {
  if (!tenant.livemode || reference.currency === 'CNY') return null
  return new Date(reference.effectiveFrom.getTime() + valueAt('exchangeRate', at, rules.rowsFor(tenant)).maxAgeMs)
}

/** A decimal rate raised by basis points, exactly. */
function withMargin(rate: string, bps: number): string {
  const [whole = '0', fraction = ''] = rate.split('.')
  const scaled = BigInt(whole + fraction) * BigInt(10_000 + bps)
  const scale = fraction.length + 4
  const digits = scaled.toString().padStart(scale + 1, '0')
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '')
}
