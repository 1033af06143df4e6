import fc from 'fast-check'
import t from 'tap'
import { CURRENCY_EXPONENTS } from '../../../src/domain/shared/currencies.ts'
import {
  add,
  allocate,
  compare,
  convert,
  cumulativeRefundValue,
  divideHalfUp,
  equals,
  formatMajor,
  isNegative,
  isZero,
  maximum,
  minimum,
  money,
  multiplyByBps,
  multiplyByCount,
  multiplyByRate,
  negate,
  nextUnitsRefundValue,
  parseDecimal,
  parseMajor,
  subtract,
  sum,
  unitRefundValue,
  zero,
} from '../../../src/domain/shared/money.ts'
import '../../support/seeded-properties.ts'

const seed = 20_261_122
const runs = { seed, numRuns: 300 }
t.comment(`property seed ${seed}`)

const amounts = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
const total = (parts: readonly { amount: bigint }[]) => parts.reduce((left, part) => left + part.amount, 0n)

t.test('exponents follow ISO 4217', (t) => {
  t.match(CURRENCY_EXPONENTS, { CNY: 2, USD: 2, EUR: 2, TWD: 2, HUF: 2, JPY: 0, KRW: 0, VND: 0, CLP: 0, XOF: 0, ISK: 0, UGX: 0 })
  t.match(CURRENCY_EXPONENTS, { BHD: 3, KWD: 3, JOD: 3, OMR: 3, TND: 3 })
  t.end()
})

t.test('amounts of one currency add, subtract and compare', (t) => {
  const five = money(5, 'CNY')
  const seven = money(7n, 'CNY')
  t.same(add(five, seven), money(12, 'CNY'))
  t.same(subtract(five, seven), money(-2, 'CNY'))
  t.same(sum([five, seven, five], 'CNY'), money(17, 'CNY'))
  t.same(sum([], 'JPY'), zero('JPY'))
  t.same([compare(five, seven), compare(seven, five), compare(five, five)], [-1, 1, 0])
  t.same([minimum(five, seven), maximum(five, seven)], [five, seven])
  t.same(multiplyByCount(five, 3), money(15, 'CNY'))
  t.ok(equals(five, money(5, 'CNY')))
  t.notOk(equals(five, money(5, 'USD')))
  t.ok(isNegative(negate(five)))
  t.ok(isZero(zero('EUR')))
  t.end()
})

t.test('currencies never mix', (t) => {
  for (const act of [add, subtract, compare]) t.throws(() => act(money(1, 'CNY'), money(1, 'USD')), RangeError)
  t.end()
})

