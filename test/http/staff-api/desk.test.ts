import t from 'tap'
import { aFile } from '../../store/warehouse-rows.ts'
import { addInspection, addRefund, addShipment, type SeedProduct } from './support/seed-world.ts'
import { buildStaffServer } from './support/staff-server.ts'

const product: SeedProduct = { zh: '台灯', en: 'Lamp', seller: '光合照明', options: [], imageUrl: null }
const work = { product, quantity: 6, partner: 'par_a' }

t.test('packing: picked, packed, paid, handed over', async (t) => {
  const { call, be, world } = await buildStaffServer()
  const id = addShipment(world, [{ ...work, bin: 'A-03-12' }])
  const as = await be('warehouseStaff')
  const url = `/staff/v1/shipments/${id}`
  const first = (await call({ url, as })).json()
  t.match(first, {
    state: 'PICKING',
    allowed: ['startPacking'],
    items: [{ bin: 'A-03-12', quantity: 6 }],
    weighing: { divisor: 6000, stepG: 500 },
  })
  t.notOk(JSON.stringify(first).includes('Bingomachi'), 'the street stays on the label')
  t.notOk(JSON.stringify(first).includes('1234 5678'), 'and so does the phone')
  t.match((await call({ method: 'POST', url: `${url}/start-packing`, as })).json(), { state: 'PACKING', allowed: ['pack'] })
  const cartons = [{ lengthMm: 500, widthMm: 400, heightMm: 380, weightG: 13_200 }]
  t.match((await call({ method: 'POST', url: `${url}/pack`, as, payload: { cartons } })).json(), {
    ...{ state: 'AWAITING_PAYMENT', allowed: [], cartons },
    freight: { amount: 13_200, currency: 'JPY' },
  })
  t.equal((await call({ method: 'POST', url: `${url}/pack`, as, payload: { cartons: [] } })).statusCode, 422, 'no cartons is no shipment')
  const packed = world.shipments.get(id)
  if (packed) world.shipments.set(id, { ...packed, state: 'READY', paidAt: world.clock.now(), carrierTrackingNo: 'EMS1' })
  t.match((await call({ url, as })).json(), { allowed: ['handOver'], carrierTrackingNo: 'EMS1' })
  t.match((await call({ method: 'POST', url: `${url}/hand-over`, as })).json(), { state: 'HANDED_OVER', allowed: [] })
})

t.test('claims: each role sees its own buttons', async (t) => {
  const { call, be, world } = await buildStaffServer()
  const review = addRefund(world, { ...work, state: 'UNDER_REVIEW' })
  const back = addRefund(world, { ...work, state: 'RETURN_APPROVED' })
  const allowed = async (id: string, role: 'afterSales' | 'finance' | 'warehouseStaff') =>
    (await call({ url: `/staff/v1/refunds/${id}`, as: await be(role) })).json().allowed
  t.same(await allowed(review.id, 'afterSales'), ['approve', 'reject'])
  t.same(await allowed(review.id, 'finance'), ['approve'])
  t.same(await allowed(review.id, 'warehouseStaff'), [])
  t.same(await allowed(back.id, 'warehouseStaff'), ['shipReturn'])

  const desk = await be('afterSales')
  const over = addRefund(world, { ...work, state: 'UPSTREAM_CLOSED' })
  t.same(await allowed(over.id, 'afterSales'), ['settle'])
  t.same(await allowed(over.id, 'finance'), [])
  const settle = (payload: object, as = desk) => call({ method: 'POST', url: `/staff/v1/refunds/${over.id}/settle`, as, payload })
  const own = { compensation: 1200, keepGoods: false, reason: '善意补偿' }
  t.equal((await settle({ ...own, reason: '' })).statusCode, 422, 'never without a reason')
  t.equal((await settle({ ...own, compensation: 0 })).statusCode, 422)
  t.equal((await settle(own, await be('finance'))).statusCode, 403)
  t.match((await settle(own)).json(), { state: 'PAYOUT_PENDING', settlement: { outcome: 'COMPENSATED', reason: '善意补偿' } })
  const url = `/staff/v1/refunds/${review.id}`
  t.match((await call({ url, as: desk })).json(), {
    requested: { amount: 4380, currency: 'EUR' },
    requestedUpstream: { amount: 33_600, currency: 'CNY' },
    orderedQuantity: 24,
  })
  t.equal((await call({ method: 'POST', url: `${url}/reject`, as: desk, payload: { reason: '' } })).statusCode, 422)
  t.match((await call({ method: 'POST', url: `${url}/reject`, as: desk, payload: { reason: '证据不足' } })).json(), {
    state: 'REJECTED_BY_AGENT',
    rejectReason: '证据不足',
  })
  const sent = await call({
    method: 'POST',
    url: `/staff/v1/refunds/${back.id}/ship-return`,
    as: desk,
    payload: { courierCode: 'SF', waybillNo: 'SF1488238836' },
  })
  t.match(sent.json(), { state: 'RETURN_SHIPPED', returnWaybillNo: 'SF1488238836' })
})

