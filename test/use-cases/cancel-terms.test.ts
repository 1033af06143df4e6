import t from 'tap'
import { type CancelFacts, cancelTerms } from '../../src/domain/orders/cancel-terms.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { API, type MockProduct } from '../support/stack-mock.ts'

const buyer = await startBuyer(t)
const bench = await openBench(buyer)

async function factsOf(orderId: string): Promise<CancelFacts> {
  const facts = await buyer.core.reads.orderToCancel(buyer.tenant, orderId)
  if (facts === undefined) throw new Error('the order is gone')
  return facts
}

async function waysOf(orderId: string) {
  return cancelTerms(await factsOf(orderId)).map(({ way, quantity, refundMinor }) => ({ way, quantity, refundMinor }))
}

async function isStuckAtCashier(orderId: string): Promise<void> {
  await buyer.control.fault({ api: API.pay, kind: 'variant', variant: 'refused', times: null })
  await buyer.buy(orderId)
  await buyer.control.clearFaults()
}

t.test('what a cancel would do now, at each stage, is what it then does', async (t) => {
  t.test('unpaid: free, nothing was held, and over by itself when the time to pay is', async (t) => {
    const { orderId, order } = await buyer.order()
    t.strictSame(await waysOf(orderId), [{ way: 'FREE', quantity: 10, refundMinor: 0n }])
    t.match(cancelTerms(await factsOf(orderId)), [{ until: order.payBefore }])
    await buyer.cancel(orderId)
    t.strictSame(await waysOf(orderId), [{ way: 'OVER', quantity: 0, refundMinor: 0n }])
  })

  t.test('paid and not bought: free, and all of it comes back', async (t) => {
    const before = await buyer.available()
    const { orderId, order } = await buyer.order()
    await buyer.pay(orderId)
    t.strictSame(await waysOf(orderId), [{ way: 'FREE', quantity: 10, refundMinor: order.totalMinor }])
    t.match(cancelTerms(await factsOf(orderId)), [{ until: null, retained: {} }])
    await buyer.cancel(orderId)
    t.equal(await buyer.available(), before)
  })

  t.test('made but unpaid upstream: free, then stopping until it is closed there', async (t) => {
    const { orderId, order } = await buyer.order()
    await buyer.pay(orderId)
    await isStuckAtCashier(orderId)
    t.strictSame(await waysOf(orderId), [{ way: 'FREE', quantity: 10, refundMinor: order.totalMinor }])
    await buyer.cancel(orderId)
    t.strictSame(await waysOf(orderId), [{ way: 'STOPPING', quantity: 10, refundMinor: order.totalMinor }])
    await t.resolves(buyer.cancel(orderId))
    for (const { id } of await buyer.purchases(orderId)) await buyer.settled(() => buyer.core.steps.cancelPurchase(id))
    t.match(await waysOf(orderId), [{ way: 'OVER' }])
  })

  t.test('while the call is out: free if it turns out unpaid, and a cancel is kept until that is known', async (t) => {
    const { orderId, order } = await buyer.order()
    await buyer.pay(orderId)
    const [purchase] = await buyer.purchases(orderId)
    await buyer.core.uow.run(async (tx) => {
      const row = await tx.purchases.lock(purchase?.id ?? '')
      if (row !== undefined) await tx.purchases.update({ ...row, state: 'SUBMITTING', attemptedAt: buyer.clock.now() })
    })
    t.strictSame(await waysOf(orderId), [{ way: 'UNDERWAY', quantity: 10, refundMinor: order.totalMinor }])
    await buyer.cancel(orderId)
    t.strictSame(await waysOf(orderId), [{ way: 'STOPPING', quantity: 10, refundMinor: order.totalMinor }])
    await buyer.buy(orderId)
    t.match(await waysOf(orderId), [{ way: 'OVER' }])
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('bought and not shipped: a claim opens, and pays what was said when the seller agrees; our fee stays', async (t) => {
    const { orderId, lines } = await bench.bought()
    const [line] = lines
    const [terms] = cancelTerms(await factsOf(orderId))
    t.match(terms, { way: 'REFUND', quantity: 10 })
    t.equal(terms?.retained.serviceFeeMinor, line?.serviceFeeMinor)
    t.equal(terms?.retained.goodsMinor, undefined)
    const kept = Object.values(terms?.retained ?? {}).reduce((total, minor) => total + minor, 0n)
    t.equal((terms?.refundMinor ?? 0n) + kept, line?.totalMinor, 'what comes back and what stays are the line')
    const before = await buyer.available()
    await buyer.cancel(orderId)
    t.match(await waysOf(orderId), [{ way: 'CLAIMED', quantity: 0, refundMinor: 0n }])
    await t.resolves(buyer.cancel(orderId), 'asking again opens no second claim')
    const refunds = await buyer.core.uow.run((tx) => tx.refunds.listOfOrder(orderId))
    t.match(refunds, [{ type: 'BEFORE_SHIPMENT', reasonCode: 'CHANGED_MIND', quantity: 10, state: 'FILING' }])
    t.equal(refunds.length, 1)
    const refundId = refunds[0]?.id ?? ''
    await bench.file(refundId)
    const upstreamRefundId = (await bench.refund(refundId))?.upstreamRefundId
    await buyer.control.post(`/refunds/${upstreamRefundId}/agree`)
    await bench.sync(refundId)
    await bench.payOut(refundId)
    t.equal((await buyer.available()) - before, terms?.refundMinor)
    t.match(await waysOf(orderId), [{ way: 'OVER' }])
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('shipped: too late, and it says which claims are left', async (t) => {
    const { orderId } = await bench.bought()
    await bench.shipped(orderId)
    t.match(cancelTerms(await factsOf(orderId)), [{ way: 'SHIPPED', quantity: 0, refundTypes: ['IN_TRANSIT_REFUND_ONLY'] }])
    await t.rejects(buyer.cancel(orderId), { code: 'order.move_not_allowed', facts: { allowed: ['requestRefund'] } })
  })

  t.test('in the warehouse: claims for goods that can go back or be kept', async (t) => {
    const { orderId } = await bench.inspected({ passed: 10, failed: 0 })
    const [terms] = cancelTerms(await factsOf(orderId))
    t.equal(terms?.way, 'SHIPPED')
    t.ok(terms?.refundTypes.includes('RETURN_REFUND'))
    await t.rejects(buyer.cancel(orderId), { code: 'order.move_not_allowed' })
  })

  t.test('a mixed order: the free line ends, the bought one becomes a claim', async (t) => {
    const { orderId } = await buyer.order({ products: ofTwoSellers() })
    await buyer.pay(orderId)
    const [first] = await buyer.purchases(orderId)
    await buyer.settled(() => buyer.core.steps.processPurchase(first?.id ?? ''))
    const ways = (await waysOf(orderId)).map(({ way }) => way).sort()
    t.strictSame(ways, ['FREE', 'REFUND'])
    await buyer.cancel(orderId)
    t.strictSame((await buyer.lines(orderId)).map(({ state }) => state).sort(), ['CANCELLED', 'PURCHASED'])
    t.match(await buyer.core.uow.run((tx) => tx.refunds.listOfOrder(orderId)), [{ type: 'BEFORE_SHIPMENT', quantity: 10 }])
    t.strictSame(await buyer.newProblems(), [])
  })
})

function ofTwoSellers(): MockProduct[] {
  const first = buyer.nextProduct()
  for (;;) {
    const other = buyer.nextProduct()
    if (other.seller.openId !== first.seller.openId) return [first, other]
  }
}
