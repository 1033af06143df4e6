import fc from 'fast-check'
import t from 'tap'
import { valueAt } from '../../../src/domain/policy/rule-at.ts'
import { missingEvidence, REASON_CODES, reasonRule } from '../../../src/domain/refunds/reasons.ts'
import { type RefundClaim, refundParts, treatmentsOf, upstreamSurplus } from '../../../src/domain/refunds/refund-components.ts'
import { goodsStatus, isUpstreamFunded, REFUND_TYPE_CODES, typesFor } from '../../../src/domain/refunds/refund-types.ts'
import { type ReturnFreight, returnFreightShares, returnHandlingFee } from '../../../src/domain/refunds/return-freight.ts'
import { money, sum, zero } from '../../../src/domain/shared/money.ts'
import '../../support/seeded-properties.ts'

const seed = 20_261_122
t.comment(`property seed ${seed}`)

const cny = (fen: number) => money(fen, 'CNY')
const claim = (fields: Partial<RefundClaim>): RefundClaim => ({
  type: 'RETURN_REFUND',
  isSubjective: false,
  isPurchased: true,
  paid: { goods: cny(1_000), domesticFreight: cny(101), serviceFee: cny(50), services: cny(30) },
  units: { of: 3, before: 0, count: 3 },
  upstream: { goods: cny(1_000), domesticFreight: cny(101) },
  unperformed: zero('CNY'),
  ...fields,
})
const amounts = (fields: Partial<RefundClaim>) => {
  const { goods, domesticFreight, serviceFee, services, total } = refundParts(claim(fields))
  return [goods, domesticFreight, serviceFee, services, total].map((part) => Number(part.amount))
}

t.test('10.9 what each type gives back', (t) => {
  t.same(amounts({ type: 'BEFORE_SHIPMENT' }), [1_000, 101, 0, 0, 1_101], '1: the fee is retained once purchased')
  t.same(amounts({ type: 'BEFORE_SHIPMENT', isPurchased: false }), [1_000, 101, 50, 0, 1_151], '1: in full before')
  t.same(amounts({ type: 'IN_TRANSIT_REFUND_ONLY', unperformed: cny(30) }), [1_000, 101, 50, 30, 1_181], '2')
  t.same(amounts({ upstream: { goods: cny(900), domesticFreight: zero('CNY') } }), [900, 0, 50, 0, 950], '3, caused by the seller')
  t.same(amounts({ isSubjective: true }), [1_000, 0, 0, 0, 1_000], '3, subjective')
  for (const type of ['REFUND_NO_RETURN_SELLER', 'REFUND_NO_RETURN_SUBSIDY', 'PARTIAL_REFUND'] as const) {
    t.same(amounts({ type, upstream: { goods: cny(400), domesticFreight: cny(101) } }), [400, 0, 0, 0, 400], type)
  }
  t.same(amounts({ type: 'AGENT_COMPENSATION' }), [1_000, 101, 50, 30, 1_181], '7')
  t.same(amounts({ type: 'RESHIP' }), [0, 0, 0, 0, 0], '6: goods, not money')
  t.equal(treatmentsOf(claim({ isSubjective: true })).returnFreight, 'chargedToPartner')
  t.end()
})

t.test('5.4, 10.10 units are refunded at their own value, upstream surplus is kept apart', (t) => {
  t.same(amounts({ units: { of: 3, before: 0, count: 1 } })[0], 333)
  t.same(amounts({ units: { of: 3, before: 1, count: 1 } })[0], 334)
  t.same(amounts({ upstream: { goods: cny(5_000), domesticFreight: cny(5_000) } })[0], 1_000, 'never more than was paid')
  t.same(upstreamSurplus(cny(1_200), cny(1_000)), cny(200))
  t.same(upstreamSurplus(cny(900), cny(1_000)), cny(0))
  const scenario = fc.tuple(
    fc.constantFrom(...REFUND_TYPE_CODES),
    fc.bigInt({ min: 0n, max: 10n ** 9n }),
    fc.integer({ min: 1, max: 50 }),
    fc.boolean(),
  )
  fc.assert(
    fc.property(scenario, ([type, amount, of, isSubjective]) => {
      const paid = {
        goods: money(amount, 'CNY'),
        domesticFreight: money(amount / 7n, 'CNY'),
        serviceFee: money(amount / 20n, 'CNY'),
        services: cny(30),
      }
      const each = Array.from({ length: of }, (_, before) =>
        refundParts(claim({ type, isSubjective, paid, units: { of, before, count: 1 }, upstream: paid, unperformed: cny(30) })),
      )
      const all = sum(
        each.map((part) => part.total),
        'CNY',
      ).amount
      const whole = refundParts(
        claim({ type, isSubjective, paid, units: { of, before: 0, count: of }, upstream: paid, unperformed: cny(30) }),
      )
      return all === whole.total.amount && all <= sum(Object.values(paid), 'CNY').amount
    }),
    { seed, numRuns: 200 },
  )
  t.end()
})

