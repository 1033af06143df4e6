import t from 'tap'
import { APIS } from '../../src/mock-1688/apis.ts'
import { ADDRESS, cargoLine, MockClient, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())
t.beforeEach(async () => {
  await client.control('/control/reset', {})
})

const inner = (body: Wire): Wire => (body.result as Wire).result as Wire

/** The overview of the solution's APIs (spec 2.0), and what the token page adds. */
const OVERVIEW: Readonly<Record<string, readonly string[]>> = {
  'com.alibaba.fenxiao.crossborder': [
    'product.search.keywordQuery',
    'product.search.imageQuery',
    'product.image.upload',
    'product.search.queryProductDetail',
    'product.search.querySellerOfferList',
    'product.search.offerRecommend',
    'product.related.recommend',
    'product.search.keywordSNQuery',
    'product.search.topKeyword',
    'product.topList.query',
    'category.translation.getById',
    'category.translation.getByKeyword',
    'product.freight.estimate',
    'pool.product.pull',
    'pool.product.total',
    'product.kjdistribute.addRelation',
    'product.kjdistribute.removeRelation',
    'order.relation.write',
    'trade.cross.orderSync',
    'logistics.order.getOutOrderId',
  ],
  'com.alibaba.linkplus': ['alibaba.cross.similar.offer.search'],
  'com.alibaba.product': ['alibaba.category.get'],
  'com.alibaba.fenxiao': ['refund.address.get'],
  'com.alibaba.trade': [
    'alibaba.createOrder.preview',
    'alibaba.trade.createCrossOrder',
    'alibaba.trade.fastCreateOrder',
    'alibaba.trade.get.buyerView',
    'alibaba.trade.getBuyerOrderList',
    'alibaba.trade.cancel',
    'alibaba.order.memoAdd',
    'alibaba.trade.addFeedback',
    'trade.receivegoods.confirm',
    'order.receiveAddress.buyerUpdate',
    'trade.order.buyerdelete',
    'alibaba.alipay.url.get',
    'alibaba.crossBorderPay.url.get',
    'alibaba.creditPay.url.get',
    'alibaba.trade.grouppay.url.get',
    'alibaba.trade.payWay.query',
    'trade.orderpay.analysis',
    'alibaba.trade.pay.protocolPay.isopen',
    'alibaba.trade.pay.protocolPay.preparePay',
    'alibaba.trade.receiveAddress.get',
    'alibaba.trade.addresscode.parse',
    'trade.address.parseText',
    'alibaba.trade.getRefundReasonList',
    'alibaba.trade.getMaxRefundFee',
    'alibaba.trade.createRefund',
    'alibaba.trade.uploadRefundVoucher',
    'alibaba.trade.refund.returnGoods',
    'alibaba.trade.cancelRefund',
    'alibaba.trade.refund.buyer.queryOrderRefundList',
    'alibaba.trade.refund.OpQueryOrderRefund',
    'alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus',
    'alibaba.trade.refund.OpQueryOrderRefundOperationList',
    'trade.arbitration.apply',
  ],
  'com.alibaba.logistics': [
    'alibaba.trade.getLogisticsInfos.buyerView',
    'alibaba.trade.getLogisticsTraceInfo.buyerView',
    'alibaba.logistics.OpQueryLogisticCompanyList',
    'alibaba.logistics.OpQueryLogisticCompanyList.offline',
    'logistics.delivery.urge',
  ],
  'cn.alibaba.open': ['push.query.messageList', 'push.cursor.messageList', 'push.message.confirm'],
  'system.oauth2': ['subaccount.auth.add', 'subaccount.auth.cancel', 'subaccount.auth.list'],
  system: ['currentTime'],
}

t.test('every API of the overview answers under its namespace, and under no other', async (t) => {
  const named = Object.entries(OVERVIEW).flatMap(([namespace, names]) => names.map((name) => `${namespace}:${name}`))
  t.strictSame([...APIS.keys()].sort(), named.sort(), 'no more and no fewer')
  for (const [namespace, names] of Object.entries(OVERVIEW)) {
    for (const name of names) {
      t.not((await client.call(namespace, name)).body.error_code, 'gw.APIUnsupported', name)
      t.equal((await client.call('com.alibaba.wrong', name)).body.error_code, 'gw.APIUnsupported')
    }
  }
})

t.test('fastCreateOrder makes an order as createCrossOrder does', async (t) => {
  const product = await client.buyable()
  const { body } = await client.trade('alibaba.trade.fastCreateOrder', {
    flow: 'general',
    addressParam: ADDRESS,
    cargoParamList: `[${cargoLine(product.offerId, String(product.skus[0]?.specId), 5)}]`,
  })
  t.match(body, { success: true, result: { orderId: /^\d{19}$/ } })
})

