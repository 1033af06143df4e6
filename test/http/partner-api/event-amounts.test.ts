import t from 'tap'
import { presentEvent } from '../../../src/http/partner-api/events/event-presenter.ts'
import { startBuyer } from '../../support/stack-buyer.ts'

t.test('amounts in events are money like everywhere else', async (t) => {
  const buyer = await startBuyer(t)
  const { order, orderId } = await buyer.order()
  await buyer.pay(orderId)
  const dataOf = async (type: 'order.paid' | 'order.price_confirm_required') => {
    const page = await buyer.core.reads.events(buyer.tenant, { types: [type], resourceId: orderId }, { limit: 5, after: null })
    return page.rows.map((event) => JSON.parse(JSON.stringify(presentEvent(event))).data)
  }
  t.match(await dataOf('order.paid'), [{ id: orderId, total: { amount: Number(order.totalMinor), currency: 'USD' } }])

  const [purchase] = await buyer.purchases(orderId)
  const { offerId } = (await buyer.lines(orderId))[0] ?? {}
  await buyer.control.post(`/products/${offerId}/price`, { percent: 120 })
  await buyer.buy(orderId)
  const held = (await buyer.purchases(orderId))[0]
  t.match(await dataOf('order.price_confirm_required'), [
    {
      agreed: { amount: Number(purchase?.expectedFen), currency: 'CNY' },
      asked: { amount: Number(held?.upstreamAmountFen), currency: 'CNY' },
    },
  ])
})
