import sharp from 'sharp'
import t from 'tap'
import type { UpstreamOrder } from '../../src/domain/upstream/order.ts'
import { priceFor } from '../../src/domain/upstream/price-for.ts'
import { createMockWorld, type MockWorld, plainProduct, warehouse } from './mock-world.ts'

/** Buys a plain product and pays for it. */
async function buy(world: MockWorld, outOrderId: string, pay = true): Promise<UpstreamOrder> {
  const product = await plainProduct(world)
  const quantity = product.minOrderQuantity * 4
  const lines = [{ offerId: product.offerId, specId: product.skus[0]?.specId ?? null, quantity }]
  const preview = await world.upstream.previewOrder({ address: warehouse, lines })
  if (preview.kind !== 'accepted') throw new Error(`preview: ${preview.code}`)
  const created = await world.upstream.createOrder({ address: warehouse, lines, flow: preview.orders[0]?.flow ?? 'general', outOrderId })
  if (created.kind !== 'accepted') throw new Error(`create: ${created.kind}`)
  const upstreamOrderId = created.orders[0]?.upstreamOrderId ?? ''
  if (pay) await world.upstream.payOrder(upstreamOrderId, created.orders[0]?.totalFen ?? 0n)
  return existing(await world.upstream.getOrder(upstreamOrderId))
}

function existing<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('not found')
  return thing
}