t.test('rounding is half up, once, and symmetric for reversals', (t) => {
  const rows: [bigint, bigint, bigint][] = [
    [5n, 10n, 1n],
    [4n, 10n, 0n],
    [-5n, 10n, -1n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [7n, 7n, 1n],
  ]
  for (const [numerator, denominator, expected] of rows) t.equal(divideHalfUp(numerator, denominator), expected)
  t.throws(() => divideHalfUp(1n, 0n), RangeError)
  t.same(multiplyByBps(money(333, 'CNY'), 150), money(5, 'CNY'), '4.995 fen is 5 fen')
  t.same(multiplyByRate(money(1_000, 'CNY'), '0.0525'), money(53, 'CNY'), '52.5 fen is 53 fen')
  t.end()
})

t.test('conversion respects both exponents', (t) => {
  t.same(convert(money(10_000, 'CNY'), 'JPY', '20.5'), money(2_050, 'JPY'))
  t.same(convert(money(2_050, 'JPY'), 'CNY', '0.0487804878'), money(10_000, 'CNY'))
  t.same(convert(money(10_000, 'CNY'), 'KWD', '0.0429'), money(4_290, 'KWD'))
  t.same(convert(money(101, 'CNY'), 'USD', '0.1381'), money(14, 'USD'))
  t.same(convert(money(5, 'KRW'), 'CNY', '0.0051'), money(3, 'CNY'), '2.55 fen is 3 fen')
  t.end()
})

t.test('decimal strings are read exactly or not at all', (t) => {
  t.same(parseDecimal('0.0525'), { digits: 525n, scale: 4 })
  t.same(parseDecimal('-1.50'), { digits: -150n, scale: 2 })
  for (const text of ['', '.5', '1.', '1e3', '1,5', ' 1', '+1', 'NaN']) t.throws(() => parseDecimal(text), RangeError, text)
  t.same(parseMajor('12.34', 'CNY'), money(1_234, 'CNY'))
  t.same(parseMajor('12.3400', 'CNY'), money(1_234, 'CNY'))
  t.same(parseMajor('12', 'KWD'), money(12_000, 'KWD'))
  t.throws(() => parseMajor('12.345', 'CNY'), RangeError)
  t.throws(() => parseMajor('0.5', 'JPY'), RangeError)
  t.same([money(1_234, 'CNY'), money(-5, 'CNY'), money(1_200, 'JPY'), money(5, 'KWD')].map(formatMajor), [
    '12.34',
    '-0.05',
    '1200',
    '0.005',
  ])
  fc.assert(
    fc.property(amounts, fc.constantFrom('CNY' as const, 'JPY' as const, 'KWD' as const), (amount, currency) =>
      equals(parseMajor(formatMajor(money(amount, currency)), currency), money(amount, currency)),
    ),
    runs,
  )
  t.end()
})

t.test('5.4 a shared amount splits without losing a fen', (t) => {
  t.same(
    allocate(money(100, 'CNY'), [1n, 1n, 1n]).map((part) => part.amount),
    [34n, 33n, 33n],
  )
  t.same(
    allocate(money(1_000, 'CNY'), [1n, 2n, 4n]).map((part) => part.amount),
    [143n, 286n, 571n],
  )
  t.same(
    allocate(money(7, 'CNY'), [0n, 0n]).map((part) => part.amount),
    [4n, 3n],
    'without weights the split is even',
  )
  t.throws(() => allocate(money(7, 'CNY'), []), RangeError)
  t.throws(() => allocate(money(7, 'CNY'), [1n, -1n]), RangeError)
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(amounts, weights, (amount, shares) => {
      const parts = allocate(money(amount, 'CNY'), shares)
      const whole = shares.reduce((left, right) => left + right, 0n)
      if (total(parts) !== amount) return false
      if (whole === 0n) return true
      return parts.every((part, index) => {
        const gap = part.amount * whole - amount * (shares[index] ?? 0n)
        return gap < whole && gap > -whole
      })
    }),
    runs,
  )
  t.end()
})

t.test('5.4 per-unit refund values sum to the line to the fen', (t) => {
  t.same(
    [1, 2, 3].map((k) => unitRefundValue(money(100, 'CNY'), 3, k).amount),
    [33n, 34n, 33n],
  )
  const line = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 10n }), fc.integer({ min: 1, max: 400 }))
  fc.assert(
    fc.property(line, ([amount, n]) => {
      const units = Array.from({ length: n }, (_, index) => unitRefundValue(money(amount, 'CNY'), n, index + 1))
      return total(units) === amount && units.every((unit) => unit.amount >= 0n)
    }),
    runs,
  )
  fc.assert(
    fc.property(line, fc.nat(), fc.nat(), ([amount, n], left, right) => {
      const paid = money(amount, 'CNY')
      const before = left % (n + 1)
      const count = right % (n - before + 1)
      const first = cumulativeRefundValue(paid, n, before)
      const rest = nextUnitsRefundValue(paid, n, { before, count })
      return first.amount + rest.amount <= amount && rest.amount >= 0n
    }),
    runs,
  )
  for (const k of [0, 4, 1.5]) t.throws(() => unitRefundValue(money(100, 'CNY'), 3, k), RangeError)
  t.end()
})
