import t from 'tap'
import { defaultOf } from '../../src/domain/policy/policy-defaults.ts'
import { writeTexts } from '../../src/domain/policy/rule-texts.ts'
import type { NamedService } from '../../src/domain/services/choose-services.ts'
import type { ServiceCode } from '../../src/domain/services/service-catalogue.ts'
import { openBench } from '../support/stack-bench.ts'
import { BENCH, PARTNER, startBuyer } from '../support/stack-buyer.ts'
import { shipping } from '../support/stack-shipping.ts'

const buyer = await startBuyer(t)
const { core, tenant } = buyer

const named = (code: ServiceCode, quantity: number | null = null): NamedService => ({ code, quantity, instructions: null })

async function prepare(services: NamedService[], quantity = 10) {
  const product = buyer.nextProduct()
  const goods = { productId: `prd_${product.offerId}`, skuId: `sku_${product.skus[0]?.specId}`, quantity }
  const lines = [{ ...goods, inspectionLevel: 'STANDARD' as const, services }]
  return core.preparations.prepareQuote({ tenant, currency: 'USD', language: 'en', lines })
}

async function ordered(services: NamedService[]) {
  const prepared = await prepare(services)
  const placed = await core.uow.run(async (tx) => {
    const quote = await core.commands.saveQuote(tx, prepared)
    const wish = { externalRef: null, metadata: {}, note: null, exceptionPolicy: 'CLAIM_PARTIAL' } as const
    return core.commands.placeOrder(tx, { tenant, actor: PARTNER, quoteId: quote.id, ...wish })
  })
  const [line] = placed.lines
  if (line === undefined) throw new Error('an order has a line')
  return { orderId: placed.order.id, order: placed.order, line }
}

const settle = (lineId: string, code: ServiceCode, outcome: 'DONE' | 'NOT_DONE') =>
  core.uow.run((tx) =>
    core.commands.settleService(tx, { actor: BENCH, lineId, code, outcome, reason: outcome === 'DONE' ? null : 'no frame' }),
  )

t.test('each service is a charge of its own that names its row, and the order keeps it', async (t) => {
  const { order, line } = await ordered([named('RELABEL'), named('EXTRA_PHOTO', 4)])
  const charges = order.charges.filter(({ code }) => code === 'VAS')
  t.match(charges, [
    { ruleId: 'services', ruleVersion: 'default', inputs: { service: 'RELABEL', quantity: '10', fen: '500' } },
    { ruleId: 'services', ruleVersion: 'default', inputs: { service: 'EXTRA_PHOTO', quantity: '4', fen: '800' } },
  ])
  t.equal(charges[0]?.amountMinor, 70n, '5.00 CNY at 0.1404')
  t.equal(
    line.vasMinor,
    charges.reduce((total, { amountMinor }) => total + amountMinor, 0n),
  )
  t.match(line.services, [{ code: 'RELABEL', state: 'REQUESTED' }, { code: 'EXTRA_PHOTO' }])
  const [stored] = await buyer.lines(order.id)
  t.strictSame(stored?.services, line.services, 'and reads back what it wrote')
})

t.test('what cannot be asked for is refused with the place it stands at', async (t) => {
  await t.rejects(prepare([named('RELABEL', 11)]), { code: 'service.quantity_exceeds_line', facts: { most: 10 } })
  await t.rejects(prepare([named('VIDEO'), named('VIDEO')]), { code: 'service.named_twice', facts: { pointer: '#/lines/0/services/1' } })
})

t.test('a partner’s own prices are charged and cited, and what is not offered is refused', async (t) => {
  const value = { ...writeTexts('services', defaultOf('services')), 'WOOD_FRAME.isOffered': 'false', 'VIDEO.perUnit': '1200' }
  const change = { key: 'services', value, partnerId: tenant.partnerId, livemode: null, effectiveFrom: null, effectiveTo: null }
  const admin = { kind: 'operatorAdmin', id: 'stf_admin' } as const
  const row = await core.uow.run((tx) => core.commands.setRule(tx, { actor: admin, ...change, reason: 'agreed', source: null }))
  await core.rules.refresh()
  await buyer.advance(6_000)
  await t.rejects(prepare([named('WOOD_FRAME')]), { code: 'service.not_offered' })
  const own = await prepare([named('VIDEO', 2)])
  t.match(
    own.charges.find(({ code }) => code === 'VAS'),
    { ruleVersion: row.id, inputs: { fen: '2400' } },
  )
})