t.test('only a closed or finished order can be deleted, and then it is gone', async (t) => {
  const orderId = await client.order(1, { outOrderId: 'GW-DEL' })
  t.match((await client.trade('trade.order.buyerdelete', { orderId })).body, { success: false, errorCode: 'ORDER_STATUS_ERROR' })
  await client.control(`/control/orders/${orderId}/close`, { by: 'credit' })
  t.match((await client.control(`/control/orders/${orderId}`)).body, { closeOperateType: 'CLOSE_TRADE_BY_CREADIT' })
  t.match((await client.trade('trade.order.buyerdelete', { orderId })).body, { success: true })
  t.match((await client.trade('alibaba.trade.get.buyerView', { webSite: '1688', orderId })).body, { success: 'false' })
  t.equal((await client.trade('alibaba.trade.getBuyerOrderList', { outOrderId: 'GW-DEL' })).body.totalRecord, 0)
})

t.test('the address of an unshipped order changes: at once, when the seller agrees, or never', async (t) => {
  const change = async (orderId: string): Promise<Wire> => {
    const receiveAddress = '{"fullName":"新仓","mobile":"13911112222","districtCode":"440111","address":"大道9号"}'
    return (await client.trade('order.receiveAddress.buyerUpdate', { param: `{"orderId":${orderId},"receiveAddress":${receiveAddress}}` }))
      .body
  }
  const receiver = async (orderId: string): Promise<unknown> => ((await client.detail(orderId)).nativeLogistics as Wire).contactPerson
  const first = await client.paidOrder()
  t.match(inner(await change(first)), { needSellerAgree: false })
  t.equal(await receiver(first), '新仓')
  await client.control('/control/settings', { addressChange: 'asksSeller' })
  const second = await client.paidOrder()
  t.match(inner(await change(second)), { needSellerAgree: true })
  t.equal(await receiver(second), '收货部', 'not before the seller agrees')
  await client.control(`/control/orders/${second}/answer-address`, { agree: true })
  t.equal(await receiver(second), '新仓')
  t.equal((await client.control(`/control/orders/${second}/answer-address`, {})).status, 409)
  await client.control('/control/settings', { addressChange: 'refused' })
  t.match(await change(second), { result: { success: false, code: '500_1' } })
  await client.control(`/control/orders/${first}/ship`, {})
  t.match(await change(first), { result: { success: false, code: '400_4' } }, 'too late after shipment')
})

t.test('the combined cashier takes all orders or none; the analysis says which could be paid', async (t) => {
  const [unpaid, paid] = [await client.order(), await client.paidOrder()]
  const cashier = async (ids: string): Promise<Wire> =>
    (await client.trade('alibaba.trade.grouppay.url.get', { orderIds: ids, payPlatformType: 'PC' })).body.results as Wire
  t.match(await cashier(`[${unpaid}]`), { success: true, payUrl: new RegExp(unpaid) })
  t.match(await cashier(`[${unpaid},${paid}]`), { success: false, errorCode: '400_4' })
  const analysis = await client.trade('trade.orderpay.analysis', { orderIds: `[${unpaid},${paid}]`, payChannel: 'alipay' })
  t.match(analysis.body, { orderTotalCount: 1, payChannel: { channel: 'alipay', avaliable: true } })
  t.equal(analysis.body.totalPayFee, (await client.view(unpaid)).totalFen)
  t.match(analysis.text, new RegExp(`"orderIds":\\[${unpaid}\\]`), 'the id whole')
})

t.test('a person pays behind the link', async (t) => {
  const [first, second] = [await client.order(), await client.order()]
  const { body } = await client.trade('alibaba.alipay.url.get', { orderIdList: `[${first},${second}]` })
  const open = await (await fetch(String(body.payUrl))).text()
  t.match(open, new RegExp(`${first}[\\s\\S]*${second}[\\s\\S]*<button>`))
  const paid = await (await fetch(String(body.payUrl), { method: 'POST' })).text()
  t.notMatch(paid, /<button>/)
  for (const orderId of [first, second]) t.equal((await client.view(orderId)).status, 'waitsellersend')
  t.match(await (await fetch(`${client.mock.url}/cashier?orderId=1`)).text(), /Nothing to pay/)
})

t.test('the platform decides when it is called in after a refusal', async (t) => {
  const refused = async (): Promise<string> => {
    const orderId = await client.paidOrder()
    const { goodsFen, shippingFeeFen } = await client.view(orderId)
    const { body } = await client.trade('alibaba.trade.createRefund', {
      orderId,
      orderEntryIds: `[${orderId}]`,
      disputeRequest: 'refund',
      applyPayment: String(goodsFen),
      applyCarriage: String(shippingFeeFen),
      applyReasonId: '20028',
      description: '不想要了',
      goodsStatus: 'refundWaitSellerSend',
    })
    const refundId = String(inner(body).refundId)
    t.match((await arbitration(refundId)).body, { result: { success: false, errorCode: '4007' } }, 'nobody refused yet')
    await client.control(`/control/refunds/${refundId}/reject`, {})
    return refundId
  }
  const arbitration = (refundId: string) => client.trade('trade.arbitration.apply', { refundId, description: '卖家拒绝不合理' })
  const status = async (refundId: string): Promise<unknown> => (await client.control(`/control/refunds/${refundId}`)).body.status
  const won = await refused()
  t.match((await arbitration(won)).body, { result: { success: true } })
  await client.control('/control/clock', { days: 30 })
  t.equal(await status(won), 'waitbuyermodify', 'no time-out closes it meanwhile')
  await client.control(`/control/refunds/${won}/arbitrate`, { winner: 'buyer' })
  t.equal(await status(won), 'refundsuccess')
  const lost = await refused()
  await arbitration(lost)
  await client.control(`/control/refunds/${lost}/arbitrate`, { winner: 'seller' })
  t.equal(await status(lost), 'refundclose')
  t.equal((await client.control(`/control/refunds/${lost}/arbitrate`, {})).status, 409)
})

