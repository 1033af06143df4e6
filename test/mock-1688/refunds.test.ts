import sharp from 'sharp'
import t from 'tap'
import { MockClient, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())
t.beforeEach(async () => {
  await client.control('/control/reset', {})
})

type Ask = {
  orderId: string
  entryIds?: string[]
  goodsStatus?: string
  payment?: number
  carriage?: number
  reason?: number
  kind?: string
  description?: string
  vouchers?: string[]
  counts?: string
}

const refund = async (ask: Ask): Promise<Wire> => {
  const { body } = await client.trade('alibaba.trade.createRefund', {
    orderId: ask.orderId,
    orderEntryIds: `[${(ask.entryIds ?? [ask.orderId]).join(',')}]`,
    disputeRequest: ask.kind ?? 'refund',
    applyPayment: String(ask.payment ?? 0),
    applyCarriage: String(ask.carriage ?? 0),
    applyReasonId: String(ask.reason ?? 20028),
    description: ask.description ?? '不需要了',
    goodsStatus: ask.goodsStatus ?? 'refundWaitSellerSend',
    ...(ask.vouchers ? { vouchers: JSON.stringify(ask.vouchers) } : {}),
    ...(ask.counts ? { orderEntryCountList: ask.counts } : {}),
  })
  return body.result as Wire
}

const idOf = (result: Wire): string => String((result.result as Wire).refundId)
const answer = (refundId: string, word: string, body: unknown = {}) => client.control(`/control/refunds/${refundId}/${word}`, body)
const model = async (refundId: string): Promise<Wire> => {
  const { body } = await client.trade('alibaba.trade.refund.OpQueryOrderRefund', {
    refundId,
    needTimeOutInfo: 'true',
    needOrderRefundOperation: 'true',
  })
  return (body.result as Wire).opOrderRefundModelDetail as Wire
}
const goodsOf = async (orderId: string): Promise<number> => (await client.view(orderId)).goodsFen
const shipped = async (lines = 1): Promise<string> => {
  const orderId = await client.paidOrder(lines)
  await client.control(`/control/orders/${orderId}/ship`, {})
  return orderId
}
const voucher = async (): Promise<string> => {
  const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()
  const { body } = await client.trade('alibaba.trade.uploadRefundVoucher', { imageData: jpeg.toString('base64') })
  const { imageDomain, imageRelativeUrl } = (body.result as Wire).result as Wire
  return `${imageDomain}/${imageRelativeUrl}`
}

t.test('unshipped, money only: agreed at once, and the order closes', async (t) => {
  const orderId = await client.paidOrder()
  const goods = await goodsOf(orderId)
  const postFee = (await client.view(orderId)).shippingFeeFen
  const result = await refund({ orderId, payment: goods, carriage: postFee })
  t.match(result, { success: true, result: { refundId: /^TQ\d{18}$/, innerReasonId: 20028, innerPostFee: postFee, isVoucher: '0' } })
  const refundId = idOf(result)
  t.match(await model(refundId), {
    status: 'waitselleragree',
    disputeType: 1,
    goodsStatus: 1,
    applyPayment: goods,
    gmtTimeOut: /^\d{17}/,
    refundOperationList: [{ operateTypeInt: 1, discription: /元/ }],
  })
  t.match((await client.detail(orderId)).productItems, [{ refundStatus: 'WAIT_SELLER_AGREE', refundId }])
  await answer(refundId, 'agree')
  t.match(await model(refundId), { status: 'refundsuccess', refundPayment: goods, refundCarriage: postFee })
  t.match(await client.detail(orderId), {
    baseInfo: { status: 'cancel', refundStatus: 'refundsuccess', closeOperateType: 'CLOSE_TRADE_BY_SELLER' },
  })
})

t.test('the rules of createRefund, by code', async (t) => {
  const orderId = await client.paidOrder(2)
  const { lines } = await client.view(orderId)
  const [first] = lines
  const good = { orderId, entryIds: [String(first?.subItemId)], payment: first?.itemAmountFen ?? 0 }
  const code = async (change: Partial<Ask>): Promise<unknown> => (await refund({ ...good, ...change })).code
  t.equal(await code({ orderId: '3999999999999990101' }), '5001')
  t.equal(await code({ goodsStatus: 'nonsense' }), '5003')
  t.equal(await code({ goodsStatus: 'refundBuyerReceived' }), '5010', 'the goods are not shipped')
  t.equal(await code({ entryIds: ['1'] }), '5010', 'not a line of this order')
  t.equal(await code({ reason: 1 }), '5004')
  t.equal(await code({ kind: 'returnRefund' }), '5010', 'nothing to send back')
  t.equal(await code({ payment: good.payment - 1 }), '5011', 'before shipment only the whole line')
  t.equal(await code({ payment: good.payment + 1 }), '5011')
  t.equal(await code({ description: '短' }), '5012')
  t.equal(await code({ description: '长'.repeat(151) }), '5012')
  t.equal(await code({ counts: `[{"id":${first?.subItemId},"count":1}]` }), '5011', 'no part of a line before shipment')
  t.equal(await code({}), null)
  t.equal(await code({}), '5010', 'a duplicate')
})

