import t from 'tap'
import { feeRulesAt } from '../../../src/domain/policy/fee-rules.ts'
import { RULE_ROWS } from '../../../src/domain/policy/rule-at.ts'
import { ruleRow } from '../../../src/domain/policy/rule-row.ts'

const now = new Date('2026-11-22T00:00:00Z')

t.test('12 the fees of a quote, each with what its charge cites', (t) => {
  t.match(feeRulesAt(now), {
    serviceFee: { ruleId: 'serviceFee', version: 'default', bps: 500, minimumFen: 500n },
    inspectionFee: { perPieceFen: { BASIC: 0n, STANDARD: 50n, DETAILED: 300n }, minimumFen: { BASIC: 0n, STANDARD: 500n } },
    fxMargin: { bps: 150 },
    validityMs: 1_800_000,
  })
  t.end()
})

t.test('an operator’s fee is cited by the day it began', (t) => {
  const notes = { from: '2026-11-01', source: 'operator', confidence: 'P', says: 'Less.' } as const
  t.match(feeRulesAt(now, [ruleRow('fxMargin', { bps: 80 }, notes), ...RULE_ROWS]).fxMargin, { bps: 80, version: '2026-11-01' })
  t.throws(() => feeRulesAt(now, []), RangeError)
  t.end()
})