t.test('an overseas address is taken apart', async (t) => {
  const parse = async (addressText: string): Promise<Wire> => (await client.trade('trade.address.parseText', { addressText })).body
  t.match(await parse('Jo Field, 12 Elm Street, Springfield, IL 62704, United States, +1 217 555 0100'), {
    success: true,
    result: {
      countryCode: 'US',
      fullName: 'Jo Field',
      address: '12 Elm Street',
      city: 'Springfield',
      postCode: '62704',
      mobile: '+1 217 555 0100',
    },
  })
  t.match(await parse('somewhere'), { success: false, errorCode: '400' })
})

t.test('our orders are written back', async (t) => {
  const orderId = await client.order()
  const sync = await client.xyt('trade.cross.orderSync', {
    orderSyncParam: `{"orderId":"GW-1","purchaseOrderId":${orderId},"status":"PAID"}`,
  })
  t.match(sync.body, { success: true, code: '200' })
  const unknown = await client.xyt('trade.cross.orderSync', { orderSyncParam: '{"orderId":"GW-1","purchaseOrderId":1}' })
  t.match(unknown.body, { success: false, code: '400_2' })
})

t.test('navigation, hot words, rankings, pools and look-alikes', async (t) => {
  const navigation = await client.xyt('product.search.keywordSNQuery', { snParams: '{"keyword":"dress","language":"en_US"}' })
  const [top] = navigation.body.result as { id: string; children: { id: string; translateName: string }[] }[]
  t.match(top, { id: '10166', translateName: 'Apparel', children: [{ id: /^10166:\d+$/ }] })
  const search = async (more: Wire): Promise<{ totalRecords: number; data: Wire[] }> =>
    inner(
      (
        await client.xyt('product.search.keywordQuery', {
          offerQueryParam: JSON.stringify({ keyword: '', beginPage: 1, pageSize: 50, country: 'en', ...more }),
        })
      ).body,
    ) as never
  const narrowed = await search({ snId: top?.children[0]?.id })
  t.ok(narrowed.data.every((card) => card.topCategoryId === 10166) && narrowed.totalRecords > 0)

  const hot = (await client.xyt('product.search.topKeyword', { topSeKeywordParam: '{"country":"en"}' })).body
  t.equal((inner(hot) as unknown as unknown[]).length, 20)

  for (const rankType of ['complex', 'hot', 'goodPrice', 'anchorHot', 'anchorNew', 'anchorRecommend', 'VNHot', 'VNTrend']) {
    const { body } = await client.xyt('product.topList.query', { rankQueryParams: JSON.stringify({ rankType, rankId: '10166', limit: 5 }) })
    t.match(inner(body), { rankProductModels: [{ sort: 1, topCategoryId: 10166 }] }, rankType)
  }

  const pool = { offerPoolId: '1701', pageNo: 1, pageSize: 10 }
  const total = Number(inner((await client.xyt('pool.product.total', { offerPoolQueryParam: JSON.stringify(pool) })).body))
  const pulled = inner((await client.xyt('pool.product.pull', { offerPoolQueryParam: JSON.stringify(pool) })).body) as unknown as Wire[]
  t.equal(pulled.length, 10)
  t.equal((await search({ productCollectionId: '1701' })).totalRecords, total, 'a search of the pool finds as many')

  const offerId = String(pulled[0]?.offerId)
  const similar = await client.call('com.alibaba.linkplus', 'alibaba.cross.similar.offer.search', { offerId, pageSize: '50' })
  t.equal((similar.body.result as Wire[]).length, 20, 'a page holds 20 at most')
  t.match(similar.body.result, [{ oldPrice: Number }])

  const tree = await client.call('com.alibaba.product', 'alibaba.category.get', { categoryID: '10166' })
  t.match(tree.body.categoryInfo, [{ name: '服装', childCategorys: [{ name: '女装' }] }])
})

t.test('sub-accounts are authorized by name, only those of the own main account', async (t) => {
  const call = (name: string, list?: string) =>
    client.call('system.oauth2', `subaccount.auth.${name}`, list === undefined ? {} : { subUserIdentityList: list })
  const mine = 'buyer000000:clerk'
  t.strictSame(inner((await call('add', `["${mine}"]`)).body), [mine])
  t.match((await call('add', '["stranger:clerk"]')).body, { result: { success: false, code: '400' } })
  t.strictSame(inner((await call('list')).body), [mine])
  await call('cancel', `["${mine}"]`)
  t.strictSame(inner((await call('list')).body), [])
})
