import t from 'tap'
import { totalOf } from '../../src/domain/refunds/payout-parts.ts'
import type { ReasonCode } from '../../src/domain/refunds/reasons.ts'
import type { PartnerRefundType } from '../../src/domain/refunds/refund-types.ts'
import { newTenant } from '../store/order-rows.ts'
import { openBench } from '../support/stack-bench.ts'
import { PARTNER, startBuyer } from '../support/stack-buyer.ts'

const buyer = await startBuyer(t)
const bench = await openBench(buyer)
const { core, tenant, clock } = buyer

async function simulate(lineId: string, wish: { quantity?: number; reasonCode?: ReasonCode } = {}) {
  const { quantity = null, reasonCode = null } = wish
  const before = await buyer.rowCounts()
  const { simulation } = await core.uow.run((tx) => core.commands.simulateRefund(tx, { tenant, lineId, quantity, reasonCode }))
  t.strictSame(await buyer.rowCounts(), before, 'nothing is written')
  const optionOf = (type: PartnerRefundType) => simulation.options.find((option) => option.type === type)
  const reasonOf = (type: PartnerRefundType, code: ReasonCode) => optionOf(type)?.reasons.find((reason) => reason.reasonCode === code)
  return { simulation, optionOf, reasonOf }
}

const request = (lineId: string, quantity: number, type: PartnerRefundType, reasonCode: ReasonCode) =>
  core.uow.run((tx) =>
    core.commands.requestRefund(tx, {
      ...{
        tenant,
        actor: PARTNER,
        lineId,
        quantity,
        type,
        reasonCode,
        description: 'as simulated',
        amountMinor: null,
        evidenceFileIds: [],
      },
    }),
  )

t.test('before anything is bought there is nothing to claim', async (t) => {
  const { orderId } = await buyer.order()
  const [line] = await buyer.lines(orderId)
  const { simulation } = await simulate(line?.id ?? '')
  t.equal(simulation.goodsStatus, null)
  t.ok(simulation.options.every(({ refusal }) => refusal === 'refund.type_not_available'))
})

t.test('not shipped: the whole entry, and the seller’s silence agrees by R03', async (t) => {
  const { lines } = await bench.bought()
  const line = lines[0]
  if (line === undefined) throw new Error('an order has a line')
  const { simulation, optionOf, reasonOf } = await simulate(line.id)
  t.match(simulation, { goodsStatus: 'notShipped', quantity: 10, refundableUnits: 10, refundableMinor: line.totalMinor })
  t.match(optionOf('BEFORE_SHIPMENT'), {
    ...{ refusal: null, fundedBy: 'seller', goods: 'none', requestedMinor: line.goodsMinor + line.domesticFreightMinor },
  })
  const late = reasonOf('BEFORE_SHIPMENT', 'LATE_SHIPMENT')
  t.match(late, { evidence: { missing: [] }, returnFreight: null })
  t.equal(late?.payout.serviceFeeMinor, 0n, 'our fee is retained once it is bought (10.9)')
  const answers = late?.deadlines.find(({ code }) => code === 'SELLER_ANSWERS_BY')
  t.match(answers, { ruleId: 'R03' })
  t.ok((answers?.at?.getTime() ?? 0) >= clock.now().getTime())
  t.equal(optionOf('RETURN_REFUND')?.refusal, 'refund.type_not_available')
  const part = await simulate(line.id, { quantity: 4 })
  t.equal(part.optionOf('BEFORE_SHIPMENT')?.refusal, 'refund.amount_must_be_full')
  const many = await simulate(line.id, { quantity: 11 })
  t.ok(['refund.amount_must_be_full', 'refund.quantity_exceeds_refundable'].includes(many.optionOf('BEFORE_SHIPMENT')?.refusal ?? ''))
  t.strictSame(
    (await simulate(line.id, { reasonCode: 'OUT_OF_STOCK' })).optionOf('BEFORE_SHIPMENT')?.reasons.map(({ reasonCode }) => reasonCode),
    ['OUT_OF_STOCK'],
  )
})

t.test('on hold in the warehouse: what it says is what a request does, and what the claim then pays', async (t) => {
  const claim = await bench.claimed({ passed: 6, failed: 4 }, 'REFUND_ONLY')
  await buyer.control.post(`/refunds/${claim.upstreamRefundId}/close`)
  await bench.sync(claim.refundId)
  const whole = await simulate(claim.lineId, { quantity: 4 })
  t.equal(whole.simulation.goodsStatus, 'received')
  t.equal(whole.optionOf('BEFORE_SHIPMENT')?.refusal, 'refund.type_not_available')
  const returned = whole.reasonOf('RETURN_REFUND', 'DEFECTIVE_QUALITY')
  t.strictSame(
    returned?.deadlines.map(({ code, afterMs }) => [code, afterMs === null]).filter(([code]) => code !== 'EVIDENCE_BY'),
    [
      ['ESCALATE_FROM', true],
      ['SELLER_ANSWERS_BY', true],
      ['SEND_BACK_BY', false],
      ['RETURN_REFUNDED_BY', false],
    ],
  )
  t.equal(whole.reasonOf('RETURN_REFUND', 'CHANGED_MIND')?.returnFreight?.payer, 'partner', 'a change of mind pays its way back (10.8)')
  t.equal(whole.optionOf('RETURN_REFUND')?.refusal, null)
  t.equal((await simulate(claim.lineId, { quantity: 10 })).optionOf('RETURN_REFUND')?.refusal, null, 'what is in stock may go back too')

  const damaged = whole.reasonOf('RETURN_REFUND', 'DAMAGED_ON_ARRIVAL')
  const asked = await request(claim.lineId, 4, 'RETURN_REFUND', 'DAMAGED_ON_ARRIVAL')
  t.strictSame(asked.missingEvidence, damaged?.evidence.missing)
  t.equal(asked.requestedMinor, whole.optionOf('RETURN_REFUND')?.requestedMinor)
  t.ok(totalOf(damaged?.payout ?? { ...NOTHING }) >= asked.requestedMinor, 'with the fee and margin that come back')
  const again = await simulate(claim.lineId, { quantity: 10 })
  t.match(again.simulation, { refundableUnits: 6 })
  t.equal(again.optionOf('PARTIAL_REFUND')?.refusal, 'refund.quantity_exceeds_refundable')
})

t.test('another partner’s line is a missing one', async (t) => {
  const { lines } = await bench.bought()
  const other = await newTenant(core)
  const ask = (lineId: string) =>
    core.uow.run((tx) => core.commands.simulateRefund(tx, { tenant: other, lineId, quantity: null, reasonCode: null }))
  await t.rejects(ask(lines[0]?.id ?? ''), { code: 'resource.not_found' })
})

const NOTHING = {
  goodsMinor: 0n,
  domesticFreightMinor: 0n,
  serviceFeeMinor: 0n,
  servicesMinor: 0n,
  fxMarginMinor: 0n,
  compensationMinor: 0n,
}
