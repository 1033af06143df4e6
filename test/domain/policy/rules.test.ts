import t from 'tap'
import { citationOf, RULE_ROWS, ruleAt, valueAt } from '../../../src/domain/policy/rule-at.ts'
import { ruleRow } from '../../../src/domain/policy/rule-row.ts'
import { serviceFeeFen } from '../../../src/domain/policy/service-fee.ts'
import { feeRulesAt } from '../../../src/domain/quotes/fee-rules.ts'
import { money, multiplyByRate } from '../../../src/domain/shared/money.ts'

const now = new Date('2026-11-22T00:00:00Z')

t.test('a rule is the version in force at the instant', (t) => {
  t.match(valueAt('R40', new Date('2023-06-01T00:00:00Z')), { rate: '0.007' })
  t.match(valueAt('R40', now), { rate: '0.006' })
  t.equal(ruleAt('R40', new Date('2022-06-01T00:00:00Z')), undefined)
  t.throws(() => valueAt('R40', new Date('2022-06-01T00:00:00Z')), RangeError)
  t.match(valueAt('R10', new Date('2023-06-25T15:59:59Z')), { earlySignOffMs: null }, 'dates are midnights in China')
  t.not(valueAt('R10', new Date('2023-06-25T16:00:00Z')).earlySignOffMs, null)
  t.equal(valueAt('R14', now), null, 'a rule whose text was not found is known to exist')
  t.end()
})

t.test('versions of one rule never overlap, and every row says where it comes from', (t) => {
  for (const row of RULE_ROWS) {
    t.ok(row.says.endsWith('.') && row.source, `${row.id} is explained`)
    const inForce = RULE_ROWS.filter(
      (other) =>
        other.id === row.id &&
        other !== row &&
        (row.effectiveFrom?.getTime() ?? 0) < (other.effectiveTo?.getTime() ?? Number.POSITIVE_INFINITY) &&
        (other.effectiveFrom?.getTime() ?? 0) < (row.effectiveTo?.getTime() ?? Number.POSITIVE_INFINITY),
    )
    t.same(inForce, [], `${row.id} has one version at a time`)
  }
  t.end()
})

t.test('an operator row in front wins from its day on', (t) => {
  const rows = [ruleRow('fxMargin', { bps: 90 }, { from: '2026-12-01', source: 'operator', confidence: 'P', says: 'Less.' }), ...RULE_ROWS]
  t.equal(valueAt('fxMargin', now, rows).bps, 150)
  t.equal(valueAt('fxMargin', new Date('2026-12-02T00:00:00Z'), rows).bps, 90)
  const row = ruleAt('fxMargin', new Date('2026-12-02T00:00:00Z'), rows)
  t.same(row && citationOf(row), { ruleId: 'fxMargin', version: '2026-12-01' })
  t.end()
})

t.test('12 the service fee is 5 % of goods, at least 5 CNY an order', (t) => {
  const { serviceFee, inspectionFee, fxMargin } = feeRulesAt(now)
  t.same(serviceFee, { ruleId: 'serviceFee', version: 'default', bps: 500, minimumFen: 500n, maximumFen: 0n, isOnFreight: false })
  t.equal(serviceFeeFen(50_000n, serviceFee), 2_500n)
  t.equal(serviceFeeFen(9_999n, serviceFee), 500n)
  t.equal(serviceFeeFen(10_010n, serviceFee), 501n, '500.5 fen round up')
  t.equal(serviceFeeFen(50_000n, { ...serviceFee, maximumFen: 2_000n }), 2_000n, 'and no more than the maximum')
  t.match(inspectionFee, { perPieceFen: { BASIC: 0n, STANDARD: 50n, DETAILED: 300n }, minimumFen: { BASIC: 0n, STANDARD: 500n } })
  t.equal(fxMargin.bps, 150)
  t.throws(() => feeRulesAt(now, []), RangeError)
  t.end()
})

t.test('R40 the trade assurance fee is at most 1,200 CNY an order', (t) => {
  const { rate, freeAboveFen } = valueAt('R40', now)
  t.same(multiplyByRate({ amount: freeAboveFen, currency: 'CNY' }, rate), money(120_000, 'CNY'))
  t.end()
})