t.test('10.8 who pays the way back', (t) => {
  const freight: ReturnFreight = {
    cost: cny(1_000),
    reasonCode: 'DEFECTIVE_QUALITY',
    isProofAccepted: true,
    insured: null,
    hasFreeReturn: false,
    isAgentFault: false,
  }
  const shares = (fields: Partial<ReturnFreight>) =>
    returnFreightShares({ ...freight, ...fields }).map(({ payer, amount, isReclaimed, rule }) => [
      rule,
      payer,
      Number(amount.amount),
      isReclaimed,
    ])
  t.same(shares({ insured: cny(600), hasFreeReturn: true }), [
    [1, 'insurance', 600, false],
    [2, 'seller', 400, false],
  ])
  t.same(shares({ insured: cny(2_000) }), [[1, 'insurance', 1_000, false]])
  t.same(shares({}), [[3, 'seller', 1_000, false]])
  t.same(shares({ reasonCode: 'CHANGED_MIND', isProofAccepted: false }), [[4, 'partner', 1_000, false]])
  t.same(shares({ isProofAccepted: false }), [[5, 'partner', 1_000, true]])
  t.same(shares({ isAgentFault: true, insured: cny(600) }), [[6, 'agent', 1_000, false]])
  t.end()
})

t.test('10.9 return handling is free for 15 SKU-returns a month', (t) => {
  const { tiers } = valueAt('returnHandling', new Date('2026-11-22T00:00:00Z'))
  const fees = [1, 15, 16, 31, 46, 400].map((nth) => Number(returnHandlingFee(nth, tiers).amount))
  t.same(fees, [0, 0, 500, 1_000, 2_000, 2_000])
  t.throws(() => returnHandlingFee(0, tiers), RangeError)
  t.end()
})

t.test('10.3 goods in 1688’s words, and the types they allow', (t) => {
  const goods = (isShipped: boolean, isReceived: boolean, isUpstreamCompleted: boolean) =>
    goodsStatus({ isShipped, isReceived, isUpstreamCompleted })
  t.equal(goods(false, false, false), 'notShipped')
  t.equal(goods(true, false, false), 'inTransit')
  t.equal(goods(true, true, false), 'received')
  t.equal(goods(true, false, true), 'afterSaleNotReceived')
  t.equal(goods(true, true, true), 'afterSaleReceived')
  t.same(typesFor('notShipped'), ['BEFORE_SHIPMENT'])
  t.same(typesFor('inTransit'), ['IN_TRANSIT_REFUND_ONLY'])
  t.ok(typesFor('received').includes('RETURN_REFUND'), 'return is only possible once goods are received')
  t.same([isUpstreamFunded('REFUND_NO_RETURN_SUBSIDY'), isUpstreamFunded('AGENT_COMPENSATION')], [true, false])
  t.end()
})

t.test('10.5 every reason opens a type and says what proves it', (t) => {
  for (const code of REASON_CODES) {
    const rule = reasonRule(code)
    t.ok(rule.types.length > 0 && rule.evidence.length > 0, code)
    if (rule.cause === 'subjective') t.equal(rule.freightPayer, 'partner', code)
  }
  t.same(missingEvidence('DAMAGED_ON_ARRIVAL', ['OUTER_BOX']), ['OPENED_BOX', 'DEFECT_CLOSE_UP'])
  t.same(missingEvidence('LATE_SHIPMENT', ['PROMISE_AND_PAYMENT_TIME']), [])
  t.end()
})
