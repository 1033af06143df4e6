import t from 'tap'
import { type Buyer, startBuyer } from '../support/stack-buyer.ts'
import { API } from '../support/stack-mock.ts'

const statesOf = async (buyer: Buyer, orderId: string) => ({
  purchases: (await buyer.purchases(orderId)).map((purchase) => purchase.state),
  lines: (await buyer.lines(orderId)).map((line) => line.state),
})

async function finishCancelling(buyer: Buyer, orderId: string): Promise<void> {
  for (const { id } of await buyer.purchases(orderId)) await buyer.settled(() => buyer.core.steps.cancelPurchase(id))
}

t.test('cancelling an order', async (t) => {
  const buyer = await startBuyer(t)

  t.test('before payment costs nothing', async (t) => {
    const before = await buyer.available()
    const { orderId } = await buyer.order()
    await buyer.cancel(orderId)
    t.strictSame(await statesOf(buyer, orderId), { purchases: [], lines: ['CANCELLED'] })
    t.equal(await buyer.available(), before)
    await t.rejects(buyer.pay(orderId), { code: 'order.move_not_allowed' }, 'it cannot be paid any more')
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('before the purchase gives the hold back, and nothing is bought afterwards', async (t) => {
    const before = await buyer.available()
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    t.not(await buyer.available(), before, 'held')
    await buyer.cancel(orderId)
    await buyer.buy(orderId)
    t.strictSame(await statesOf(buyer, orderId), { purchases: ['CANCELLED'], lines: ['CANCELLED'] })
    t.equal(await buyer.available(), before)
    t.equal((await buyer.control.orders()).length, 0)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('when it is made but unpaid upstream closes it there', async (t) => {
    const before = await buyer.available()
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    await buyer.control.fault({ api: API.pay, kind: 'variant', variant: 'refused', times: null })
    await buyer.buy(orderId)
    await buyer.control.clearFaults()
    await buyer.cancel(orderId)
    t.strictSame(await statesOf(buyer, orderId), { purchases: ['CANCELLING'], lines: ['PURCHASING'] }, 'it may still be paid there')
    t.match(await buyer.lines(orderId), [{ stopAsked: { event: 'cancel', actor: { kind: 'partner' } }, refundedMinor: 0n }])
    await t.resolves(buyer.cancel(orderId), 'asking again changes nothing')
    await finishCancelling(buyer, orderId)
    t.strictSame(await statesOf(buyer, orderId), { purchases: ['CANCELLED'], lines: ['CANCELLED'] })
    t.strictSame(
      (await buyer.control.orders()).map((order) => order.status),
      ['cancel'],
    )
    t.equal(await buyer.available(), before)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('after the purchase, if only what is free was asked for, is refused and changes nothing', async (t) => {
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    await buyer.buy(orderId)
    const before = [await buyer.available(), await statesOf(buyer, orderId)]
    await t.rejects(buyer.cancel(orderId, true), { code: 'order.move_not_allowed', facts: { allowed: ['requestRefund'] } })
    t.strictSame([await buyer.available(), await statesOf(buyer, orderId)], before)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('twice gives the hold back once', async (t) => {
    const before = await buyer.available()
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    const outcomes = await Promise.allSettled([buyer.cancel(orderId), buyer.cancel(orderId)])
    t.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    t.equal(await buyer.available(), before)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test(
    'that somebody pays at the cashier meanwhile buys the goods with the money that was still held for them, and claims it back',
    async (t) => {
      const before = await buyer.available()
      const { orderId, order } = await buyer.order()
      await buyer.pay(orderId)
      await buyer.control.fault({ api: API.pay, kind: 'variant', variant: 'refused', times: null })
      await buyer.buy(orderId)
      await buyer.control.clearFaults()
      const [purchase] = await buyer.purchases(orderId)
      await buyer.cancel(orderId)
      t.strictSame(await statesOf(buyer, orderId), { purchases: ['CANCELLING'], lines: ['PURCHASING'] }, 'nothing is given back yet')
      await buyer.control.post(`/orders/${purchase?.upstreamOrderId}/pay`)
      await finishCancelling(buyer, orderId)
      await buyer.buy(orderId)
      t.strictSame(await statesOf(buyer, orderId), { purchases: ['PAID'], lines: ['PURCHASED'] })
      t.match(await buyer.lines(orderId), [{ stopAsked: null, refundedMinor: 0n }])
      t.equal(before - (await buyer.available()), order.totalMinor, 'the partner pays what was quoted')
      const claims = await buyer.core.uow.run((tx) => tx.refunds.listOfOrder(orderId))
      t.match(claims, [{ type: 'BEFORE_SHIPMENT', quantity: 10, state: 'FILING' }])
      t.equal(claims.length, 1)
      t.strictSame(await buyer.newProblems(), [])
    },
  )
})

t.test('paying an order', async (t) => {
  const buyer = await startBuyer(t)

  t.test('without the money writes nothing', async (t) => {
    const { orderId } = await buyer.order({ quantity: 30 })
    const held = await buyer.available()
    await buyer.spend(held - 1n)
    const before = [await statesOf(buyer, orderId), await buyer.rowCounts()]
    await t.rejects(buyer.pay(orderId), { code: 'wallet.insufficient', facts: { available: { amount: 1n } } })
    t.strictSame([await statesOf(buyer, orderId), await buyer.rowCounts()], before)
    await buyer.spend(1n - held)
    await buyer.pay(orderId)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('twice at the same time holds once', async (t) => {
    const before = await buyer.available()
    const { orderId, order } = await buyer.order()
    const outcomes = await Promise.allSettled([buyer.pay(orderId), buyer.pay(orderId)])
    t.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    t.equal(before - (await buyer.available()), order.totalMinor)
    t.equal((await buyer.purchases(orderId)).length, 1)
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('two orders with the money for one: one is held, the other changes nothing', async (t) => {
    const [one, other] = [await buyer.order(), await buyer.order()]
    const left = await buyer.available()
    const dearer = one.order.totalMinor > other.order.totalMinor ? one.order.totalMinor : other.order.totalMinor
    await buyer.spend(left - dearer)
    const outcomes = await Promise.allSettled([buyer.pay(one.orderId), buyer.pay(other.orderId)])
    t.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    t.ok((await buyer.available()) >= 0n)
    t.strictSame(await buyer.newProblems(), [])
  })
})

t.test('an unpaid order expires at its deadline and not before', async (t) => {
  const buyer = await startBuyer(t)
  const { orderId, order } = await buyer.order()
  const paid = await buyer.order()
  await buyer.pay(paid.orderId)
  buyer.clock.set(new Date(order.payBefore.getTime() - 1))
  t.equal(await buyer.core.steps.applyDeadlines(), 0)
  buyer.clock.set(order.payBefore)
  t.equal(await buyer.core.steps.applyDeadlines(), 1)
  t.strictSame((await statesOf(buyer, orderId)).lines, ['CANCELLED'])
  t.strictSame((await statesOf(buyer, paid.orderId)).lines, ['PURCHASING'], 'the paid one stays')
  await t.rejects(buyer.pay(orderId), { code: 'order.move_not_allowed' })
  t.equal(await buyer.core.steps.applyDeadlines(), 0, 'nothing is due twice')
  t.strictSame(await buyer.newProblems(), [])
})