t.test('the work list and its figures', async (t) => {
  const { call, be, world } = await buildStaffServer()
  world.partnerNames.set('par_a', 'Sakura Select')
  addInspection(world, { ...work, waybillNo: 'SF1', dueInHours: 5 })
  addInspection(world, { ...work, waybillNo: 'SF2', dueInHours: 1 })
  addInspection(world, { ...work, waybillNo: 'SF3', arrived: false })
  addShipment(world, [{ ...work, bin: 'A-1' }])
  const as = await be('operatorAdmin')
  const { tasks } = (await call({ url: '/staff/v1/tasks', as })).json<{
    tasks: { kind: string; waybillNo: string | null; partnerName: string }[]
  }>()
  t.same(
    tasks.slice(0, 2).map(({ waybillNo }) => waybillNo),
    ['SF2', 'SF1'],
    'most pressing first',
  )
  t.match(tasks[0], { kind: 'inspection', partnerName: 'Sakura Select' })
  t.same((await call({ url: '/staff/v1/counts', as })).json(), { counts: { inspection: 2, arrival: 1, consolidation: 1 } })
})

t.test('claims: what the partner sent is listed, pictures are shown small, papers are handed over and not opened', async (t) => {
  const { call, be, world } = await buildStaffServer()
  const as = await be('afterSales')
  const send = (contentType: string, fileName: string) => {
    const file = aFile({ partnerId: 'par_a', livemode: false }, { contentType, fileName, purpose: 'REFUND_EVIDENCE', byteLength: 5 })
    world.files.set(file.id, file)
    world.bytes.set(file.storageKey, Buffer.from('bytes'))
    return file.id
  }
  const [picture, paper, gone] = [send('image/jpeg', '破损.jpg'), send('application/pdf', 'letter.pdf'), aFile(NOBODY).id]
  const refund = addRefund(world, { ...work, state: 'UNDER_REVIEW' })
  world.refunds.set(refund.id, {
    ...refund,
    state: 'NEEDS_EVIDENCE',
    evidenceFileIds: [picture, paper, gone],
    evidenceItems: [{ fileId: picture, item: 'DEFECT_CLOSE_UP' }],
    missingEvidence: ['OUTER_BOX'],
  })
  t.match((await call({ url: `/staff/v1/refunds/${refund.id}`, as })).json(), {
    missingEvidence: ['OUTER_BOX'],
    evidence: [
      { fileId: picture, isKept: true, isPicture: true, fromPartner: true, items: ['DEFECT_CLOSE_UP'], fileName: '破损.jpg' },
      { fileId: paper, isKept: true, isPicture: false, fromPartner: true, items: [], fileName: 'letter.pdf', byteLength: 5 },
      { fileId: gone, isKept: false },
    ],
  })
  const safe = { 'x-content-type-options': 'nosniff', 'content-security-policy': /sandbox/, 'cache-control': /^private/ }
  const whole = await call({ url: `/staff/v1/files/${picture}`, as })
  t.match(whole.headers, {
    ...safe,
    'content-type': 'image/jpeg',
    'content-disposition': /^inline; filename="fil_\w+"; filename\*=UTF-8''%E7/,
  })
  t.equal(whole.body, 'bytes')
  t.equal((await call({ url: `/staff/v1/files/${picture}?size=thumbnail`, as })).body, 'b', 'what the shrinker of this world leaves')
  for (const size of ['', '?size=thumbnail']) {
    const answer = await call({ url: `/staff/v1/files/${paper}${size}`, as })
    t.match(answer.headers, { ...safe, 'content-type': 'application/pdf', 'content-disposition': /^attachment/ })
    t.equal(answer.body, 'bytes')
  }
  t.equal((await call({ url: `/staff/v1/files/${gone}`, as })).statusCode, 404)
})

t.test('packing: the owner’s papers are listed', async (t) => {
  const { call, be, world } = await buildStaffServer()
  const paper = aFile(NOBODY, { contentType: 'application/pdf', fileName: 'customs.pdf', purpose: 'CUSTOMS_DOCUMENT' })
  world.files.set(paper.id, paper)
  const id = addShipment(world, [{ ...work, bin: 'A-03-12' }])
  const shipment = world.shipments.get(id)
  if (shipment) world.shipments.set(id, { ...shipment, documentFileIds: [paper.id] })
  t.match((await call({ url: `/staff/v1/shipments/${id}`, as: await be('warehouseStaff') })).json(), {
    documents: [{ fileId: paper.id, isKept: true, isPicture: false, fileName: 'customs.pdf', purpose: 'CUSTOMS_DOCUMENT' }],
  })
})

const NOBODY = { partnerId: 'par_a', livemode: false }
