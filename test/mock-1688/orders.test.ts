import t from 'tap'
import { ADDRESS, cargoLine, MockClient, type TestProduct, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())
t.beforeEach(async () => {
  await client.control('/control/reset', {})
})

const preview = (cargo: string, extra: Record<string, string> = {}) =>
  client.trade('alibaba.createOrder.preview', { addressParam: ADDRESS, cargoParamList: cargo, ...extra })

const previewOf = async (cargo: string): Promise<Wire> => ((await preview(cargo)).body.orderPreviewResuslt as Wire[])[0] as Wire

const one = async (filter: (product: TestProduct) => boolean, query = 'limit=600'): Promise<TestProduct> => {
  const product = (await client.products(query)).find(filter)
  if (!product) throw new Error('no such product')
  return product
}

t.test('preview mixes fen and yuan as the real one does', async (t) => {
  const product = await client.buyable()
  const [sku] = product.skus
  const entry = await previewOf(`[${cargoLine(product.offerId, String(sku?.specId), 5)}]`)
  const goods = (sku?.priceFen ?? 0) * 5
  t.equal(entry.sumPaymentNoCarriage, goods)
  t.equal(entry.sumPayment, goods + Number(entry.sumCarriage))
  t.match(entry.cargoList, [{ amount: goods / 100, finalUnitPrice: (sku?.priceFen ?? 0) / 100, resultCode: '200' }])
  t.equal(entry.flowFlag, 'general')
  t.ok((entry.tradeModeNameList as string[]).includes('assureTrade'))
})

t.test('what create charges is what preview said', async (t) => {
  const product = await client.buyable()
  const cargo = `[${product.skus
    .slice(0, 2)
    .map((sku) => cargoLine(product.offerId, sku.specId, 5))
    .join(',')}]`
  const entry = await previewOf(cargo)
  const { body } = await client.create(cargo, { flow: String(entry.flowFlag) })
  t.match(body, {
    success: true,
    result: { success: true, orderId: /^\d{19}$/, totalSuccessAmount: entry.sumPayment, postFee: entry.sumCarriage, orderList: [] },
  })
})

t.test('the lines that cannot be bought are named by code', async (t) => {
  const product = await client.buyable()
  const [sku] = product.skus
  const code = async (cargo: string, extra = {}): Promise<unknown> => (await preview(cargo, extra)).body.errorCode
  t.equal(await code('[{"offerId":1,"quantity":1}]'), '500_001')
  t.equal(await code(`[${cargoLine(product.offerId, null, 5)}]`), '500_002')
  t.equal(await code(`[${cargoLine(product.offerId, 'f'.repeat(32), 5)}]`), '500_003')
  t.equal(await code(`[${cargoLine(product.offerId, String(sku?.specId), 99_999)}]`), '500_004')
  const other = await one((candidate) => candidate.seller.openId !== product.seller.openId && candidate.skus.length > 0)
  t.equal(
    await code(`[${cargoLine(product.offerId, String(sku?.specId), 5)},${cargoLine(other.offerId, String(other.skus[0]?.specId), 5)}]`),
    '500_002',
  )
  const zero = await one((candidate) => candidate.quirk === 'zeroPrice')
  t.equal(await code(`[${cargoLine(zero.offerId, String(zero.skus[0]?.specId), 5)}]`), '500_008')
  const expired = await one((candidate) => candidate.quirk === 'expired')
  t.equal(await code(`[${cargoLine(expired.offerId, expired.skus[0]?.specId ?? null, 5)}]`), '500_001')
  t.equal(await code(`[${cargoLine(product.offerId, String(sku?.specId), 5)}]`, { flow: 'saleproxy' }), '500_007')
})