t.test('vouchers and freight by reason', async (t) => {
  const orderId = await shipped()
  const ask = { orderId, goodsStatus: 'refundBuyerReceived', payment: 100 }
  t.equal((await refund({ ...ask, reason: 20022 })).code, '5005')
  t.equal((await refund({ ...ask, reason: 20027, carriage: 1 })).code, '5006')
  const url = await voucher()
  t.equal((await fetch(url)).headers.get('content-type'), 'image/jpeg', 'the voucher can be looked at')
  t.equal((await refund({ ...ask, reason: 20022, vouchers: Array<string>(6).fill(url) })).code, '5005')
  t.match(await refund({ ...ask, reason: 20022, vouchers: [url] }), { success: true, result: { isVoucher: '1' } })
})

t.test('only JPEG vouchers below one megabyte', async (t) => {
  const upload = async (imageData: string): Promise<unknown> =>
    ((await client.trade('alibaba.trade.uploadRefundVoucher', { imageData })).body.result as Wire).code
  t.equal(await upload(Buffer.from('not a picture').toString('base64')), '4000')
  t.equal(await upload(Buffer.alloc(1024 * 1024 + 1).toString('base64')), '4000')
  const png = await sharp({ create: { width: 6, height: 4, channels: 3, background: '#a33' } })
    .png()
    .toBuffer()
  t.equal(await upload(png.toString('base64')), '4000')
})

t.test('reasons and the maximum depend on the goods', async (t) => {
  const orderId = await shipped()
  const reasons = async (goodsStatus: string): Promise<Wire> =>
    (await client.trade('alibaba.trade.getRefundReasonList', { orderId, orderEntryIds: `[${orderId}]`, goodsStatus })).body.result as Wire
  t.match(await reasons('refundBuyerReceived'), {
    success: true,
    result: { reasons: [{ id: 20021, needVoucher: true, noRefundCarriage: false }] },
  })
  t.match(await reasons('refundWaitSellerSend'), { success: false, code: '5010' })
  const max = async (input: string): Promise<Wire> =>
    ((await client.trade('alibaba.trade.getMaxRefundFee', { input })).body.result as Wire).result as Wire
  const view = await client.view(orderId)
  t.match(await max(`{"goodsStatus":"refundBuyerReceived","orderId":${orderId}}`), {
    maxGoodsFee: view.goodsFen,
    maxPostFee: view.shippingFeeFen,
    maxRefundFee: view.totalFen,
  })
  t.match(await max(`{"goodsStatus":"refundBuyerReceived","orderId":${orderId},"refundGoodsCountList":[{"id":${orderId},"count":2}]}`), {
    maxGoodsFee: Math.floor((view.goodsFen * 2) / 5),
  })
})

t.test('return and refund: agree, send back, receive', async (t) => {
  const orderId = await shipped()
  const goods = await goodsOf(orderId)
  const vouchers = [await voucher()]
  const result = await refund({
    orderId,
    goodsStatus: 'refundBuyerReceived',
    kind: 'returnRefund',
    reason: 20022,
    payment: Math.floor((goods * 2) / 5),
    vouchers,
    counts: `[{"id":${orderId},"count":2}]`,
  })
  const refundId = idOf(result)
  const back = async (change: Record<string, string> = {}): Promise<unknown> =>
    (
      (
        await client.trade('alibaba.trade.refund.returnGoods', {
          refundId,
          logisticsCompanyNo: 'ZTO',
          freightBill: '75312345678901',
          description: '退回',
          ...change,
        })
      ).body.result as Wire
    ).errorCode
  t.equal(await back(), '4007', 'not agreed yet')
  await answer(refundId, 'agree')
  t.match(await model(refundId), {
    status: 'waitbuyersend',
    disputeRequest: 3,
    orderEntryCountMap: { [orderId]: 2 },
    sellerReceiveAddress: String,
  })
  t.equal(await back({ freightBill: '' }), '4002')
  t.equal(await back({ logisticsCompanyNo: 'NOPE' }), '4004')
  t.equal(await back({ refundId: 'TQ1' }), '4005')
  t.equal(await back({ freightBill: '!' }), '4008')
  t.equal(await back(), null)
  t.match(await model(refundId), { status: 'waitsellerreceive', goodsStatus: 3, freightBill: '75312345678901' })
  await answer(refundId, 'confirm-return')
  t.match(await model(refundId), { status: 'refundsuccess' })
  t.match(await client.view(orderId), { status: 'waitbuyerreceive' }, 'only part of the goods was refunded')
  const address = await client.call('com.alibaba.fenxiao', 'refund.address.get', { mainOrderId: orderId })
  t.match(address.body, { success: true, result: { data: [{ provinceText: String, offerId: Number }] } })
})

