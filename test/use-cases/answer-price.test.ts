import t from 'tap'
import { repriceLine } from '../../src/domain/orders/reprice-line.ts'
import { type Buyer, PARTNER, startBuyer } from '../support/stack-buyer.ts'

const HOURS = 3_600_000
const buyer = await startBuyer(t)

/** An order whose seller asks another price than was quoted, resting at the question. */
async function heldOrder(percent: number, lines = 1) {
  const before = await buyer.available()
  const placed = await buyer.order({ lines })
  await buyer.control.post(`/products/${placed.product.offerId}/price`, { percent })
  await buyer.pay(placed.orderId)
  await buyer.buy(placed.orderId)
  return { ...placed, before }
}

const decide = (orderId: string, decision: 'accept' | 'reject', on: Buyer = buyer) =>
  on.core.uow.run((tx) => on.core.commands.answerPrice(tx, { tenant: on.tenant, actor: PARTNER, orderId, decision }))

async function statesOf(orderId: string) {
  const [purchases, lines] = [await buyer.purchases(orderId), await buyer.lines(orderId)]
  return { purchases: purchases.map(({ state }) => state), lines: lines.map(({ state }) => state) }
}

async function finishCancelling(orderId: string): Promise<void> {
  for (const { id } of await buyer.purchases(orderId)) await buyer.settled(() => buyer.core.steps.cancelPurchase(id))
}

t.test('O8 accepting a dearer price holds the difference at the locked rate and buys at what was asked', async (t) => {
  const { orderId, order, before } = await heldOrder(120, 2)
  t.strictSame(await statesOf(orderId), { purchases: ['PRICE_HOLD'], lines: ['PRICE_CONFIRM_HOLD', 'PRICE_CONFIRM_HOLD'] })
  const [purchase] = await buyer.purchases(orderId)
  const held = await buyer.lines(orderId)
  const askedFen = held.reduce((total, { priceAsk }) => total + (priceAsk?.goodsFen ?? 0n) + (priceAsk?.domesticFreightFen ?? 0n), 0n)
  t.equal(askedFen, purchase?.upstreamAmountFen, 'the asked parts sum to what 1688 wants')
  const prices = held.map((line) => (line.priceAsk === null ? undefined : repriceLine(line, line.priceAsk, order)))
  const total = prices.reduce((sum, price) => sum + (price?.totalMinor ?? 0n), 0n)
  t.ok(total > order.totalMinor, 'dearer')

  const accepted = await decide(orderId, 'accept')
  t.equal(accepted.order.totalMinor, total)
  t.equal(
    accepted.order.charges.reduce((sum, charge) => sum + charge.amountMinor, 0n),
    total,
    'the charges explain the new total',
  )
  const margins = accepted.order.charges.filter(({ code }) => code === 'FX_MARGIN')
  t.match(
    margins,
    [
      { ruleId: 'fxMargin', ruleVersion: 'default' },
      { ruleId: 'fxMargin', ruleVersion: 'default' },
    ],
    'by the row that made it',
  )
  t.equal(before - (await buyer.available()), total, 'the difference is held')
  await buyer.buy(orderId)
  t.strictSame(await statesOf(orderId), { purchases: ['PAID'], lines: ['PURCHASED', 'PURCHASED'] })
  t.match(await buyer.purchases(orderId), [{ upstreamAmountFen: askedFen, expectedFen: askedFen }])
  t.equal(before - (await buyer.available()), total)
  t.strictSame(await buyer.newProblems(), [])
})

t.test('O8 accepting a cheaper price gives the difference back', async (t) => {
  const { orderId, order, before } = await heldOrder(70)
  const accepted = await decide(orderId, 'accept')
  t.ok(accepted.order.totalMinor < order.totalMinor)
  t.equal(before - (await buyer.available()), accepted.order.totalMinor)
  await buyer.buy(orderId)
  t.strictSame(await statesOf(orderId), { purchases: ['PAID'], lines: ['PURCHASED'] })
  t.strictSame(await buyer.newProblems(), [])
})