t.test('minimum, mixed batch and sets', async (t) => {
  const code = async (product: TestProduct, quantity: number): Promise<unknown> =>
    (
      await preview(`[${cargoLine(product.offerId, product.skus.find((sku) => sku.stock > 50)?.specId ?? null, quantity)}]`, {
        flow: 'general',
      })
    ).body.errorCode
  const large = await one((product) => product.minOrderQuantity >= 5 && product.quirk === null && product.stock > 200)
  t.match(await code(large, 1), /^500_00[56]$/)
  const sets = await one((product) => product.batchNumber === 12 && product.quirk === null && product.stock > 200)
  t.equal(await code(sets, 13), '500_009')
  t.equal(await code(sets, 24), null)
})

t.test('a product that cannot be ordered by API has no trade mode', async (t) => {
  const product = await one((candidate) => candidate.quirk === 'noTradeMode' && candidate.stock > 100)
  const cargo = `[${cargoLine(product.offerId, product.skus.find((sku) => sku.stock > 20)?.specId ?? null, 20)}]`
  const { body } = await preview(cargo, { flow: 'fenxiao' })
  t.strictSame((body.orderPreviewResuslt as Wire[])[0]?.tradeModeNameList, [])
  t.match((await client.create(cargo, { flow: 'fenxiao' })).body, { success: false, code: '400' })
})

t.test('quantity tiers count over all SKUs of the product', async (t) => {
  const product = await one(
    (candidate) =>
      candidate.quoteType === 2 &&
      candidate.quirk === null &&
      candidate.batchNumber === null &&
      candidate.skus.filter((sku) => sku.stock > 1000).length > 1,
  )
  const step = product.tiers[1]
  const half = Math.ceil((step?.startQuantity ?? 0) / 2)
  const cargo = product.skus
    .filter((sku) => sku.stock > 1000)
    .slice(0, 2)
    .map((sku) => cargoLine(product.offerId, sku.specId, half))
  const entry = await previewOf(`[${cargo.join(',')}]`)
  t.match(entry.cargoList, [{ finalUnitPrice: (step?.priceFen ?? 0) / 100 }, { finalUnitPrice: (step?.priceFen ?? 0) / 100 }])
})

t.test('ids beyond 2^53 travel whole, both ways', async (t) => {
  const orderId = await client.order(2)
  const { text } = await client.trade('alibaba.trade.get.buyerView', { webSite: '1688', orderId })
  t.match(text, new RegExp(`"id":${orderId},"idOfStr":"${orderId}"`), 'a raw number beside its text twin')
  const view = await client.view(orderId)
  for (const line of view.lines) t.match(text, new RegExp(`"subItemID":${line.subItemId},"subItemIDString":"${line.subItemId}"`))
  t.not(String(Number(orderId)), orderId, 'a double cannot hold it')
  const one = await client.order(1)
  t.equal((await client.view(one)).lines[0]?.subItemId, one, 'one line: the sub-order id is the order id')
  await client.pay(one)
  t.equal((await client.view(one)).status, 'waitsellersend', 'raw digits inside a JSON parameter are read whole')
})

t.test('amounts of the detail are yuan and add up', async (t) => {
  const orderId = await client.order(2)
  const detail = await client.detail(orderId)
  const base = detail.baseInfo as Record<string, number>
  const items = detail.productItems as { itemAmount: number }[]
  const fen = (yuan: number | undefined): number => Math.round((yuan ?? 0) * 100)
  t.equal(items.reduce((sum, item) => sum + fen(item.itemAmount), 0) + fen(base.shippingFee), fen(base.totalAmount))
  t.match(base, { status: 'waitbuyerpay', alipayTradeId: 'UNCREAT', payTimeout: 43_200 })
  t.match(base.createTime, /^\d{17}\+0800$/)
})

t.test("a seller's promotion is taken off the lines exactly", async (t) => {
  const product = (await client.products('quoteType=1&limit=600')).find(
    (candidate) => candidate.seller.memberId === 'b2b-3300688' && candidate.skus.some((sku) => sku.stock > 1000),
  )
  t.ok(product, 'seller 6 has a promotion')
  if (!product) return
  const sku = product.skus.find((candidate) => candidate.stock > 1000)
  const quantity = Math.ceil(50_000 / (sku?.priceFen ?? 1) / 12) * 12
  const cargo = `[${cargoLine(product.offerId, String(sku?.specId), quantity)}]`
  const entry = await previewOf(cargo)
  t.equal(entry.discountFee, 2000)
  t.match(entry.shopPromotionList, [{ selected: true, discountFee: 2000 }])
  const { body } = await client.create(cargo)
  t.equal((body.result as Wire).totalSuccessAmount, entry.sumPayment)
  const view = await client.view(String((body.result as Wire).orderId))
  t.equal(view.goodsFen, Number(entry.sumPaymentNoCarriage))
})