t.test('a service is captured with the line; not done, its price goes back at once and once', async (t) => {
  const before = await buyer.available()
  const { orderId, order, line } = await ordered([named('RELABEL'), named('BUBBLE_WRAP')])
  await buyer.pay(orderId)
  await t.rejects(settle(line.id, 'RELABEL', 'DONE'), { code: 'service.not_due' })
  await buyer.buy(orderId)
  t.equal(await buyer.available(), before - order.totalMinor)
  t.match(await settle(line.id, 'RELABEL', 'DONE'), { refundedMinor: 0n, services: [{ state: 'DONE', settledBy: BENCH.id }, {}] })
  const after = await settle(line.id, 'BUBBLE_WRAP', 'NOT_DONE')
  const wrap = after.services[1]
  t.match(wrap, { state: 'NOT_DONE', reason: 'no frame', refundedMinor: wrap?.amountMinor })
  t.equal(after.refundedMinor, (wrap?.refundedMinor ?? 0n) + (wrap?.refundedMarginMinor ?? 0n))
  t.ok((wrap?.refundedMarginMinor ?? 0n) > 0n, 'with its part of the margin')
  t.equal(await buyer.available(), before - order.totalMinor + after.refundedMinor)
  await settle(line.id, 'BUBBLE_WRAP', 'NOT_DONE')
  await t.rejects(settle(line.id, 'RELABEL', 'NOT_DONE'), { code: 'service.settled' })
  t.equal(await buyer.available(), before - order.totalMinor + after.refundedMinor)
  t.strictSame(await buyer.newProblems(), [])
})

t.test('cancelled before it is bought, everything comes back, services too', async (t) => {
  const before = await buyer.available()
  const { orderId } = await ordered([named('VIDEO', 3)])
  await buyer.pay(orderId)
  await buyer.cancel(orderId)
  t.equal(await buyer.available(), before)
})

t.test('what was never done goes back when the last of the goods leaves, and not before', async (t) => {
  const bench = await openBench(buyer)
  const ship = shipping(buyer)
  const { orderId, line } = await ordered([named('RELABEL'), named('BUBBLE_WRAP')])
  await buyer.pay(orderId)
  await buyer.buy(orderId)
  const { inspections } = await bench.arrive(await bench.shipped(orderId))
  await bench.inspect(inspections[0]?.id ?? '', { passed: 10, failed: 0 })
  await settle(line.id, 'RELABEL', 'DONE')
  const lotId = (await bench.lotsOf(line.id))[0]?.id ?? ''
  const leave = async (quantity: number) => ship.handOver(await ship.ready([{ lotId, quantity }]))
  await leave(4)
  t.match((await buyer.lines(orderId))[0]?.services, [{ state: 'DONE' }, { state: 'REQUESTED' }])
  await leave(6)
  const [left] = await buyer.lines(orderId)
  const wrap = left?.services[1]
  t.match(left?.services, [{ state: 'DONE' }, { state: 'NOT_DONE', refundedMinor: wrap?.amountMinor }])
  t.equal(left?.refundedMinor, (wrap?.refundedMinor ?? 0n) + (wrap?.refundedMarginMinor ?? 0n))
  t.strictSame(await buyer.newProblems(), [])
})

t.test('a quote from before there were services is still ordered', async (t) => {
  const prepared = await prepare([])
  const lines = prepared.lines.map(({ services: _services, vasMinor: _vas, ...old }) => old)
  const wish = { externalRef: null, metadata: {}, note: null, exceptionPolicy: 'CLAIM_PARTIAL' } as const
  const placed = await core.uow.run(async (tx) => {
    const quote = await core.commands.saveQuote(tx, { ...prepared, lines })
    return core.commands.placeOrder(tx, { tenant, actor: PARTNER, quoteId: quote.id, ...wish })
  })
  t.match(placed.lines, [{ vasMinor: 0n, services: [] }])
})
