import t from 'tap'
import type { OrderRequest } from '../../src/domain/upstream/order.ts'
import { createGateway, expectedSignature } from './gateway.ts'

const PREVIEW = 'alibaba.createOrder.preview'
const CREATE = 'alibaba.trade.createCrossOrder'
const PAY = 'alibaba.trade.pay.protocolPay.preparePay'
const ID = '3535260697417660107'
const SPEC = 'b266e0726506185beaf205cbae88530d'

const request: OrderRequest = {
  address: {
    kind: 'text',
    ...{ fullName: '李雷', mobile: '13800000000', phone: '0579-8512 3456', street: '测试路1号', postCode: '322000' },
    ...{ province: '浙江省', city: '金华市', district: '义乌市' },
  },
  lines: [
    { offerId: '612345678901', specId: SPEC, quantity: 5 },
    { offerId: '612345678902', specId: null, quantity: 2 },
  ],
}

const previewed = (
  extra = '',
): string => `{"success":true,"errorCode":null,"errorMsg":null,"postFeeByDescOfferList":[612345678902],"consignOfferList":[],
 "orderPreviewResuslt":[{"status":true,"resultCode":"200","message":null,"flowFlag":"general","tradeModeNameList":["assureTrade"],
  "sumPayment":9800,"sumPaymentNoCarriage":9000,"sumCarriage":800,"discountFee":0,"additionalFee":0,
  "cargoList":[{"offerId":612345678901,"specId":"${SPEC}","skuId":5403412737023,"amount":90,"finalUnitPrice":18.0,"resultCode":"200","cargoPromotionList":[]}],
  "payChannelInfos":[{"name":"alipay","amountLimit":99999999}]${extra}}]}`

t.test('preview: sums are fen and lines are yuan, both become fen (hazard 10)', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(PREVIEW, previewed())
  const preview = await upstream.previewOrder({ ...request, outOrderId: 'GW-0001' })
  t.match(preview, {
    kind: 'accepted',
    freightByAgreementOfferIds: ['612345678902'],
    orders: [
      {
        flow: 'general',
        tradeTypes: ['assureTrade'],
        totalFen: 9800n,
        goodsFen: 9000n,
        freightFen: 800n,
        lines: [{ offerId: '612345678901', specId: SPEC, skuId: '5403412737023', totalFen: 9000n, unitPriceFen: 1800n }],
        payChannels: [{ name: 'alipay', limitFen: 99999999n }],
      },
    ],
  })
  const call = calls[0]
  t.equal(call?.form._aop_signature, call && expectedSignature(call))
  t.notOk('flow' in (call?.form ?? {}), 'an empty flow lets 1688 choose')
  t.equal(call?.form.cargoParamList, `[{"offerId":612345678901,"specId":"${SPEC}","quantity":5},{"offerId":612345678902,"quantity":2}]`)
  t.match(JSON.parse(call?.form.addressParam ?? ''), { provinceText: '浙江省', areaText: '义乌市', phone: '057985123456' })
})

t.test('preview: a saved address goes alone, a district by its code (hazard 23)', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(PREVIEW, previewed())
  await upstream.previewOrder({ ...request, address: { kind: 'saved', addressId: '9007199254740993' } })
  await upstream.previewOrder({
    ...request,
    address: { kind: 'district', districtCode: '330782', fullName: 'x', mobile: '1', street: 's' },
  })
  t.equal(calls[0]?.form.addressParam, '{"addressId":9007199254740993}')
  t.match(JSON.parse(calls[1]?.form.addressParam ?? ''), { districtCode: '330782' })
})

t.test('preview: every error family has its reason', async (t) => {
  const families: [string, string][] = [
    ['500_001', 'notTradable'],
    ['500_002', 'sellersDifferOrSpecMissing'],
    ['500_003', 'sellersDifferOrSpecUnknown'],
    ['500_004', 'stockShort'],
    ['500_005', 'belowMinimum'],
    ['500_006', 'mixedBatchNotMet'],
    ['500_007', 'noDropshipRelation'],
    ['500_008', 'priceIsZero'],
    ['500_009', 'belowWholesaleMinimum'],
    ['500_777', 'other'],
  ]
  for (const [code, reason] of families) {
    const { upstream, on } = createGateway()
    on(PREVIEW, `{"success":false,"errorCode":"${code}","errorMsg":"库存不足"}`)
    t.match(await upstream.previewOrder(request), { kind: 'refused', code, reason, message: '库存不足' })
  }
})