t.test('a split leaves the scalars empty and lists the orders', async (t) => {
  await client.control('/control/settings', { split: 'perLine' })
  const product = await client.buyable()
  const cargo = `[${product.skus
    .slice(0, 2)
    .map((sku) => cargoLine(product.offerId, sku.specId, 5))
    .join(',')}]`
  t.equal(((await preview(cargo)).body.orderPreviewResuslt as unknown[]).length, 2)
  const { body } = await client.create(cargo, { outOrderId: 'GW-SPLIT' })
  const result = body.result as { orderId: unknown; totalSuccessAmount: unknown; orderList: Wire[] }
  t.equal(result.orderId, null)
  t.equal(result.totalSuccessAmount, null)
  t.equal(result.orderList.length, 2)
  t.match(result.orderList[0], { orderId: String, orderAmmount: Number, success: true })
  const list = await client.trade('alibaba.trade.getBuyerOrderList', { outOrderId: 'GW-SPLIT' })
  t.equal(list.body.totalRecord, 2, 'each carries the number of the call')
})

t.test('lines that failed stand beside the orders that were made', async (t) => {
  const product = await client.buyable()
  const [first, second] = product.skus
  await client.control(`/control/products/${product.offerId}/stock`, { specId: first?.specId, quantity: 1 })
  const { body } = await client.create(
    `[${cargoLine(product.offerId, String(first?.specId), 5)},${cargoLine(product.offerId, String(second?.specId), 5)}]`,
  )
  t.match(body, {
    success: true,
    result: { orderId: String, failedOfferList: [{ offerId: product.offerId, specId: first?.specId, errorCode: '500_004' }] },
  })
})

t.test('a repeated outOrderId does what the setting says', async (t) => {
  const made = async (): Promise<Wire> => {
    const product = await client.buyable()
    return (await client.create(`[${cargoLine(product.offerId, String(product.skus[0]?.specId), 5)}]`, { outOrderId: 'GW-7' })).body
  }
  const first = (await made()).result as Wire
  t.not(((await made()).result as Wire).orderId, first.orderId, 'a second order is the default')
  await client.control('/control/settings', { outOrderIdRepeat: 'error' })
  t.match(await made(), { success: false, code: '400' })
  await client.control('/control/reset', {})
  await client.control('/control/settings', { outOrderIdRepeat: 'same' })
  const again = (await made()).result as Wire
  t.equal(((await made()).result as Wire).orderId, again.orderId)
  t.equal((await client.control('/control/orders')).body.total, 1)
})

t.test('the list finds by outOrderId, late when told so', async (t) => {
  await client.control('/control/settings', { listOutOrderIdDelayMs: 30_000 })
  const orderId = await client.order(1, { outOrderId: 'GW-9' })
  const list = async (): Promise<Wire> => (await client.trade('alibaba.trade.getBuyerOrderList', { outOrderId: 'GW-9' })).body
  t.equal((await list()).totalRecord, 0)
  await client.control('/control/clock', { seconds: 31 })
  const found = await list()
  t.match(found.result, [{ baseInfo: { idOfStr: orderId } }])
  t.notOk('success' in found, 'the list has no success')
  t.notOk('outOrderId' in ((found.result as { baseInfo: Wire }[])[0]?.baseInfo ?? {}))
})

