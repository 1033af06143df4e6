import t from 'tap'
import { MockClient, pushReceiver, signature, type Wire } from './mock-client.ts'

const start = async (t: Tap, statuses: number[] = []) => {
  const receiver = await pushReceiver(statuses)
  const client = await MockClient.start({ callbackUrl: receiver.url })
  await client.control('/control/settings', { push: { retryDelayMs: 5 } })
  t.teardown(async () => {
    await client.mock.close()
    receiver.close()
  })
  return { client, receiver, types: () => receiver.pushed.map((push) => push.type) }
}

type Tap = { teardown(fn: () => Promise<void>): void }

t.test('pushes are form posts, signed without a path, with raw long ids', async (t) => {
  const { client, receiver } = await start(t)
  const orderId = await client.order()
  await client.mock.pushesIdle()
  const [push] = receiver.pushed
  t.equal(push?.signature, signature('', { message: push?.message ?? '' }))
  t.match(push?.message, new RegExp(`"data":\\{"orderId":${orderId},"currentStatus":"waitbuyerpay"`))
  t.match(JSON.parse(push?.message ?? ''), { msgId: Number, gmtBorn: Number, userInfo: /^b2b-/, type: 'ORDER_BUYER_VIEW_BUYER_MAKE' })
})

t.test('the life of an order, topic by topic', async (t) => {
  const { client, types } = await start(t)
  const orderId = await client.paidOrder(2)
  await client.control(`/control/orders/${orderId}/ship`, { partial: true })
  await client.control(`/control/orders/${orderId}/ship`, {})
  const [parcel] = (await client.view(orderId)).parcels
  await client.control(`/control/parcels/${parcel?.waybillNo}/advance`, { status: 'ACCEPT' })
  await client.control(`/control/parcels/${parcel?.waybillNo}/change-waybill`, { waybillNo: 'SF1234567890' })
  await client.control(`/control/orders/${orderId}/receive`, {})
  await client.mock.pushesIdle()
  t.strictSame(types(), [
    'ORDER_BUYER_VIEW_BUYER_MAKE',
    'ORDER_BUYER_VIEW_ORDER_PAY',
    'ORDER_BATCH_PAY',
    'ORDER_BUYER_VIEW_PART_PART_SENDGOODS',
    'LOGISTICS_BUYER_VIEW_TRACE',
    'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS',
    'LOGISTICS_BUYER_VIEW_TRACE',
    'LOGISTICS_BUYER_VIEW_TRACE',
    'LOGISTICS_MAIL_NO_CHANGE',
    'ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS',
    'ORDER_BUYER_VIEW_ORDER_SUCCESS',
  ])
})

t.test('price change, closes and refunds are pushed', async (t) => {
  const { client, receiver, types } = await start(t)
  const orderId = await client.order()
  await client.control(`/control/orders/${orderId}/price`, { shippingFeeFen: 1 })
  await client.control(`/control/orders/${orderId}/close`, {})
  const paid = await client.paidOrder()
  const { goodsFen } = await client.view(paid)
  await client.trade('alibaba.trade.createRefund', {
    orderId: paid,
    orderEntryIds: `[${paid}]`,
    disputeRequest: 'refund',
    applyPayment: String(goodsFen),
    applyCarriage: '0',
    applyReasonId: '20028',
    description: '不想买了',
    goodsStatus: 'refundWaitSellerSend',
  })
  const refundId = String(((await client.control('/control/refunds')).body.refunds as Wire[])[0]?.refundId)
  await client.control(`/control/refunds/${refundId}/agree`, {})
  await client.mock.pushesIdle()
  for (const type of ['ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', 'ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE']) t.ok(types().includes(type), type)
  const moves = receiver.pushed.filter((push) => push.type === 'ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES').map((push) => push.data)
  t.match(moves, [
    { currentStatus: 'waitselleragree', refundId: refundId.slice(2), operator: 'buyer', refundAction: 'BUYER_APPLY_REFUND' },
    { currentStatus: 'refundsuccess', operator: 'seller', refundAction: 'SELLER_AGREE_REFUND' },
  ])
})

