import t from 'tap'
import type { RefundRequest } from '../../src/domain/upstream/refund.ts'
import { createGateway } from './gateway.ts'

const ID = '3535260697417660107'
const LINE = '3535260697417660108'
const REFUND = 'TQ34931008034741532'

const request: RefundRequest = {
  upstreamOrderId: ID,
  lineIds: [LINE],
  kind: 'returnAndRefund',
  goodsFen: 9000n,
  freightFen: 0n,
  reasonId: '20021',
  description: '颜色不符',
  goodsStatus: 'received',
  voucherUrls: ['https://img.1688.com/v1.jpg'],
  lineCounts: [{ lineId: LINE, count: 2 }],
}

t.test('parcels: none is an error upstream and an empty list for us (hazard 18)', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(
    'alibaba.trade.getLogisticsInfos.buyerView',
    '{"success":false,"errorCode":"500_2","errorMessage":"x"}',
    `{"success":true,"result":[{"logisticsId":"LP00616288919385","logisticsBillNo":"75312345678901","orderEntryIds":"${ID},${LINE}","status":"TRANSPORT","logisticsCompanyId":"3","logisticsCompanyNo":"ZTO","logisticsCompanyName":"中通快递(ZTO)","remarks":"",
      "gmtSystemSend":"2026-10-11 10:00:00","sendGoods":[{"goodName":"T","quantity":"5"}],"receiver":{"receiverMobile":"13800000000"},
      "logisticsOrderGoods":[{"tradeOrderId":${ID},"tradeOrderItemId":${LINE},"productName":"夏季纯棉T恤","quantity":"5","unit":"件"}]},
     {"logisticsId":"BX1","status":"NEW"}]}`,
    '{"success":false,"errorCode":"999"}',
  )
  t.strictSame(await upstream.getParcels(ID), [])
  t.equal(calls[0]?.path, '/openapi/param2/1/com.alibaba.logistics/alibaba.trade.getLogisticsInfos.buyerView/1000000', 'hazard 11')
  const [parcel, second] = await upstream.getParcels(ID)
  t.strictSame(parcel, {
    logisticsId: 'LP00616288919385',
    waybillNo: '75312345678901',
    carrierCode: 'ZTO',
    carrierName: '中通快递(ZTO)',
    status: 'inTransit',
    sentAt: new Date('2026-10-11T02:00:00Z'),
    lineIds: [ID, LINE],
    lines: [{ upstreamOrderId: ID, lineId: LINE, name: '夏季纯棉T恤', quantity: 5 }],
    remarks: null,
  })
  t.match(second, { waybillNo: null, status: 'unknown', lineIds: [], lines: [] })
  await t.rejects(upstream.getParcels(ID), { code: '999' })
})

t.test('trace: Beijing time, oldest first, also without success', async (t) => {
  const { upstream, on, calls } = createGateway()
  const trace = `"logisticsTrace":[{"logisticsId":"LP1","logisticsBillNo":"753","orderId":${ID},"logisticsSteps":[
    {"acceptTime":"2026-10-12 09:00:00","remark":"签收"},{"acceptTime":"2026-10-11 10:00:00","remark":"揽收"},{"acceptTime":null,"remark":"?"}]}]`
  on(
    'alibaba.trade.getLogisticsTraceInfo.buyerView',
    `{${trace}}`,
    `{"success":true,${trace}}`,
    '{"success":false,"errorCode":"404"}',
    '{"success":false,"errorCode":"order.createtime.history"}',
  )
  for (const logisticsId of [undefined, 'LP1']) {
    const [first] = await upstream.getTrace(ID, logisticsId)
    t.match(first, { logisticsId: 'LP1', waybillNo: '753' })
    t.strictSame(first?.steps, [
      { at: new Date('2026-10-11T02:00:00Z'), text: '揽收' },
      { at: new Date('2026-10-12T01:00:00Z'), text: '签收' },
    ])
  }
  t.strictSame(
    calls.map((call) => call.form.logisticsId),
    [undefined, 'LP1'],
  )
  t.strictSame(await upstream.getTrace(ID), [])
  await t.rejects(upstream.getTrace(ID), { code: 'order.createtime.history', outcome: 'permanent' })
})