t.test('the list filters by time and status and ignores orderIds', async (t) => {
  const first = await client.order()
  await client.control('/control/clock', { hours: 1 })
  const second = await client.order()
  await client.pay(second)
  const ids = async (params: Record<string, string>): Promise<string[]> =>
    ((await client.trade('alibaba.trade.getBuyerOrderList', params)).body.result as { baseInfo: { idOfStr: string } }[]).map(
      (order) => order.baseInfo.idOfStr,
    )
  t.strictSame(await ids({}), [second, first], 'newest first')
  t.strictSame(await ids({ orderStatus: 'waitsellersend' }), [second])
  t.strictSame(await ids({ orderIds: `[${first}]` }), [second, first])
  const { now } = (await client.control('/control/clock')).body as { now: string }
  const since = new Date(Date.parse(now) + 8 * 3_600_000 - 60_000).toISOString().replaceAll(/\D/g, '')
  t.strictSame(await ids({ createStartTime: `${since}+0800` }), [second])
  t.strictSame(await ids({ isHis: 'true' }), [])
  t.strictSame(await ids({ bizTypes: '["cn"]' }), [], 'values from old tutorials hide orders')
  t.strictSame(await ids({ page: '2', pageSize: '1' }), [first])
})

t.test('cancel waits ten seconds and only for unpaid orders', async (t) => {
  const orderId = await client.order()
  const cancel = async (tradeID: string): Promise<unknown> =>
    (await client.trade('alibaba.trade.cancel', { webSite: '1688', tradeID, cancelReason: 'buyerCancel' })).body.errorCode
  t.equal(await cancel(orderId), 'CLOSE_ORDER_TOO_FAST')
  await client.control('/control/clock', { seconds: 11 })
  t.equal(await cancel(orderId), null)
  t.match(await client.view(orderId), { status: 'cancel', closeReason: 'buyerCancel' })
  t.equal(await cancel(orderId), 'ORDER_STATUS_ERROR')
  t.equal(await cancel('3999999999999990101'), 'ORDER_NOT_EXIST')
})

t.test('an unpaid order closes by itself and gives its stock back', async (t) => {
  const product = await client.buyable()
  const before = (await client.control(`/control/products/${product.offerId}`)).body.stock
  const orderId = await client.order()
  t.equal((await client.control(`/control/products/${product.offerId}`)).body.stock, Number(before) - 5)
  await client.control('/control/clock', { hours: 12.1 })
  t.match(await client.view(orderId), { status: 'cancel', closeReason: 'BUYER_NO_PAY', closeOperateType: 'CLOSE_TRADE_BY_SYSTEM' })
  t.equal((await client.control(`/control/products/${product.offerId}`)).body.stock, before)
})

t.test("a memo's odd answer: success together with an error code", async (t) => {
  const orderId = await client.order()
  await client.control('/control/faults', { api: 'alibaba.order.memoAdd', kind: 'variant', variant: 'successWithCode' })
  const { body } = await client.trade('alibaba.order.memoAdd', { orderId, memo: '加急', remarkIcon: '1' })
  t.match(body, { success: true, errorCode: '400_4' })
  t.match((await client.detail(orderId)).baseInfo, { buyerMemo: '加急' }, 'it was written')
})

t.test('every closer is named, and an old order has gone to history', async (t) => {
  const closers = {
    buyer: 'CLOSE_TRADE_BY_BUYER',
    seller: 'CLOSE_TRADE_BY_SELLER',
    system: 'CLOSE_TRADE_BY_SYSTEM',
    bops: 'CLOSE_TRADE_BY_BOPS',
    credit: 'CLOSE_TRADE_BY_CREADIT',
  }
  for (const [by, closeOperateType] of Object.entries(closers)) {
    const orderId = await client.order()
    await client.control(`/control/orders/${orderId}/close`, { by, reason: 'other' })
    t.match((await client.detail(orderId)).baseInfo, { status: 'cancel', closeOperateType, closeReason: 'other' }, by)
  }
  const listed = async (isHis: string): Promise<unknown> =>
    (await client.trade('alibaba.trade.getBuyerOrderList', { isHis })).body.totalRecord
  t.strictSame([await listed('false'), await listed('true')], [5, 0])
  await client.control('/control/clock', { days: 100 })
  t.strictSame([await listed('false'), await listed('true')], [0, 5])
})