t.test('O8 a seller who raises the price twice is answered twice, and both differences are held', async (t) => {
  const { orderId, before } = await heldOrder(120)
  const [purchase] = await buyer.purchases(orderId)
  await decide(orderId, 'accept')
  await buyer.control.post(`/orders/${purchase?.upstreamOrderId}/price`, { goodsFen: Number(purchase?.upstreamAmountFen ?? 0n) * 2 })
  await buyer.buy(orderId)
  t.strictSame(await statesOf(orderId), { purchases: ['PRICE_HOLD'], lines: ['PRICE_CONFIRM_HOLD'] })
  const accepted = await decide(orderId, 'accept')
  t.equal(before - (await buyer.available()), accepted.order.totalMinor)
  await buyer.buy(orderId)
  t.strictSame(await statesOf(orderId), { purchases: ['PAID'], lines: ['PURCHASED'] })
  t.strictSame(await buyer.newProblems(), [])
})

t.test('O8 rejecting gives the whole hold back once the order is closed upstream', async (t) => {
  const { orderId, order, before } = await heldOrder(120)
  await decide(orderId, 'reject')
  t.strictSame(await statesOf(orderId), { purchases: ['CANCELLING'], lines: ['PRICE_CONFIRM_HOLD'] })
  t.equal(before - (await buyer.available()), order.totalMinor, 'still held: the order can still be paid upstream')
  await t.rejects(decide(orderId, 'accept'), { code: 'order.move_not_allowed' }, 'a no is a no')
  await finishCancelling(orderId)
  t.strictSame(await statesOf(orderId), { purchases: ['CANCELLED'], lines: ['CANCELLED'] })
  t.match(await buyer.lines(orderId), [{ priceAsk: null, priceAnswerBy: null, stopAsked: null, refundedMinor: order.totalMinor }])
  t.equal(await buyer.available(), before)
  t.strictSame(await buyer.newProblems(), [])
})

t.test('O8 silence for 48 hours rejects, and not a moment earlier', async (t) => {
  const { orderId, before } = await heldOrder(120)
  const [line] = await buyer.lines(orderId)
  const due = line?.priceAnswerBy ?? new Date(0)
  t.ok(Math.abs(due.getTime() - buyer.clock.now().getTime() - 48 * HOURS) < 60_000)
  await buyer.advance(due.getTime() - buyer.clock.now().getTime() - 1)
  // What else fell due meanwhile, promises to ship of the orders before, is done with then.
  await buyer.core.steps.applyDeadlines()
  t.strictSame(await statesOf(orderId), { purchases: ['PRICE_HOLD'], lines: ['PRICE_CONFIRM_HOLD'] })
  await buyer.advance(1)
  t.equal(await buyer.core.steps.applyDeadlines(), 1)
  t.equal(await buyer.core.steps.applyDeadlines(), 0, 'nothing is due twice')
  await finishCancelling(orderId)
  t.strictSame(await statesOf(orderId), { purchases: ['CANCELLED'], lines: ['CANCELLED'] })
  t.equal(await buyer.available(), before)
  const history = await buyer.core.reads.timeline(buyer.tenant, orderId)
  t.ok(history.some(({ event, actor }) => event === 'expire' && actor.kind === 'system'))
  t.strictSame(await buyer.newProblems(), [])
})

t.test('a rejected order that somebody pays at the cashier first is bought with what was held', async (t) => {
  const { orderId, order, before } = await heldOrder(120)
  const [purchase] = await buyer.purchases(orderId)
  await decide(orderId, 'reject')
  await buyer.control.post(`/orders/${purchase?.upstreamOrderId}/pay`)
  await finishCancelling(orderId)
  t.strictSame(await statesOf(orderId), { purchases: ['PAID'], lines: ['PURCHASED'] })
  t.equal(before - (await buyer.available()), order.totalMinor, 'at the price the partner agreed to')
  t.strictSame(await buyer.newProblems(), [])
})

t.test('402 without the money for the difference; nothing is written', async (t) => {
  const { orderId } = await heldOrder(120)
  const left = await buyer.available()
  await buyer.spend(left)
  const rows = await buyer.rowCounts()
  await t.rejects(decide(orderId, 'accept'), { code: 'wallet.insufficient' })
  t.strictSame(await buyer.rowCounts(), rows)
  await buyer.spend(-left)
  await decide(orderId, 'accept')
  t.strictSame(await buyer.newProblems(), [])
})

t.test('two answers at once: one counts', async (t) => {
  const { orderId } = await heldOrder(120)
  const outcomes = await Promise.allSettled([decide(orderId, 'accept'), decide(orderId, 'reject')])
  t.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1)
  await buyer.buy(orderId)
  await finishCancelling(orderId)
  t.match((await statesOf(orderId)).lines[0], /^(PURCHASED|CANCELLED)$/)
  t.strictSame(await buyer.newProblems(), [])
})