t.test('preview: refusals on the level of an order, a line, and of the API itself', async (t) => {
  const bodies: [string, object][] = [
    [
      previewed().replace('"status":true,"resultCode":"200"', '"status":false,"resultCode":"500_005"'),
      { code: '500_005', reason: 'belowMinimum' },
    ],
    [
      previewed().replace('"finalUnitPrice":18.0,"resultCode":"200"', '"finalUnitPrice":18.0,"resultCode":"500_004"'),
      { reason: 'stockShort', lines: [{ offerId: '612345678901', specId: SPEC, reason: 'stockShort' }] },
    ],
    [previewed().replace('["assureTrade"]', '[]'), { reason: 'notOrderableByApi' }],
    ['{"success":true,"orderPreviewResuslt":null}', { reason: 'notOrderableByApi' }],
  ]
  for (const [body, expected] of bodies) {
    const { upstream, on } = createGateway()
    on(PREVIEW, body)
    t.match(await upstream.previewOrder(request), { kind: 'refused', ...expected })
  }
})

const create = async (body: string, lines = request.lines) => {
  const gateway = createGateway()
  gateway.on(CREATE, body)
  const outcome = await gateway.upstream.createOrder({ ...request, lines, flow: 'general', outOrderId: 'GW-0001', messageToSeller: 'test' })
  return { outcome, calls: gateway.calls }
}

t.test('create: one order', async (t) => {
  const { outcome, calls } = await create(
    `{"success":true,"code":null,"message":null,"result":{"success":true,"code":null,"orderId":"${ID}","totalSuccessAmount":9800,"postFee":800,"failedOfferList":[],"orderList":[]}}`,
  )
  t.strictSame(outcome, {
    kind: 'accepted',
    orders: [{ upstreamOrderId: ID, totalFen: 9800n, freightFen: 800n }],
    failedLines: [],
  })
  t.match(calls[0]?.form, { flow: 'general', outOrderId: 'GW-0001', message: 'test' })
  t.notOk('tradeType' in (calls[0]?.form ?? {}))
})

t.test('create: a split order with lines that failed (spec 5.2)', async (t) => {
  const { outcome } = await create(
    `{"success":true,"result":{"success":true,"orderId":null,"totalSuccessAmount":null,"orderList":[
      {"orderId":"${ID}","orderAmmount":9800,"postFee":800,"success":true},{"orderId":"3535260697417670107","orderAmmount":5200,"postFee":500},
      {"orderId":"","success":false,"resultCode":"500_004"}],
      "failedOfferList":[{"offerId":"612345678902","specId":"${SPEC}","errorCode":"500_004","errorMessage":"…"}]}}`,
  )
  t.match(outcome, {
    kind: 'accepted',
    orders: [
      { upstreamOrderId: ID, totalFen: 9800n },
      { upstreamOrderId: '3535260697417670107', totalFen: 5200n, freightFen: 500n },
    ],
    failedLines: [{ offerId: '612345678902', reason: 'stockShort', code: '500_004' }],
  })
})

t.test('create: the odd answers leave the outcome unknown (hazard 2)', async (t) => {
  const odd: [string, object][] = [
    ['{"success":true}', { cause: 'emptySuccess', upstreamOrderIds: [] }],
    ['{"success":true,"result":{"success":true,"orderId":null,"orderList":[],"failedOfferList":[]}}', { cause: 'emptySuccess' }],
    [`{"success":false,"orderId":"${ID}","totalSuccessAmount":9800}`, { cause: 'contradiction', upstreamOrderIds: [ID] }],
    [`{"success":true,"result":{"success":false,"orderId":"${ID}"}}`, { cause: 'contradiction', upstreamOrderIds: [ID] }],
    [`{"orderId":"${ID}"}`, { cause: 'contradiction', upstreamOrderIds: [ID] }],
    ['{"success":false}', { cause: 'contradiction' }],
    ['{}', { cause: 'contradiction' }],
    ['[]', { cause: 'garbledAnswer' }],
    [`{"success":true,"result":{"orderList":"${ID}"}}`, { cause: 'garbledAnswer' }],
    ['<html>502</html>', { cause: 'garbledAnswer' }],
  ]
  for (const [body, expected] of odd) {
    const { outcome, calls } = await create(body)
    t.match(outcome, { kind: 'unknown', seen: String, ...expected }, body)
    t.equal(calls.length, 1, 'one attempt')
  }
})

