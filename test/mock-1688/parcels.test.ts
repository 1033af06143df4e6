import t from 'tap'
import { MockClient, type Wire } from './mock-client.ts'

const client = await MockClient.start()
t.teardown(() => client.mock.close())
t.beforeEach(async () => {
  await client.control('/control/reset', {})
})

const ship = async (orderId: string, body: unknown = {}) =>
  (await client.control(`/control/orders/${orderId}/ship`, body)).body as {
    status: string
    parcels: { waybillNo: string; logisticsId: string }[]
  }
const infos = (orderId: string) => client.logistics('alibaba.trade.getLogisticsInfos.buyerView', { orderId })
const trace = (orderId: string) => client.logistics('alibaba.trade.getLogisticsTraceInfo.buyerView', { orderId })

t.test('not shipped yet is an error, not an empty list', async (t) => {
  const orderId = await client.paidOrder()
  const { status, body } = await infos(orderId)
  t.equal(status, 200)
  t.match(body, { success: false, errorCode: '500_2' })
  t.notOk('result' in body)
  t.equal(
    (await client.call('com.alibaba.trade', 'alibaba.trade.getLogisticsInfos.buyerView', { orderId, webSite: '1688' })).body.error_code,
    'gw.APIUnsupported',
  )
})

t.test('a whole shipment: lines in the parcel, raw ids, steps in Beijing time', async (t) => {
  const orderId = await client.paidOrder(2)
  const { parcels, status } = await ship(orderId)
  t.equal(status, 'waitbuyerreceive')
  const { text, body } = await infos(orderId)
  t.match(text, new RegExp(`"tradeOrderId":${orderId},`))
  t.match(body, {
    success: true,
    result: [{ logisticsBillNo: parcels[0]?.waybillNo, status: 'WAITACCEPT', sendGoods: [{ quantity: 5 }, { quantity: 5 }] }],
  })
  t.match((await trace(orderId)).body, { success: false, errorCode: '404' })
  for (const step of ['ACCEPT', 'TRANSPORT', 'DELIVERING', 'SIGN'])
    await client.control(`/control/parcels/${parcels[0]?.waybillNo}/advance`, { status: step })
  const steps = ((await trace(orderId)).body.logisticsTrace as { logisticsSteps: Wire[] }[])[0]?.logisticsSteps ?? []
  t.equal(steps.length, 4)
  t.match(steps[0], { acceptTime: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, remark: /揽收/ })
  t.match((await infos(orderId)).body, { result: [{ status: 'SIGN' }] })
  const detail = await client.detail(orderId)
  t.match(detail.nativeLogistics, { logisticsItems: [{ status: 'alreadysend', logisticsBillNo: parcels[0]?.waybillNo }] })
})

t.test('a partial shipment keeps the order waiting, line by line', async (t) => {
  const orderId = await client.paidOrder(2)
  t.equal((await ship(orderId, { partial: true })).status, 'waitsellersend')
  const items = (await client.detail(orderId)).productItems as Wire[]
  t.strictSame(
    items.map((item) => item.logisticsStatus),
    [2, 1],
  )
  t.equal((await ship(orderId)).status, 'waitbuyerreceive')
  t.equal((await client.view(orderId)).parcels.length, 2)
  t.equal((await client.control(`/control/orders/${orderId}/ship`, {})).status, 409)
})

t.test('several parcels with part of a line each', async (t) => {
  const orderId = await client.paidOrder()
  const parcels = [{ lines: [{ subItemId: orderId, quantity: 2 }], courierNo: 'SF' }, { quantity: 3 }]
  t.equal((await ship(orderId, { parcels })).parcels.length, 2)
  t.match((await infos(orderId)).body, {
    result: [{ logisticsCompanyNo: 'SF', sendGoods: [{ quantity: 2 }] }, { sendGoods: [{ quantity: 3 }] }],
  })
  const other = await client.paidOrder()
  t.equal((await client.control(`/control/orders/${other}/ship`, { parcels: [{ quantity: 6 }] })).status, 409, 'more than was bought')
  t.equal((await client.control(`/control/orders/${other}/ship`, { parcel: [] })).status, 422)
})

t.test('a short shipment looks whole on paper', async (t) => {
  const orderId = await client.paidOrder()
  await client.control(`/control/orders/${orderId}/ship-short`, { missing: 2 })
  t.match((await infos(orderId)).body, { result: [{ sendGoods: [{ quantity: 5 }] }] })
  t.match((await client.view(orderId)).parcels, [{ lines: [{ quantity: 5, actualQuantity: 3 }] }])
})

t.test('no logistics has no waybill; a waybill can be corrected', async (t) => {
  const orderId = await client.paidOrder()
  await ship(orderId, { parcels: [{ noLogistics: true }] })
  const [only] = (await infos(orderId)).body.result as Wire[]
  t.notOk('logisticsBillNo' in (only ?? {}))
  const other = await client.paidOrder()
  const { parcels } = await ship(other)
  await client.control(`/control/parcels/${parcels[0]?.waybillNo}/change-waybill`, { waybillNo: 'SF1234567890', courierNo: 'SF' })
  t.match((await infos(other)).body, { result: [{ logisticsBillNo: 'SF1234567890', logisticsCompanyNo: 'SF' }] })
})

