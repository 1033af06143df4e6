import { type Currency, exponentOf } from './currencies.ts'

export type { Currency } from './currencies.ts'

/** An integer count of minor units; may be negative for what is owed the other way. */
export type Money = { readonly amount: bigint; readonly currency: Currency }

/** Money of `amount` minor units. */
export function money(amount: bigint | number, currency: Currency): Money {
  return { amount: BigInt(amount), currency }
}

/** Nothing, in that currency. */
export function zero(currency: Currency): Money {
  return { amount: 0n, currency }
}

/** Sum of two amounts of one currency; mixing currencies is a bug and throws RangeError. */
export function add(left: Money, right: Money): Money {
  assertSameCurrency(left, right)
  return { amount: left.amount + right.amount, currency: left.currency }
}

/** `left - right`, of one currency; the result may be negative. */
export function subtract(left: Money, right: Money): Money {
  assertSameCurrency(left, right)
  return { amount: left.amount - right.amount, currency: left.currency }
}

/** The same amount the other way round. */
export function negate(value: Money): Money {
  return { amount: -value.amount, currency: value.currency }
}

/** Total of a list that may be empty, hence the currency. */
export function sum(values: readonly Money[], currency: Currency): Money {
  return values.reduce(add, zero(currency))
}

/** Negative, zero or positive as `left` is less than, equal to or more than `right`; fit for sorting. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  assertSameCurrency(left, right)
  if (left.amount === right.amount) return 0
  return left.amount < right.amount ? -1 : 1
}

/** True when currency and amount are both the same; never throws. */
export function equals(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.amount === right.amount
}

/** The smaller of two amounts of one currency. */
export function minimum(left: Money, right: Money): Money {
  return compare(left, right) <= 0 ? left : right
}

/** The larger of two amounts of one currency. */
export function maximum(left: Money, right: Money): Money {
  return compare(left, right) >= 0 ? left : right
}

/** True below nothing. */
export function isNegative(value: Money): boolean {
  return value.amount < 0n
}

/** True for exactly nothing. */
export function isZero(value: Money): boolean {
  return value.amount === 0n
}

/** Unit price times a count; exact, no rounding. */
export function multiplyByCount(value: Money, count: number | bigint): Money {
  return { amount: value.amount * BigInt(count), currency: value.currency }
}

/** `value` times basis points (150 = 1.5 %), rounded half up once. */
export function multiplyByBps(value: Money, bps: number | bigint): Money {
  return { amount: divideHalfUp(value.amount * BigInt(bps), 10_000n), currency: value.currency }
}

/** `value` times a decimal string such as `"0.0525"`, rounded half up once. */
export function multiplyByRate(value: Money, rate: string): Money {
  const { digits, scale } = parseDecimal(rate)
  return { amount: divideHalfUp(value.amount * digits, 10n ** BigInt(scale)), currency: value.currency }
}

/** `value` in another currency; `rate` is major units of `to` for one major unit of the value's own, as a decimal string. */
export function convert(value: Money, to: Currency, rate: string): Money {
  const { digits, scale } = parseDecimal(rate)
  const numerator = value.amount * digits * 10n ** BigInt(exponentOf(to))
  const denominator = 10n ** BigInt(scale + exponentOf(value.currency))
  return { amount: divideHalfUp(numerator, denominator), currency: to }
}

/** The other way round: `rate` is major units of the value's own currency for one major unit of `to`. Throws RangeError for a rate of nothing. */
export function convertBack(value: Money, to: Currency, rate: string): Money {
  const { digits, scale } = parseDecimal(rate)
  const numerator = value.amount * 10n ** BigInt(exponentOf(to) + scale)
  return { amount: divideHalfUp(numerator, digits * 10n ** BigInt(exponentOf(value.currency))), currency: to }
}

/**
 * Splits `total` by weights with the largest-remainder method (domain.md 5.4): the parts always sum to the total exactly.
 * Ties go to the earlier part; all-zero weights split evenly; a negative total splits like the positive one, negated.
 * Throws RangeError without weights or with a negative one.
 */
export function allocate(total: Money, weights: readonly bigint[]): Money[] {
  if (weights.length === 0) throw new RangeError('cannot split an amount over no parts')
  if (weights.some((weight) => weight < 0n)) throw new RangeError('weights must not be negative')
  if (total.amount < 0n) return allocate(negate(total), weights).map(negate)
  const given = weights.reduce((left, right) => left + right, 0n)
  const shares = given === 0n ? weights.map(() => 1n) : weights
  const whole = given === 0n ? BigInt(weights.length) : given
  const parts = shares.map((share, index) => {
    const exact = total.amount * share
    return { index, amount: exact / whole, remainder: exact % whole }
  })
  const missing = total.amount - parts.reduce((left, part) => left + part.amount, 0n)
  const byRemainder = [...parts].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
  for (const part of byRemainder.slice(0, Number(missing))) part.amount += 1n
  return parts.map((part) => ({ amount: part.amount, currency: total.currency }))
}

/** What the first `k` of `n` units are worth together (domain.md 5.4): total x k / n, rounded half up; `k = n` is the total. */
export function cumulativeRefundValue(total: Money, n: number, k: number): Money {
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(k) || n < 1 || k < 0 || k > n) {
    throw new RangeError(`unit ${k} of ${n} does not exist`)
  }
  return { amount: divideHalfUp(total.amount * BigInt(k), BigInt(n)), currency: total.currency }
}

/** What the `k`-th of `n` units is worth (1-based), so that all units together are worth the total to the minor unit. */
export function unitRefundValue(total: Money, n: number, k: number): Money {
  if (k < 1) throw new RangeError(`unit ${k} of ${n} does not exist`)
  return subtract(cumulativeRefundValue(total, n, k), cumulativeRefundValue(total, n, k - 1))
}

/** What the next `count` units are worth when `before` of `n` are refunded already. */
export function nextUnitsRefundValue(total: Money, n: number, next: { before: number; count: number }): Money {
  return subtract(cumulativeRefundValue(total, n, next.before + next.count), cumulativeRefundValue(total, n, next.before))
}

/** Parses major units such as `"12.34"` exactly; more decimals than the currency has throw RangeError. */
export function parseMajor(text: string, currency: Currency): Money {
  const { digits, scale } = parseDecimal(text)
  const exponent = exponentOf(currency)
  const surplus = 10n ** BigInt(Math.max(0, scale - exponent))
  if (digits % surplus !== 0n) throw new RangeError(`${text} is finer than the minor unit of ${currency}`)
  return { amount: (digits / surplus) * 10n ** BigInt(Math.max(0, exponent - scale)), currency }
}

/** Major units as a plain decimal string, e.g. `12.34`, `-0.05`, `1200`. */
export function formatMajor(value: Money): string {
  const exponent = exponentOf(value.currency)
  const sign = value.amount < 0n ? '-' : ''
  const digits = String(value.amount < 0n ? -value.amount : value.amount).padStart(exponent + 1, '0')
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * Integer division rounded to the nearest, halves away from zero: a reversal is then always the exact negative of its original.
 * The denominator must be positive.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('the denominator must be positive')
  const magnitude = numerator < 0n ? -numerator : numerator
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n)
  return numerator < 0n ? -rounded : rounded
}

/** A decimal string as an integer and its scale: `"0.0525"` is 525 at scale 4; anything else throws RangeError. */
export function parseDecimal(text: string): { digits: bigint; scale: number } {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`not a decimal number: ${JSON.stringify(text)}`)
  const [, sign = '', whole = '', fraction = ''] = match
  return { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length }
}

function assertSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new RangeError(`cannot mix ${left.currency} and ${right.currency}`)
}