t.test('create: a flat success is a success, but has no room for what else a request of several lines may have made', async (t) => {
  const body = `{"success":true,"orderId":${ID},"totalSuccessAmount":9800}`
  const { outcome } = await create(body, request.lines.slice(0, 1))
  t.match(outcome, { kind: 'accepted', orders: [{ upstreamOrderId: ID, totalFen: 9800n, freightFen: null }] })
  t.match((await create(body)).outcome, { kind: 'unknown', cause: 'incomplete', upstreamOrderIds: [ID] })
})

t.test('create: refusals', async (t) => {
  const refused: [string, object][] = [
    ['{"success":false,"code":"400","message":"AddressId invalid"}', { code: '400', reason: 'addressInvalid' }],
    ['{"success":true,"result":{"success":false,"code":"500_004","message":null}}', { code: '500_004', reason: 'stockShort' }],
    [
      `{"success":true,"result":{"success":true,"orderList":[],"failedOfferList":[{"offerId":"1","specId":"${SPEC}","errorCode":"500_005"}]}}`,
      { code: '500_005', reason: 'belowMinimum', lines: [{ offerId: '1' }] },
    ],
    ['{"success":false,"code":null,"message":"trade type not supported"}', { code: '', reason: 'other' }],
  ]
  for (const [body, expected] of refused) t.match((await create(body)).outcome, { kind: 'refused', ...expected }, body)
})

const order = (extra: { base?: string; item?: string; more?: string } = {}): string => `{
 "baseInfo":{"id":3535260697417660416,"idOfStr":"${ID}","status":"waitsellersend","totalAmount":98.00,"sumProductPayment":90.00,"shippingFee":8.00,"discount":-120,"couponFee":0,"refund":0,
  "createTime":"20261010120000000+0800","payTime":"20261010121000000+0800","modifyTime":"20261010121000000+0800","payTimeout":43200,"payTimeoutType":0,
  "sellerID":"b2b-1000002","outOrderId":"GW-0001","refundStatus":null${extra.base ?? ''}},
 "productItems":[{"subItemID":3535260697417660416,"subItemIDString":"${ID}","productID":612345678901,"skuID":5403412737023,"specId":"${SPEC}","name":"夏季纯棉T恤","price":18.00,"quantity":5,"itemAmount":89.6,"status":"waitsellersend","logisticsStatus":1,"refund":0,"refundStatus":"REFUND_CLOSED","refundId":"TQ1"${extra.item ?? ''}}],
 "orderBizInfo":{"abnormalPriceChange":"true"},"extAttributes":[]${extra.more ?? ''}}`

t.test('an order comes in our words; the string twin of an id is the truth (spec 1.8)', async (t) => {
  const { upstream, on, calls } = createGateway()
  on('alibaba.trade.get.buyerView', `{"success":"true","errorCode":null,"result":${order()}}`)
  t.match(await upstream.getOrder(ID), {
    upstreamOrderId: ID,
    outOrderId: 'GW-0001',
    status: 'awaitingShipment',
    rawStatus: 'waitsellersend',
    totalFen: 9800n,
    goodsFen: 9000n,
    freightFen: 800n,
    discountFen: -120n,
    createdAt: new Date('2026-10-10T04:00:00Z'),
    payBefore: null,
    sellerChangedPrice: true,
    lines: [
      {
        lineId: ID,
        offerId: '612345678901',
        specId: SPEC,
        totalFen: 8960n,
        shipping: 'notShipped',
        refundStatus: 'closed',
        refundId: 'TQ1',
      },
    ],
  })
  t.match(calls[0]?.form, { webSite: '1688', orderId: ID })
})