t.test('reasons and the maximum', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(
    'alibaba.trade.getRefundReasonList',
    '{"result":{"success":true,"result":{"reasons":[{"id":20021,"name":"颜色不符","needVoucher":true,"noRefundCarriage":"true","tip":null},{"id":20028,"name":"不想买了"}]}}}',
    '{"result":{"success":false,"code":"5010","message":"x"}}',
  )
  on(
    'alibaba.trade.getMaxRefundFee',
    '{"result":{"success":true,"result":{"maxGoodsFee":9000,"maxPostFee":800,"maxRefundFee":9800}}}',
    '{"result":{"success":false,"code":"4000"}}',
  )
  t.strictSame(await upstream.refundReasons(ID, [LINE], 'notShipped'), [
    { reasonId: '20021', name: '颜色不符', needsVoucher: true, freightRefundable: false, tip: null },
    { reasonId: '20028', name: '不想买了', needsVoucher: false, freightRefundable: true, tip: null },
  ])
  t.match(calls[0]?.form, { orderId: ID, orderEntryIds: `[${LINE}]`, goodsStatus: 'refundWaitSellerSend' })
  t.strictSame(await upstream.refundReasons(ID, [LINE], 'notShipped'), [], 'an order in no state to claim from has none')
  t.strictSame(await upstream.maxRefund({ upstreamOrderId: ID, goodsStatus: 'received', lineCounts: [{ lineId: LINE, count: 2 }] }), {
    goodsFen: 9000n,
    freightFen: 800n,
    totalFen: 9800n,
  })
  t.equal(calls[2]?.form.input, `{"orderId":${ID},"goodsStatus":"refundBuyerReceived","refundGoodsCountList":[{"id":${LINE},"count":2}]}`)
  await t.rejects(upstream.maxRefund({ upstreamOrderId: ID, goodsStatus: 'received' }), { code: '4000', outcome: 'retryable' })
})

t.test('a voucher gives its address; too large a picture is not sent', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(
    'alibaba.trade.uploadRefundVoucher',
    '{"result":{"success":true,"result":{"imageDomain":"https://cbu01.alicdn.com/","imageRelativeUrl":"/img/v.jpg"}}}',
  )
  t.equal(await upstream.uploadVoucher(new Uint8Array([255, 216, 255])), 'https://cbu01.alicdn.com/img/v.jpg')
  t.equal(calls[0]?.form.imageData, '/9j/')
  await t.rejects(upstream.uploadVoucher(new Uint8Array(1_048_576)), { code: 'client.voucherTooLarge', outcome: 'permanent' })
  t.equal(calls.length, 1)
})

t.test('a refund is filed with exact digits and fen', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(
    'alibaba.trade.createRefund',
    `{"result":{"success":true,"code":null,"result":{"refundId":"${REFUND}","innerReasonId":20028,"innerPostFee":0,"isVoucher":"0"}}}`,
  )
  t.strictSame(await upstream.createRefund(request), { kind: 'accepted', upstreamRefundId: REFUND })
  const form = { ...calls[0]?.form }
  t.match(form, {
    orderId: ID,
    orderEntryIds: `[${LINE}]`,
    disputeRequest: 'returnRefund',
    applyPayment: '9000',
    applyCarriage: '0',
    applyReasonId: '20021',
    goodsStatus: 'refundBuyerReceived',
    vouchers: '["https://img.1688.com/v1.jpg"]',
    orderEntryCountList: `[{"id":${LINE},"count":2}]`,
  })
})

t.test('filing: refused by code, unknown wherever it might have happened', async (t) => {
  const cases: [string, object][] = [
    ['{"result":{"success":false,"code":"5001"}}', { kind: 'refused', reason: 'orderNotFound' }],
    ['{"result":{"success":false,"code":"5005"}}', { kind: 'refused', reason: 'voucherNeeded' }],
    ['{"result":{"success":false,"code":"5006"}}', { kind: 'refused', reason: 'freightNotAllowed' }],
    [
      '{"result":{"success":"false","code":5010,"message":"x"}}',
      { kind: 'refused', code: '5010', reason: 'stateOrDuplicate', message: 'x' },
    ],
    ['{"result":{"success":false,"code":"5011"}}', { kind: 'refused', reason: 'amount' }],
    ['{"result":{"success":false,"code":"5100"}}', { kind: 'refused', reason: 'other' }],
    ['{"result":{"success":false,"code":"4010"}}', { kind: 'unknown', cause: 'serverError', upstreamRefundId: null }],
    ['{"result":{"success":true,"result":null}}', { kind: 'unknown', cause: 'emptySuccess' }],
    ['{"result":{"success":true,"result":{"refundId":"0"}}}', { kind: 'unknown', cause: 'emptySuccess' }],
    [
      '{"result":{"success":false,"code":"5100","result":{"refundId":34931008034741532}}}',
      { kind: 'unknown', cause: 'contradiction', upstreamRefundId: REFUND },
    ],
    ['{"result":{"success":false}}', { kind: 'unknown', cause: 'contradiction' }],
    ['<html>', { kind: 'unknown', cause: 'garbledAnswer', upstreamRefundId: null }],
  ]
  for (const [body, expected] of cases) {
    const { upstream, on, calls } = createGateway()
    on('alibaba.trade.createRefund', body)
    t.match(await upstream.createRefund({ ...request, voucherUrls: [] }), expected, body)
    t.equal(calls.length, 1, 'one attempt')
    t.notOk('vouchers' in (calls[0]?.form ?? {}))
  }
})