t.test('refused, changed, refused again, closed', async (t) => {
  const orderId = await shipped()
  const refundId = idOf(await refund({ orderId, goodsStatus: 'refundWaitBuyerReceive', reason: 20041, payment: 100 }))
  await answer(refundId, 'reject', { reason: '已发货' })
  t.match(await model(refundId), { status: 'waitbuyermodify', rejectTimes: 1, rejectReason: '已发货' })
  t.equal((await answer(refundId, 'agree')).status, 409)
  await answer(refundId, 'modify', { applyPaymentFen: 50 })
  t.match(await model(refundId), { status: 'waitselleragree', applyPayment: 50 })
  await answer(refundId, 'reject')
  await client.control('/control/clock', { days: 5.1 })
  t.match(await model(refundId), { status: 'refundclose' })
  t.match((await client.detail(orderId)).productItems, [{ refundStatus: 'REFUND_CLOSED' }])
})

t.test('silence: the time-out agrees, by the deadline of the state', async (t) => {
  const orderId = await client.paidOrder()
  const refundId = idOf(await refund({ orderId, payment: await goodsOf(orderId) }))
  t.match((await answer(refundId, 'stay-silent')).body, { silent: true, timeOutDoes: 'agree' })
  t.equal((await answer(refundId, 'agree')).status, 409)
  await client.control('/control/clock', { hours: 23.9 })
  t.match(await model(refundId), { status: 'waitselleragree', timeOutOperateType: '系统自动同意' })
  await client.control('/control/clock', { hours: 0.2 })
  t.match(await model(refundId), { status: 'refundsuccess' })
})

t.test('the buyer cancels; a new refund is possible then', async (t) => {
  const orderId = await client.paidOrder()
  const payment = await goodsOf(orderId)
  const refundId = idOf(await refund({ orderId, payment }))
  const { body } = await client.call('com.alibaba.trade', 'alibaba.trade.cancelRefund', { refundId }, { token: null })
  t.match(body, { result: { success: true } })
  t.match(await model(refundId), { status: 'refundclose' })
  t.match((await client.trade('alibaba.trade.cancelRefund', { refundId })).body, { result: { success: false, errorCode: '5010' } })
  t.equal((await refund({ orderId, payment })).success, true)
})

t.test('a seller who ships closes the refund of unshipped goods', async (t) => {
  const orderId = await client.paidOrder()
  const refundId = idOf(await refund({ orderId, payment: await goodsOf(orderId) }))
  await client.control(`/control/orders/${orderId}/ship`, {})
  t.match(await model(refundId), { status: 'refundclose' })
  t.equal((await client.view(orderId)).status, 'waitbuyerreceive')
})

t.test('confirming receipt closes in-sale refunds; later ones are after-sale', async (t) => {
  const orderId = await shipped()
  const inSale = idOf(await refund({ orderId, goodsStatus: 'refundWaitBuyerReceive', reason: 20041, payment: 100 }))
  await client.trade('trade.receivegoods.confirm', { orderId, orderEntryIds: `[${orderId}]` })
  t.match(await model(inSale), { status: 'refundclose' })
  t.equal((await refund({ orderId, goodsStatus: 'refundBuyerReceived', reason: 20027, payment: 100 })).code, '5010')
  const after = idOf(await refund({ orderId, goodsStatus: 'aftersaleBuyerReceived', reason: 20027, payment: 100 }))
  t.match(await model(after), { disputeType: 2, extInfo: { '7d': '1' } })
  t.match((await client.detail(orderId)).productItems, [{ refundIdForAs: after }])
})