t.test('an unpaid order says until when it may be paid; a closed one who closed it', async (t) => {
  const { upstream, on } = createGateway()
  on(
    'alibaba.trade.get.buyerView',
    `{"success":"true","result":${order().replace('"status":"waitsellersend","totalAmount"', '"status":"waitbuyerpay","totalAmount"')}}`,
    `{"success":true,"result":${order({ base: ',"closeReason":"BUYER_NO_PAY","closeOperateType":"CLOSE_TRADE_BY_SYSTEM"' }).replace('"waitsellersend","totalAmount"', '"cancel","totalAmount"')}}`,
    `{"success":true,"result":${order().replace('"waitsellersend","totalAmount"', '"waitallpay","totalAmount"')}}`,
  )
  t.match(await upstream.getOrder(ID), { status: 'awaitingPayment', payBefore: new Date('2026-10-10T16:00:00Z') })
  t.match(await upstream.getOrder(ID), { status: 'closed', closedBy: 'timeout', closeReason: 'BUYER_NO_PAY' })
  t.match(await upstream.getOrder(ID), { status: 'other', rawStatus: 'waitallpay' }, 'a word met the first time is kept')
})

t.test('an order that is not there is undefined, other refusals fail', async (t) => {
  const { upstream, on } = createGateway()
  on(
    'alibaba.trade.get.buyerView',
    '{"success":"false","errorCode":"ORDER_NOT_EXIST"}',
    '{"success":"false","errorCode":"999","errorMessage":"x"}',
  )
  t.equal(await upstream.getOrder(ID), undefined)
  t.equal(await upstream.getOrder('not-an-id'), undefined)
  await t.rejects(upstream.getOrder(ID), { code: '999', outcome: 'permanent' })
})

t.test('the look-up after an unknown create reads every hit in full and drops only proven strangers (hazard 17)', async (t) => {
  const { upstream, on, callsOf } = createGateway()
  const hit = (id: string) => order().replaceAll(ID, id).replace('"outOrderId":"GW-0001",', '')
  on('alibaba.trade.getBuyerOrderList', `{"result":[${hit('11')},${hit('12')},${hit('13')}],"totalRecord":3}`)
  const detail = (id: string, outOrderId: string) =>
    `{"success":"true","result":${hit(id).replace('"sellerID"', `${outOrderId}"sellerID"`)}}`
  on(
    'alibaba.trade.get.buyerView',
    detail('11', '"outOrderId":"GW-0001",'),
    detail('12', '"outOrderId":"GW-0009",'),
    `{"success":"true","result":${hit('13').replace('"extAttributes":[]', '"extAttributes":[{"key":"outOrderId","value":"GW-0001"}]')}}`,
  )
  const window = { from: new Date('2026-10-10T03:59:00Z'), to: new Date('2026-10-10T04:30:00Z') }
  const found = await upstream.findOrdersByOutOrderId('GW-0001', window)
  t.strictSame(
    found.map((order) => order.upstreamOrderId),
    ['11', '13'],
  )
  const [list] = callsOf('alibaba.trade.getBuyerOrderList')
  t.match(list?.form, {
    outOrderId: 'GW-0001',
    createStartTime: '20261010115900000+0800',
    createEndTime: '20261010123000000+0800',
    page: '1',
  })
  t.notOk('bizTypes' in (list?.form ?? {}))
})

t.test('the list: pages, an empty page, and no page at all', async (t) => {
  const { upstream, on } = createGateway()
  on(
    'alibaba.trade.getBuyerOrderList',
    `{"result":[${order()}],"totalRecord":51,"errorCode":null}`,
    '{"result":[],"totalRecord":0}',
    '{"result":null,"totalRecord":0}',
    '{"errorCode":"500_1","errorMessage":"x"}',
    '{"errorCode":"500_1","errorMessage":"x"}',
    '{"nothing":1}',
  )
  const window = { from: new Date(0), to: new Date(1) }
  t.match(await upstream.listOrdersModifiedSince(window, 1), { total: 51, hasMore: true, orders: [{ upstreamOrderId: ID }] })
  t.strictSame(await upstream.listOrdersModifiedSince(window, 2), { orders: [], page: 2, total: 0, hasMore: false })
  t.strictSame(await upstream.listOrdersModifiedSince(window, 2), { orders: [], page: 2, total: 0, hasMore: false })
  await t.rejects(upstream.listOrdersModifiedSince(window, 1), { code: '500_1' })
  await t.rejects(upstream.listOrdersModifiedSince(window, 1), { code: '500_1' })
  await t.rejects(upstream.listOrdersModifiedSince(window, 1), { code: 'wire.unexpectedShape' })
})

