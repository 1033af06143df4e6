import t from 'tap'
import { HOUR_MS } from '../../src/domain/shared/clock.ts'
import { createStuckWork } from '../../src/store/stuck-work.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

t.test('a parcel that does not move', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const { steps } = buyer.core
  const shipped = async () => {
    const { orderId, lines } = await bench.bought()
    const waybillNo = await bench.shipped(orderId)
    const [purchase] = await buyer.purchases(orderId)
    const purchaseId = purchase?.id ?? ''
    return {
      ...{ orderId, waybillNo, lineId: lines[0]?.id ?? '', purchaseId },
      parcel: async () => (await buyer.core.uow.run((tx) => tx.parcels.listOfPurchase(purchaseId)))[0],
      advance: (status: string) => buyer.control.post(`/parcels/${waybillNo}/advance`, { status }),
      sync: () => buyer.settled(() => steps.syncPurchase(purchaseId)),
    }
  }
  const wait = (hours: number) => buyer.advance(hours * HOUR_MS)
  const isDue = async (purchaseId: string) =>
    (await createStuckWork(buyer.core.db).purchasesWithStillParcels(buyer.clock.now(), 100)).includes(purchaseId)
  const told = async (id: string) =>
    (
      await buyer.core.db
        .selectFrom('partnerEvent')
        .select('type')
        .where('resourceId', '=', id)
        .where('type', '=', 'parcel.stalled')
        .execute()
    ).length

  t.test('for three days is stalled, with its line, and both go on when it moves', async (t) => {
    const goods = await shipped()
    await wait(71)
    t.equal(await isDue(goods.purchaseId), false, 'nobody is asked too early')
    await wait(2)
    t.equal(await isDue(goods.purchaseId), true, 'then the courier is asked')
    t.ok(((await steps.reconcile())['sync-purchase'] ?? 0) > 0)
    t.equal((await goods.parcel())?.state, 'EXPECTED', 'before anything is said')
    await goods.sync()
    await goods.sync()
    t.match(await goods.parcel(), { state: 'STALLED', stallsAt: null })
    t.equal(await isDue(goods.purchaseId), false, 'and is left alone')
    t.match(await bench.line(goods.lineId), { state: 'EXCEPTION_HOLD', inTransit: 10 })
    t.equal(await told((await goods.parcel())?.id ?? ''), 1)
    await wait(1)
    await goods.advance('TRANSPORT')
    await goods.sync()
    t.match(await goods.parcel(), { state: 'IN_TRANSIT', movedAt: buyer.clock.now() })
    t.match(await bench.line(goods.lineId), { state: 'SELLER_SHIPPED' })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('is not stalled while the courier writes, however slow the road', async (t) => {
    const goods = await shipped()
    for (const status of ['ACCEPT', 'TRANSPORT', 'DELIVERING']) {
      await wait(60)
      await goods.advance(status)
      await wait(13)
      await goods.sync()
      t.match(await goods.parcel(), { state: 'IN_TRANSIT' })
      t.match(await bench.line(goods.lineId), { state: 'SELLER_SHIPPED' })
    }
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('and that 1688 lists no longer is stalled, too', async (t) => {
    const goods = await shipped()
    await wait(73)
    await buyer.core.db
      .updateTable('parcel')
      .set({ upstreamLogisticsId: 'LP-UNLISTED', waybillNo: 'SF-UNLISTED' })
      .where('purchaseId', '=', goods.purchaseId)
      .execute()
    await goods.sync()
    t.match((await buyer.core.uow.run((tx) => tx.parcels.listOfPurchase(goods.purchaseId))).map(({ state }) => state).sort(), [
      'EXPECTED',
      'STALLED',
    ])
    t.equal(await isDue(goods.purchaseId), true, 'the one listed instead is asked about next')
  })

  t.test('may be scanned at the dock after all', async (t) => {
    const goods = await shipped()
    await wait(73)
    await goods.sync()
    t.equal((await bench.line(goods.lineId))?.state, 'EXCEPTION_HOLD')
    const { inspections } = await bench.arrive(goods.waybillNo)
    t.match(await bench.line(goods.lineId), { state: 'ARRIVED' })
    await bench.inspect(inspections[0]?.id ?? '', { passed: 10, failed: 0 })
    t.match(await bench.line(goods.lineId), { state: 'STORED', inStock: 10 })
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('can be claimed as a false shipment; the line ends with the money, not with the talk', async (t) => {
    const goods = await shipped()
    await wait(73)
    await goods.sync()
    const claim = () => bench.request(goods.lineId, 10, 'IN_TRANSIT_REFUND_ONLY', null, 'FALSE_SHIPMENT')
    const refused = await claim()
    await bench.file(refused.id)
    await bench.cancel(refused.id)
    await bench.sync(refused.id)
    t.equal((await bench.line(goods.lineId))?.state, 'EXCEPTION_HOLD', 'what is withdrawn ends nothing: the goods may still come')
    const { id } = await claim()
    await bench.file(id)
    await buyer.control.post(`/refunds/${(await bench.refund(id))?.upstreamRefundId}/agree`)
    await bench.sync(id)
    await bench.payOut(id)
    t.match(await bench.line(goods.lineId), { state: 'REFUNDED', refunded: 10 })
    t.strictSame(await buyer.newProblems(), [])
  })
})