t.test('the seller changes the price of an unpaid order', async (t) => {
  const orderId = await client.order(2)
  const before = await client.view(orderId)
  await client.control(`/control/orders/${orderId}/price`, { goodsFen: before.goodsFen + 1001 })
  const detail = await client.detail(orderId)
  t.equal(Math.round(Number((detail.baseInfo as Wire).totalAmount) * 100), before.totalFen + 1001)
  t.equal((detail.baseInfo as Wire).discount, -1001)
  t.match(detail.orderBizInfo, { abnormalPriceChange: true })
  await client.pay(orderId)
  t.equal((await client.control(`/control/orders/${orderId}/price`, { goodsFen: 1 })).status, 409)
})

t.test('auto-debit', async (t) => {
  const paySuccess = async (orderId: string, extra = ''): Promise<unknown> =>
    (((await client.pay(orderId, extra)).body.result as Wire).result as Wire | null)?.paySuccess
  await t.test('is signed for as text booleans', async (t) => {
    const { body } = await client.trade('alibaba.trade.pay.protocolPay.isopen')
    t.match((body.result as Wire).result, {
      paymentAgreements: [
        { payChannel: 'SHEGOU', bindingStatus: 'true' },
        { payChannel: 'ALIPAY', signedStatus: 'true' },
      ],
    })
  })
  await t.test('pays by credit first, by Alipay when asked', async (t) => {
    const first = await client.order()
    t.match(((await client.pay(first)).body.result as Wire).result, { payChannel: 'Shegou', paySuccess: true })
    const second = await client.order()
    t.match(((await client.pay(second, ',"payChannel":"alipay"')).body.result as Wire).result, { payChannel: 'Alipay', paySuccess: true })
    t.match((await client.detail(second)).baseInfo, { status: 'waitsellersend', payChannelCodeList: ['alipay'] })
  })
  await t.test('says no although the money is gone', async (t) => {
    await client.control('/control/settings', { payOutcome: 'paidAnswersFalse' })
    const orderId = await client.order()
    t.equal(await paySuccess(orderId), false)
    t.equal((await client.view(orderId)).status, 'waitsellersend')
  })
  await t.test('is refused, or comes late', async (t) => {
    await client.control('/control/settings', { payOutcome: 'refused' })
    const orderId = await client.order()
    t.equal(await paySuccess(orderId), false)
    t.equal((await client.view(orderId)).status, 'waitbuyerpay')
    await client.control('/control/settings', { payOutcome: 'late' })
    t.equal(await paySuccess(orderId), false)
    await client.control('/control/clock', { minutes: 2 })
    t.equal((await client.view(orderId)).status, 'waitsellersend')
  })
  await t.test('a second debit is answered as set; a wrong amount is refused', async (t) => {
    await client.control('/control/settings', { payOutcome: 'paid' })
    const orderId = await client.paidOrder()
    t.equal(await paySuccess(orderId), true)
    await client.control('/control/settings', { secondDebit: 'refused' })
    t.match((await client.pay(orderId)).body, { result: { success: false, code: 'ORDER_STATUS_ERROR' } })
    t.match((await client.pay(await client.order(), ',"payAmount":1')).body, { result: { success: false, code: 'PAY_AMOUNT_ERROR' } })
  })
})

t.test('pay links may be partial and misspell their message', async (t) => {
  const orderId = await client.order()
  const paid = await client.paidOrder()
  const { text, body } = await client.trade('alibaba.alipay.url.get', { orderIdList: `[${orderId},${paid}]` })
  t.match(body, { success: true, payUrl: String })
  t.ok('erroMsg' in body)
  t.match(text, new RegExp(`"payFailureOrderList":\\[${paid}\\]`))
  t.match((await client.trade('alibaba.crossBorderPay.url.get', { orderIdList: `[${orderId}]` })).body, { success: 'true' })
  t.match((await client.trade('alibaba.alipay.url.get', { orderIdList: `[${paid}]` })).body, { success: false })
  t.match((await client.trade('alibaba.trade.payWay.query', { orderId })).body, {
    success: true,
    resultList: { payFee: Number, timeout: /^\d{4}-\d\d-\d\d / },
  })
})