const model = `{"refundId":"${REFUND}","id":34931008034741532,"orderId":${ID},"orderEntryIdList":[${LINE}],"orderEntryCountMap":{"${LINE}":5},
 "status":"waitselleragree","disputeType":1,"disputeRequest":3,"goodsStatus":2,"applyPayment":9000,"applyCarriage":0,"refundPayment":0,"refundCarriage":0,"canRefundPayment":9800,"frozenFund":-1,
 "applyReasonId":20021,"applyReason":"颜色/图案/款式不符","rejectTimes":0,"gmtApply":"20261011100000000+0800","gmtTimeOut":"20261021100000000+0800",
 "extInfo":{"payMode":"alipay"},"refundOperationList":[{"operatorRoleId":2,"discription":"拒绝|1.00","gmtCreate":"20261012100000000+0800"}]}`

t.test('a refund comes in our words', async (t) => {
  const { upstream, on } = createGateway()
  on(
    'alibaba.trade.refund.OpQueryOrderRefund',
    `{"result":{"opOrderRefundModelDetail":${model}},"errorCode":null,"errorMessage":null,"extErrorMessage":null}`,
    '{"result":null,"errorCode":"500","errorMessage":"{\\"code\\":\\"x\\"}"}',
  )
  t.match(await upstream.getRefund(REFUND), {
    upstreamRefundId: REFUND,
    upstreamOrderId: ID,
    lineIds: [LINE],
    lineCounts: [{ lineId: LINE, count: 5 }],
    status: 'awaitingSeller',
    phase: 'inSale',
    goodsState: 'received',
    appliedGoodsFen: 9000n,
    maxFen: 9800n,
    reasonId: '20021',
    timeoutAt: new Date('2026-10-21T02:00:00Z'),
    operations: [{ by: 'seller', text: '拒绝|1.00', at: new Date('2026-10-12T02:00:00Z') }],
  })
  t.equal(await upstream.getRefund(REFUND), undefined)
})

t.test("an order's refunds: pages from 0, both phases, strangers left out", async (t) => {
  const { upstream, on, calls } = createGateway()
  const stranger = model.replaceAll(ID, '1').replaceAll(REFUND, 'TQ1')
  on(
    'alibaba.trade.refund.buyer.queryOrderRefundList',
    `{"success":true,"result":{"totalCount":2,"currentPageNum":0,"opOrderRefundModels":[${model},${stranger}]}}`,
  )
  t.strictSame(
    (await upstream.findRefundsOfOrder(ID)).map((refund) => refund.upstreamRefundId),
    [REFUND],
  )
  t.match(calls[0]?.form, { orderId: ID, dipsuteType: '0', currentPageNum: '0' })
  t.equal(calls.length, 1)
})

t.test('return parcel, withdrawal, address and carriers', async (t) => {
  const { upstream, on, calls } = createGateway()
  on(
    'alibaba.trade.refund.returnGoods',
    '{"result":{"success":true}}',
    '{"result":{"success":false,"errorCode":"4007","errorInfo":"x"}}',
    '{"result":{"success":false,"errorCode":"5002"}}',
  )
  on('alibaba.trade.cancelRefund', '{"result":{"success":"true"}}')
  on(
    'refund.address.get',
    '{"result":{"data":[{"receiverName":"王","mobile":null,"contactPhone":"139","provinceText":"广东省","cityText":"广州市","districtText":"白云区","townText":null,"streetAddress":"1号","zipCode":"510000"}]},"success":true}',
  )
  on(
    'alibaba.logistics.OpQueryLogisticCompanyList.offline',
    '{"result":[{"id":3,"companyName":"中通","companyNo":"ZTO"},{"id":4,"companyName":"?"}],"success":true}',
  )
  const parcel = { upstreamRefundId: REFUND, carrierCode: 'ZTO', waybillNo: '753', description: '退货', voucherUrls: ['https://v'] }
  t.same(await upstream.returnGoods(parcel), { kind: 'accepted' })
  t.match(calls[0]?.form, {
    refundId: REFUND,
    logisticsCompanyNo: 'ZTO',
    freightBill: '753',
    description: '退货',
    vouchers: '["https://v"]',
  })
  t.match(await upstream.returnGoods(parcel), { kind: 'refused', reason: 'wrongState', code: '4007' })
  t.match(await upstream.returnGoods(parcel), { kind: 'unknown', cause: 'serverError' })
  t.same(await upstream.cancelRefund(REFUND), { kind: 'accepted' })
  t.match(await upstream.returnAddress(ID), [{ receiverName: '王', phone: '139', district: '白云区', town: null }])
  t.strictSame(await upstream.logisticsCompanies(), [{ code: 'ZTO', name: '中通' }])
})