t.test('receipt, in part and whole', async (t) => {
  const orderId = await client.paidOrder(2)
  const [first, second] = (await client.view(orderId)).lines.map((line) => line.subItemId)
  const confirm = async (ids: string): Promise<Wire> =>
    (await client.trade('trade.receivegoods.confirm', { orderId, orderEntryIds: ids })).body.result as Wire
  t.match(await confirm(`[${first}]`), { success: false, errorCode: '400_5' }, 'not shipped yet')
  await ship(orderId)
  t.match(await confirm('[123]'), { success: false, errorCode: '400_4' })
  t.match(await confirm(`[${first}]`), { success: true })
  t.equal((await client.view(orderId)).status, 'waitbuyerreceive')
  t.match(await confirm(`[${second}]`), { success: true })
  t.equal((await client.view(orderId)).status, 'success')
})

t.test('receipt comes by itself ten days after shipment when signed for in time, else later', async (t) => {
  const signed = await client.paidOrder()
  const { parcels } = await ship(signed)
  await client.control(`/control/parcels/${parcels[0]?.waybillNo}/advance`, { status: 'SIGN' })
  const unsigned = await client.paidOrder()
  await ship(unsigned)
  await client.control('/control/clock', { days: 9.9 })
  t.equal((await client.view(signed)).status, 'waitbuyerreceive')
  await client.control('/control/clock', { days: 0.2 })
  t.equal((await client.view(signed)).status, 'success')
  t.equal((await client.view(unsigned)).status, 'waitbuyerreceive')
  await client.control('/control/clock', { days: 21 })
  t.equal((await client.view(unsigned)).status, 'success')
})

t.test('the autopilot ships, moves and signs while the clock runs', async (t) => {
  await client.control('/control/settings', { autopilot: { shipAfterHours: 24, parcelStepHours: 12, carrierStepHours: 24 } })
  const orderId = await client.paidOrder()
  await client.control('/control/clock', { hours: 25 })
  t.match(await client.view(orderId), { status: 'waitbuyerreceive', parcels: [{ status: 'CONSIGN' }] })
  await client.control('/control/clock', { days: 3 })
  t.match(await client.view(orderId), { parcels: [{ status: 'SIGN' }] })
})

t.test('companies, urging, and our number by waybill', async (t) => {
  const { body } = await client.logistics('alibaba.logistics.OpQueryLogisticCompanyList.offline')
  t.match(body.result, [{ companyNo: 'ZTO', id: Number }])
  const orderId = await client.order(1, { outOrderId: 'GW-LABEL', dropshipping: 'y' })
  t.match((await client.logistics('logistics.delivery.urge', { orderId })).body, { result: { success: false } }, 'unpaid')
  await client.pay(orderId)
  t.match((await client.logistics('logistics.delivery.urge', { orderId })).body, { result: { success: true } })
  t.match(
    (await client.logistics('logistics.delivery.urge', { orderId })).body,
    { result: { success: false, code: '400_5' } },
    'once in 24 hours',
  )
  const { parcels } = await ship(orderId)
  const found = await client.xyt('logistics.order.getOutOrderId', { shipmentId: String(parcels[0]?.waybillNo) })
  t.match(found.text, new RegExp(`"outOrderId":"GW-LABEL","orderId":${orderId}`))
  t.match((await client.xyt('logistics.order.getOutOrderId', { shipmentId: 'none' })).body, { success: false, model: null })
  const relation = `{"orderId":"S1","parentOrderId":"M1","purchaseOrderId":${orderId},"purchaseParentOrderId":${orderId}}`
  t.match((await client.xyt('order.relation.write', { orderRelationParam: relation })).body, { success: true })
})

t.test('the international carrier', async (t) => {
  const body = { reference: 'SHP-1', weightG: 1200, destinationCountry: 'US', lineCode: 'AIR-STD' }
  const first = await client.control('/carrier/shipments', body)
  t.match(first.body, { trackingNo: /^XY\d{11}CN$/, labelUrl: String, events: [{ status: 'LABEL_CREATED' }] })
  const { trackingNo, labelUrl } = first.body as { trackingNo: string; labelUrl: string }
  t.equal((await client.control('/carrier/shipments', body)).body.trackingNo, trackingNo, 'one shipment per reference')
  t.equal((await client.control('/carrier/shipments', { ...body, weightG: 1 })).status, 409)
  t.equal((await client.control('/carrier/shipments', { ...body, reference: 'x', weightG: 0 })).status, 422)
  t.equal((await fetch(labelUrl)).headers.get('content-type'), 'image/png')
  for (const status of ['PICKED_UP', 'EXPORT_CLEARED', 'IN_TRANSIT', 'IMPORT_CLEARANCE', 'OUT_FOR_DELIVERY', 'DELIVERED']) {
    t.equal((await client.control(`/control/carrier/${trackingNo}/advance`, { status })).body.status, status)
  }
  t.equal(((await client.control(`/carrier/shipments/${trackingNo}`)).body.events as unknown[]).length, 7)
  t.equal((await client.control('/carrier/shipments/none')).status, 404)
})