t.test('memo, feedback and addresses', async (t) => {
  const orderId = await client.order()
  t.match((await client.trade('alibaba.order.memoAdd', { orderId, memo: '加急', remarkIcon: '1' })).body, { success: true })
  t.match((await client.detail(orderId)).baseInfo, { buyerMemo: '加急', buyerRemarkIcon: '1' })
  const feedback = (text: string) =>
    client.trade('alibaba.trade.addFeedback', { tradeFeedbackParam: `{"orderId":${orderId},"feedback":"${text}"}` })
  t.match((await feedback('请包好')).body, { success: true })
  t.match((await feedback('长'.repeat(500))).body, { success: false, result: { errorCode: '400_2' } })
  const saved = (await client.trade('alibaba.trade.receiveAddress.get')).body.result as { receiveAddressItems: Wire[] }
  t.match(saved.receiveAddressItems[0], { id: Number, isDefault: true, addressCode: '330782' })
  const product = await client.buyable()
  const cargo = `[${cargoLine(product.offerId, String(product.skus[0]?.specId), 5)}]`
  const create = (addressParam: string) => client.create(cargo, { addressParam })
  const made = (await create('{"addressId":7001002,"provinceText":"ignored"}')).body.result as Wire
  t.match(
    (await client.detail(String(made.orderId))).nativeLogistics,
    { province: '广东省', logisticsItems: null },
    'a saved address silently wins',
  )
  t.match((await create('{"addressId":1}')).body, { success: false, code: '400', message: /AddressId invalid/ })
  t.match((await create('{"provinceText":"浙江省"}')).body, { success: false, code: '400' })
  t.match((await client.trade('alibaba.trade.addresscode.parse', { addressInfo: '浙江省金华市义乌市测试路1号' })).body, {
    result: { addressCode: '330782', address: '测试路1号' },
  })
})

t.test('above 50 SKUs a call becomes several orders', async (t) => {
  const products = (await client.products('limit=600')).filter((product) => product.quirk === null && product.batchNumber === null)
  const groups = Map.groupBy(products, (product) => product.seller.openId)
  const lines = [...groups.values()]
    .map((group) =>
      group.flatMap((product) => product.skus.filter((sku) => sku.stock > 100).map((sku) => cargoLine(product.offerId, sku.specId, 20))),
    )
    .find((cargo) => cargo.length > 50)
  const { body } = await client.create(`[${lines?.slice(0, 51).join(',')}]`)
  t.equal(((body.result as Wire).orderList as unknown[]).length, 2)
})

t.test("an order that is not there, and another buyer's, are refused", async (t) => {
  const apps = ['1000000', '2000000'].map((appKey) => ({
    appKey,
    appSecret: 'test123',
    accessToken: `tok-${appKey}`,
    refreshToken: `ref-${appKey}`,
  }))
  const shared = await MockClient.start({ apps })
  t.teardown(() => shared.mock.close())
  shared.token = 'tok-1000000'
  const orderId = await shared.order()
  const detail = { webSite: '1688', orderId }
  t.match((await shared.trade('alibaba.trade.get.buyerView', { ...detail, orderId: '3999999999999990101' })).body, {
    success: 'false',
    errorCode: '400_2',
  })
  const other = shared.as('2000000', 'tok-2000000')
  t.match((await other.trade('alibaba.trade.get.buyerView', detail)).body, { success: 'false', errorCode: '400_3' })
  t.match((await other.trade('alibaba.trade.cancel', { webSite: '1688', tradeID: orderId, cancelReason: 'other' })).body, {
    success: false,
    errorCode: '400_3',
  })
  t.match((await other.trade('alibaba.trade.getBuyerOrderList')).body, { totalRecord: 0 })
})