t.test('the client against the mock', async (t) => {
  const world = await createMockWorld()
  const { upstream, sandbox } = world
  t.teardown(() => world.close())

  t.test('the probe, and a signature the mock computes by itself', async (t) => {
    t.ok(Math.abs((await upstream.serverTime()).getTime() - Date.now()) < 60_000)
  })

  t.test('search, detail and what hangs on them', async (t) => {
    const page = await upstream.searchProducts({ keyword: '连衣裙', language: 'en', page: 1, pageSize: 20, keywordIsChinese: true })
    t.ok(page.items.length > 0 && page.total >= page.items.length)
    const hit = existing(page.items.find((item) => item.priceFen !== null))
    t.ok(hit.title.zh && hit.title.translated, 'both languages')
    const product = existing(await upstream.getProduct(hit.offerId, 'en'))
    t.equal(product.title.zh, hit.title.zh)
    t.ok(product.seller.openId && product.imageUrls.length > 0)
    const spec = product.skus[0]?.specId ?? null
    t.ok((priceFor(product, spec, product.minOrderQuantity) ?? 0n) > 0n)
    const sellers = await upstream.listSellerProducts({ sellerOpenId: product.seller.openId, language: 'en', page: 1, pageSize: 50 })
    t.ok(sellers.items.some((item) => item.offerId === product.offerId))
    const related = await upstream.relatedProducts(product.offerId, 'en')
    await upstream.followProduct(product.offerId)
    await upstream.followProduct(product.offerId)
    t.ok(related.items.length <= 10)
    const root = existing(await upstream.getCategory('0', 'en'))
    t.ok(root.children.length > 0)
    t.ok(existing(await upstream.getCategory(root.children[0]?.categoryId ?? '', 'en')).name.zh)
    t.equal(await upstream.getCategory('99999999', 'en'), undefined)
    t.equal(await upstream.getProduct('999999999999', 'en'), undefined)
  })

  t.test('paging shows every hit once', async (t) => {
    const seen = new Set<string>()
    let total = 0
    for (let page = 1; page <= 100; page += 1) {
      const { items, totalPages, total: count } = await upstream.searchProducts({ keyword: '裙', language: 'ja', page, pageSize: 20 })
      total = count
      for (const item of items) seen.add(item.offerId)
      if (page >= totalPages) break
    }
    t.equal(seen.size, total)
  })

  t.test('search by image', async (t) => {
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#c03020' } })
      .jpeg()
      .toBuffer()
    const imageId = await upstream.uploadSearchImage(picture)
    t.match(imageId, /^\d+$/)
    t.ok((await upstream.searchByImage({ imageId, language: 'en', page: 1, pageSize: 20 })).items.length > 0)
    await t.rejects(upstream.uploadSearchImage(new Uint8Array([1, 2, 3])), { code: 'image.unreadable' })
  })

  t.test('every kind of product is read, with every price and stock rule', async (t) => {
    for (const quoteType of [0, 1, 2]) {
      const { products } = (await world.control(`/products?quoteType=${quoteType}&limit=60`, {}, 'GET')) as {
        products: { offerId: string }[]
      }
      for (const { offerId } of products) {
        const product = existing(await upstream.getProduct(offerId, 'en'))
        const specs = quoteType === 0 ? [null] : product.skus.map((sku) => sku.specId)
        if (product.orderable)
          t.ok(
            specs.every((spec) => priceFor(product, spec, 10) !== undefined),
            `${offerId} is priced`,
          )
        t.equal(product.skus.length === 0, quoteType === 0)
      }
    }
  })

  t.test('preview agrees with create to the fen', async (t) => {
    const product = await plainProduct(world, 2)
    const lines = [{ offerId: product.offerId, specId: product.skus[0]?.specId ?? null, quantity: product.minOrderQuantity * 2 }]
    const preview = await upstream.previewOrder({ address: warehouse, lines })
    if (preview.kind !== 'accepted') throw new Error(preview.code)
    const [previewed] = preview.orders
    t.equal(previewed?.goodsFen, previewed && previewed.totalFen - previewed.freightFen)
    const created = await upstream.createOrder({ address: warehouse, lines, flow: previewed?.flow ?? '', outOrderId: 'AGREE-1' })
    t.match(created, { kind: 'accepted', orders: [{ totalFen: previewed?.totalFen, freightFen: previewed?.freightFen }], failedLines: [] })
  })

  t.test('preview refuses with typed reasons', async (t) => {
    const product = await plainProduct(world)
    const line = (quantity: number) => [{ offerId: product.offerId, specId: product.skus[0]?.specId ?? null, quantity }]
    t.match(await upstream.previewOrder({ address: warehouse, lines: line(10_000_000) }), { kind: 'refused', reason: 'stockShort' })
    t.match(
      await upstream.previewOrder({ address: warehouse, lines: [{ offerId: product.offerId, specId: 'f'.repeat(32), quantity: 5 }] }),
      {
        kind: 'refused',
        reason: 'sellersDifferOrSpecUnknown',
      },
    )
    t.match(await upstream.previewOrder({ address: warehouse, lines: [{ offerId: product.offerId, specId: null, quantity: 5 }] }), {
      kind: 'refused',
      reason: 'sellersDifferOrSpecMissing',
    })
  })

  t.test('buy, ship, trace, receive', async (t) => {
    const order = await buy(world, 'JOURNEY-1')
    t.match(order, { outOrderId: 'JOURNEY-1', status: 'awaitingShipment', lines: [{ shipping: 'notShipped' }] })
    t.equal(order.totalFen, order.goodsFen + order.freightFen)
    t.strictSame(await upstream.getParcels(order.upstreamOrderId), [])
    t.strictSame(await upstream.getTrace(order.upstreamOrderId), [])
    t.same(await upstream.urgeShipment(order.upstreamOrderId), { kind: 'accepted' })
    t.match(await upstream.urgeShipment(order.upstreamOrderId), { kind: 'refused', reason: 'tooMany' })
    const [sent] = await sandbox.shipOrder(order.upstreamOrderId)
    const [parcel] = await upstream.getParcels(order.upstreamOrderId)
    t.match(parcel, { waybillNo: sent?.waybillNo, logisticsId: sent?.logisticsId, lineIds: [order.lines[0]?.lineId] })
    t.equal(parcel?.lines[0]?.lineId, order.lines[0]?.lineId, '19 digits, unharmed')
    await sandbox.advanceParcel(sent?.waybillNo ?? '', 'inTransit')
    await sandbox.advanceParcel(sent?.waybillNo ?? '', 'signed')
    const [trace] = await upstream.getTrace(order.upstreamOrderId, parcel?.logisticsId)
    t.ok((trace?.steps.length ?? 0) >= 2)
    t.ok(Math.abs((trace?.steps.at(-1)?.at.getTime() ?? 0) - Date.now()) < 60_000, 'Beijing time read right')
    t.match(await upstream.getOrder(order.upstreamOrderId), { status: 'shipped', lines: [{ shipping: 'shipped' }] })
    t.same(await upstream.confirmReceipt(order.upstreamOrderId, [order.lines[0]?.lineId ?? '']), { kind: 'accepted' })
    t.match(await upstream.confirmReceipt(order.upstreamOrderId, [order.lines[0]?.lineId ?? '']), { kind: 'refused' })
    t.match(await upstream.getOrder(order.upstreamOrderId), { status: /received|completed/ })
  })

  t.test('an order listed by the time it changed, and one that is not there', async (t) => {
    const order = await buy(world, 'LISTED-1')
    const window = { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) }
    const page = await upstream.listOrdersModifiedSince(window, 1)
    t.ok(page.orders.some((listed) => listed.upstreamOrderId === order.upstreamOrderId && listed.totalFen === order.totalFen))
    t.strictSame((await upstream.listOrdersModifiedSince({ from: new Date(0), to: new Date(1000) }, 1)).orders, [])
    t.equal(await upstream.getOrder('1234567890123456789'), undefined)
  })

  t.test('cancel: too soon, then done, then not awaiting payment', async (t) => {
    const order = await buy(world, 'CANCEL-1', false)
    t.ok(order.payBefore && order.createdAt && order.payBefore > order.createdAt)
    t.match(await upstream.cancelOrder(order.upstreamOrderId, 'buyerCancel'), { kind: 'refused', reason: 'tooSoon' })
    await sandbox.advanceClock(11_000)
    t.same(await upstream.cancelOrder(order.upstreamOrderId, 'buyerCancel'), { kind: 'accepted' })
    t.match(await upstream.cancelOrder(order.upstreamOrderId, 'buyerCancel'), { kind: 'refused', reason: 'notAwaitingPayment' })
    t.match(await upstream.getOrder(order.upstreamOrderId), { status: 'closed', closedBy: 'buyer' })
    t.match(await upstream.cancelOrder('1', 'other'), { kind: 'refused', reason: 'notFound' })
  })

  t.test('the seller changes the price of an unpaid order (hazard 3)', async (t) => {
    const order = await buy(world, 'PRICE-1', false)
    await sandbox.changeOrderPrice(order.upstreamOrderId, { freightFen: order.freightFen + 500n })
    t.match(await upstream.getOrder(order.upstreamOrderId), { totalFen: order.totalFen + 500n })
    t.match(await upstream.payOrder(order.upstreamOrderId, order.totalFen), { kind: 'refused', code: 'PAY_AMOUNT_ERROR' })
  })

  t.test('a refund of unshipped goods', async (t) => {
    const order = await buy(world, 'REFUND-1')
    const lineIds = order.lines.map((line) => line.lineId)
    const [reason] = await upstream.refundReasons(order.upstreamOrderId, lineIds, 'notShipped')
    const max = await upstream.maxRefund({ upstreamOrderId: order.upstreamOrderId, goodsStatus: 'notShipped' })
    t.equal(max.totalFen, max.goodsFen + max.freightFen)
    const request = {
      ...({ upstreamOrderId: order.upstreamOrderId, lineIds, kind: 'refundOnly', goodsStatus: 'notShipped' } as const),
      ...{ goodsFen: max.goodsFen, freightFen: 0n, reasonId: reason?.reasonId ?? '', description: '不需要了', voucherUrls: [] },
    }
    t.match(await upstream.createRefund({ ...request, goodsFen: max.goodsFen - 1n }), { kind: 'refused', reason: 'amount' })
    t.match(await upstream.createRefund({ ...request, reasonId: '1' }), { kind: 'refused', reason: 'reasonInvalid' })
    const filed = await upstream.createRefund(request)
    if (filed.kind !== 'accepted') throw new Error(filed.kind)
    t.match(await upstream.createRefund(request), { kind: 'refused', reason: 'stateOrDuplicate' })
    t.match(await upstream.getRefund(filed.upstreamRefundId), {
      status: 'awaitingSeller',
      phase: 'inSale',
      lineIds,
      appliedGoodsFen: max.goodsFen,
    })
    await sandbox.agreeRefund(filed.upstreamRefundId)
    t.match(await upstream.getRefund(filed.upstreamRefundId), { status: 'succeeded', refundedGoodsFen: max.goodsFen })
    t.match(await upstream.getOrder(order.upstreamOrderId), { lines: [{ refundStatus: 'succeeded' }] })
    t.equal(await upstream.getRefund('TQ1'), undefined)
  })

  t.test('goods back: voucher, return parcel, money', async (t) => {
    const order = await buy(world, 'RETURN-1')
    const [parcel] = await sandbox.shipOrder(order.upstreamOrderId)
    await sandbox.advanceParcel(parcel?.waybillNo ?? '', 'signed')
    const line = existing(order.lines[0])
    const reasons = await upstream.refundReasons(order.upstreamOrderId, [line.lineId], 'received')
    const reason = existing(reasons.find((one) => one.needsVoucher))
    const jpeg = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer()
    const voucher = await upstream.uploadVoucher(jpeg)
    t.match(voucher, /^http/)
    const request = {
      ...{ upstreamOrderId: order.upstreamOrderId, lineIds: [line.lineId] },
      ...({ kind: 'returnAndRefund', goodsStatus: 'received' } as const),
      ...{ goodsFen: line.totalFen, freightFen: 0n, reasonId: reason.reasonId, description: '颜色不符' },
    }
    t.match(await upstream.createRefund({ ...request, voucherUrls: [] }), { kind: 'refused', reason: 'voucherNeeded' })
    const filed = await upstream.createRefund({ ...request, voucherUrls: [voucher] })
    if (filed.kind !== 'accepted') throw new Error(filed.kind)
    const parcelBack = { upstreamRefundId: filed.upstreamRefundId, carrierCode: 'ZTO', waybillNo: '75312345678901', description: '退回' }
    t.match(await upstream.returnGoods(parcelBack), { kind: 'refused', reason: 'wrongState' }, 'only after the seller agreed')
    await sandbox.rejectRefund(filed.upstreamRefundId, '无质量问题')
    t.match(await upstream.getRefund(filed.upstreamRefundId), { status: 'sellerRefused', rejectReason: '无质量问题', rejectTimes: 1 })
    t.same(await upstream.cancelRefund(filed.upstreamRefundId), { kind: 'accepted' })
    const again = await upstream.createRefund({ ...request, voucherUrls: [voucher] })
    if (again.kind !== 'accepted') throw new Error(again.kind)
    await sandbox.agreeRefund(again.upstreamRefundId)
    t.match(await upstream.getRefund(again.upstreamRefundId), { status: 'awaitingReturn' })
    const [address] = await upstream.returnAddress(order.upstreamOrderId)
    t.ok(address?.receiverName && address.province && address.street)
    const companies = await upstream.logisticsCompanies()
    t.match(await upstream.returnGoods({ ...parcelBack, upstreamRefundId: again.upstreamRefundId, carrierCode: 'NOBODY' }), {
      kind: 'refused',
      reason: 'carrierRejected',
    })
    t.same(await upstream.returnGoods({ ...parcelBack, upstreamRefundId: again.upstreamRefundId, carrierCode: companies[0]?.code ?? '' }), {
      kind: 'accepted',
    })
    t.match(await upstream.getRefund(again.upstreamRefundId), { status: 'returnInTransit', returnWaybillNo: '75312345678901' })
    await sandbox.confirmReturn(again.upstreamRefundId)
    t.match(await upstream.getRefund(again.upstreamRefundId), { status: 'succeeded', refundedGoodsFen: line.totalFen })
    t.strictSame((await upstream.findRefundsOfOrder(order.upstreamOrderId)).map((refund) => refund.status).sort(), ['closed', 'succeeded'])
  })

  t.test('a seller who stays silent loses by time-out', async (t) => {
    const order = await buy(world, 'SILENT-1')
    const lineIds = order.lines.map((line) => line.lineId)
    const [reason] = await upstream.refundReasons(order.upstreamOrderId, lineIds, 'notShipped')
    const filed = await upstream.createRefund({
      ...{ upstreamOrderId: order.upstreamOrderId, lineIds, kind: 'refundOnly', goodsStatus: 'notShipped', voucherUrls: [] },
      ...{ goodsFen: order.goodsFen, freightFen: 0n, reasonId: reason?.reasonId ?? '', description: '不需要了' },
    })
    if (filed.kind !== 'accepted') throw new Error(filed.kind)
    await sandbox.staySilent(filed.upstreamRefundId)
    await t.rejects(sandbox.agreeRefund(filed.upstreamRefundId), { code: 'sandbox.notPossible', outcome: 'permanent' })
    const timeoutAt = existing((await upstream.getRefund(filed.upstreamRefundId))?.timeoutAt ?? undefined)
    await sandbox.setClock(new Date(timeoutAt.getTime() + 1_000))
    t.match(await upstream.getRefund(filed.upstreamRefundId), { status: 'succeeded' })
  })

  t.test('the carrier: one parcel per reference, scans in order', async (t) => {
    const booking = { reference: 'shp_1', weightG: 1200, destinationCountry: 'JP', lineCode: 'JP-AIR' }
    const booked = await world.carrier.book(booking)
    t.strictSame(await world.carrier.book(booking), booked)
    t.match(booked.labelUrl, /^http/)
    await t.rejects(world.carrier.book({ ...booking, weightG: 1 }), { code: 'carrier.referenceTaken', outcome: 'permanent' })
    for (const status of ['collected', 'inTransit', 'customs', 'outForDelivery', 'delivered'] as const) {
      await sandbox.advanceCarrier(booked.trackingNo, status)
    }
    const events = await world.carrier.track(booked.trackingNo)
    t.strictSame(
      events.map((event) => event.status),
      ['booked', 'collected', 'inTransit', 'customs', 'outForDelivery', 'delivered'],
    )
    t.strictSame(await world.carrier.track('XY0CN'), [])
    await t.rejects(sandbox.advanceCarrier('XY0CN'), { code: 'sandbox.notFound' })
    await t.rejects(sandbox.advanceCarrier(booked.trackingNo, 'lost' as const), { code: 'sandbox.invalid' })
  })
})