t.test('one line refunded in full ends, the order goes on', async (t) => {
  const orderId = await client.paidOrder(2)
  const [first, second] = (await client.view(orderId)).lines
  const refundId = idOf(await refund({ orderId, entryIds: [String(first?.subItemId)], payment: first?.itemAmountFen ?? 0 }))
  await answer(refundId, 'agree')
  t.match(await client.view(orderId), { status: 'waitsellersend', lines: [{ status: 'cancel' }, { status: 'waitsellersend' }] })
  await client.control(`/control/orders/${orderId}/ship`, {})
  t.match(await client.view(orderId), { status: 'waitbuyerreceive', parcels: [{ lines: [{ subItemId: second?.subItemId }] }] })
})

t.test('refunds never exceed what was paid for the line', async (t) => {
  const orderId = await shipped()
  const goods = await goodsOf(orderId)
  const ask = { orderId, goodsStatus: 'refundWaitBuyerReceive', reason: 20041 }
  await answer(idOf(await refund({ ...ask, payment: goods - 1 })), 'agree')
  t.equal((await refund({ ...ask, payment: 2 })).code, '5011')
  await answer(idOf(await refund({ ...ask, payment: 1 })), 'agree')
  t.equal((await client.view(orderId)).status, 'cancel')
})

t.test('lists and logs', async (t) => {
  const orderId = await shipped()
  const refundId = idOf(await refund({ orderId, goodsStatus: 'refundWaitBuyerReceive', reason: 20041, payment: 100 }))
  const list = async (params: Record<string, string>): Promise<Wire> =>
    (await client.trade('alibaba.trade.refund.buyer.queryOrderRefundList', params)).body
  const all = await client.trade('alibaba.trade.refund.buyer.queryOrderRefundList', { currentPageNum: '0', pageSize: '20' })
  t.match(all.text, new RegExp(`"id":${refundId.slice(2)},"orderId":${orderId},"orderEntryIdList":\\[${orderId}\\]`), 'raw ids')
  t.match(all.body, { success: true, result: { totalCount: 1, currentPageNum: 0 } })
  t.match(await list({ refundStatusSet: '["refundsuccess"]' }), { result: { totalCount: 0 } })
  t.match(await list({ orderId, dipsuteType: '2' }), { result: { totalCount: 0 } })
  t.match(await list({ applyStartTime: '20200101000000000+0800' }), { success: false, errorCode: 'APPLY_TIME_ERROR' })
  const batch = await client.trade('alibaba.trade.refund.OpQueryBatchRefundByOrderIdAndStatus', { orderId, queryType: '1' })
  t.match(batch.body, { result: { opOrderRefundModels: [{ refundId, isOnlyRefund: true }] } })
  await answer(refundId, 'agree')
  const operations = await client.trade('alibaba.trade.refund.OpQueryOrderRefundOperationList', { refundId, pageNo: '1', pageSize: '10' })
  t.match(operations.body, {
    result: {
      opOrderRefundOperationModels: [
        { operateTypeInt: 1, operatorRoleId: 1 },
        { operateTypeInt: 8, operatorRoleId: 2 },
      ],
    },
  })
  t.match((await client.trade('alibaba.trade.refund.OpQueryOrderRefund', { refundId: 'TQ1' })).body, {
    errorCode: '500',
    errorMessage: /^\{/,
  })
})

t.test('sellers may answer by themselves', async (t) => {
  await client.control('/control/settings', { autopilot: { refundReply: 'agree', refundReplyHours: 2 } })
  const orderId = await client.paidOrder()
  const refundId = idOf(await refund({ orderId, payment: await goodsOf(orderId) }))
  await client.control('/control/clock', { hours: 2.1 })
  t.match(await model(refundId), { status: 'refundsuccess' })
})

t.test('a voucher may come as a file part, with token and signature in the query', async (t) => {
  const path = 'param2/1/com.alibaba.trade/alibaba.trade.uploadRefundVoucher/1000000'
  const { signature } = await import('./mock-client.ts')
  const query = new URLSearchParams({ access_token: 'tok-0001', _aop_signature: signature(path, { access_token: 'tok-0001' }) })
  const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.set('imageData', new Blob([new Uint8Array(jpeg)]), 'a.jpg')
  const response = await fetch(`${client.mock.url}/openapi/${path}?${query}`, { method: 'POST', body: form })
  t.match(await response.json(), { result: { success: true } })
})