t.test('a push that is not answered 2xx is sent again, then kept to be pulled', async (t) => {
  const { client, receiver } = await start(t, [500, 503])
  await client.order()
  await client.mock.pushesIdle()
  t.equal(receiver.pushed.length, 3, 'twice in vain, then taken')
  t.equal(new Set(receiver.pushed.map((push) => push.message)).size, 1, 'the same message each time')
  receiver.close()
  await client.control('/control/settings', { callbackUrl: 'http://127.0.0.1:9/nobody' })
  const orderId = await client.order()
  await client.mock.pushesIdle()
  const pull = (name: string, params: Record<string, string> = {}) => client.call('cn.alibaba.open', name, params, { token: null })
  const page = await pull('push.query.messageList', { page: '1', pageSize: '20' })
  t.match(page.text, new RegExp(`"orderId":${orderId}`))
  const [message] = (page.body.pushMessagePage as { datas: Wire[] }).datas
  t.match(message, { msgId: Number, type: 'ORDER_BUYER_VIEW_BUYER_MAKE', topicGroup: 'trade', appKey: '1000000' })
  t.match((await pull('push.message.confirm', { msgIdList: `[${message?.msgId}]` })).body, { isSuccess: true })
  t.match((await pull('push.query.messageList')).body, { pushMessagePage: { totalCount: 0 } })
})

t.test('the cursor confirms on reading', async (t) => {
  const client = await MockClient.start()
  t.teardown(() => client.mock.close())
  await client.order()
  const read = async (): Promise<unknown[]> =>
    (await client.call('cn.alibaba.open', 'push.cursor.messageList', { quantity: '20' }, { token: null })).body.pushMessageList as unknown[]
  t.equal((await read()).length, 1)
  t.equal((await read()).length, 0)
})

t.test('loss, doubles and disorder on command', async (t) => {
  const { client, receiver, types } = await start(t)
  await client.control('/control/settings', { push: { loseEvery: 2 } })
  await client.paidOrder()
  await client.mock.pushesIdle()
  t.strictSame(types(), ['ORDER_BUYER_VIEW_BUYER_MAKE', 'ORDER_BATCH_PAY'])
  t.match(
    (await client.call('cn.alibaba.open', 'push.query.messageList', {}, { token: null })).body,
    { pushMessagePage: { totalCount: 0 } },
    'lost altogether',
  )
  receiver.pushed.length = 0
  await client.control('/control/settings', { push: { loseEvery: 0, duplicateEvery: 1 } })
  await client.order()
  await client.mock.pushesIdle()
  t.equal(receiver.pushed.length, 2)
  t.equal(receiver.pushed[0]?.message, receiver.pushed[1]?.message)
  receiver.pushed.length = 0
  await client.control('/control/settings', { push: { duplicateEvery: 0, reorder: true } })
  await client.paidOrder()
  await client.mock.pushesIdle()
  t.strictSame(types(), ['ORDER_BUYER_VIEW_ORDER_PAY', 'ORDER_BUYER_VIEW_BUYER_MAKE', 'ORDER_BATCH_PAY'])
})

t.test('product messages come only for followed products', async (t) => {
  const { client, types } = await start(t)
  const { offerId } = await client.buyable()
  await client.control(`/control/products/${offerId}/price`, { percent: 110 })
  await client.xyt('product.kjdistribute.addRelation', { productId: offerId })
  await client.control(`/control/products/${offerId}/price`, { percent: 120 })
  await client.control(`/control/products/${offerId}/stock`, { quantity: 3, specId: (await client.buyable()).skus[0]?.specId })
  await client.xyt('product.kjdistribute.removeRelation', { productId: offerId })
  await client.control(`/control/products/${offerId}/delist`, {})
  await client.mock.pushesIdle()
  t.strictSame(types(), ['PRODUCT_RELATION_VIEW_PRODUCT_CHANGE', 'PRODUCT_PRODUCT_INVENTORY_CHANGE'])
})