t.test('pay: accepted, refused by code, and every doubtful answer unknown (spec 2.14)', async (t) => {
  const cases: [string, object][] = [
    [
      '{"result":{"success":true,"code":"200","result":{"payChannel":"Alipay","paySuccess":true}}}',
      { kind: 'accepted', channel: 'Alipay' },
    ],
    ['{"result":{"success":true,"result":{"payChannel":"Alipay","paySuccess":"false"}}}', { kind: 'unknown', cause: 'notConfirmed' }],
    ['{"result":{"success":true,"result":null}}', { kind: 'unknown', cause: 'emptySuccess' }],
    [
      '{"result":{"success":false,"code":"BALANCE","message":"no money"}}',
      { kind: 'refused', code: 'BALANCE', reason: 'other', message: 'no money' },
    ],
    ['{"result":{"success":false,"code":"X","result":{"paySuccess":true}}}', { kind: 'unknown', cause: 'contradiction' }],
    ['{"result":{"success":false}}', { kind: 'unknown', cause: 'notConfirmed' }],
    ['"ok"', { kind: 'unknown', cause: 'garbledAnswer' }],
  ]
  for (const [body, expected] of cases) {
    const { upstream, on, calls } = createGateway()
    on(PAY, body)
    t.match(await upstream.payOrder(ID, 9800n), expected, body)
    t.equal(calls.length, 1)
    t.equal(calls[0]?.form.tradeWithholdPreparePayParam, `{"orderId":${ID},"payAmount":9800}`)
  }
})

t.test('cancel: done, too soon with a wait, and the other refusals', async (t) => {
  const cases: [string, object][] = [
    ['{"success":true}', { kind: 'accepted' }],
    ['{"success":"false","errorCode":"CLOSE_ORDER_TOO_FAST"}', { kind: 'refused', reason: 'tooSoon', retryAfterMs: 10_000 }],
    ['{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorMessage":"x"}', { kind: 'refused', reason: 'notAwaitingPayment' }],
    ['{"success":false,"errorCode":"400_3"}', { kind: 'refused', reason: 'notParty' }],
    ['{"success":false,"errorCode":"ORDER_NOT_EXIST"}', { kind: 'refused', reason: 'notFound' }],
    ['{"success":false,"errorCode":"NEW"}', { kind: 'refused', reason: 'other', code: 'NEW' }],
    ['null', { kind: 'unknown', cause: 'garbledAnswer' }],
  ]
  for (const [body, expected] of cases) {
    const { upstream, on, calls } = createGateway()
    on('alibaba.trade.cancel', body)
    t.match(await upstream.cancelOrder(ID, 'sellerLacksGoods', 'why'), expected, body)
    t.match(calls[0]?.form, { webSite: '1688', tradeID: ID, cancelReason: 'sellerGoodsLack', remark: 'why' })
  }
})

t.test('receipt and reminder: family C2', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(
    'trade.receivegoods.confirm',
    '{"result":{"success":true}}',
    '{"result":{"success":false,"errorCode":"ORDER_STATUS_ERROR","errorInfo":"x"}}',
  )
  on('logistics.delivery.urge', '{"result":{"success":false,"code":"LIMIT","message":"once a day"}}')
  t.same(await upstream.confirmReceipt(ID, [ID, '3535260697417660108']), { kind: 'accepted' })
  t.equal(calls[0]?.form.orderEntryIds, `[${ID},3535260697417660108]`, 'ids are bare digits')
  t.match(await upstream.confirmReceipt(ID, [ID]), { kind: 'refused', reason: 'wrongState', message: 'x' })
  t.match(await upstream.urgeShipment(ID), { kind: 'refused', code: 'LIMIT', reason: 'other' })
})

t.test('an id that cannot be one is refused before any call', async (t) => {
  const { upstream, calls } = createGateway()
  await t.rejects(upstream.payOrder('1 or 1', 1n), { code: 'client.invalidId', outcome: 'permanent' })
  await t.rejects(
    upstream.createOrder({ ...request, lines: [{ offerId: 'x', specId: null, quantity: 1 }], flow: 'general', outOrderId: 'GW' }),
    {
      code: 'client.invalidId',
    },
  )
  t.equal(calls.length, 0)
})
