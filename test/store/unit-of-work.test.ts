import t from 'tap'
import { isRefusal } from '../../src/domain/shared/refusal.ts'
import { insertEverything } from './everything.ts'
import { aHold, aTopUp } from './ledger-rows.ts'
import { openStore } from './open-store.ts'
import { aLine, anOrder, aQuote, insertOrder, newTenant } from './order-rows.ts'

t.test('the unit of work', async (t) => {
  const store = await openStore(t)
  const { unitOfWork, db } = store
  const tenant = await newTenant(store)

  t.test('every aggregate comes back as it was written', async (t) => {
    const rows = await insertEverything(store, tenant)
    const { quotes, orders, lines, purchases, parcels, inspections, stock, shipments, refunds, files } = await unitOfWork.run(
      async (tx) => ({
        quotes: await tx.quotes.find(rows.quote.id),
        orders: await tx.orders.find(rows.order.id),
        lines: await tx.lines.find(rows.line.id),
        purchases: await tx.purchases.find(rows.purchase.id),
        parcels: [await tx.parcels.find(rows.parcel.id), await tx.parcels.linesOf(rows.parcel.id)],
        inspections: [await tx.inspections.find(rows.inspection.id), await tx.inspections.photosOf(rows.inspection.id)],
        stock: await tx.stock.find(rows.lot.id),
        shipments: [await tx.shipments.find(rows.shipment.id), await tx.shipments.itemsOf(rows.shipment.id)],
        refunds: await tx.refunds.find(rows.refund.id),
        files: await tx.files.find(rows.file.id),
      }),
    )
    t.strictSame(quotes, { ...rows.quote, status: 'ORDERED', orderId: rows.order.id })
    t.strictSame(orders, rows.order, 'metadata keys and money included')
    t.strictSame(lines, rows.line)
    t.strictSame(purchases, rows.purchase)
    t.strictSame(parcels, [rows.parcel, [rows.parcelLine]])
    t.strictSame(inspections, [rows.inspection, [rows.photo]])
    t.strictSame(stock, rows.lot)
    t.strictSame(shipments, [rows.shipment, [rows.item]])
    t.strictSame(refunds, rows.refund)
    t.strictSame(files, rows.file)
  })

  t.test('what was written is seen by the next question of the same transaction', async (t) => {
    const seen = await unitOfWork.run(async (tx) => {
      const { order, line } = await insertOrder(tx, tenant)
      const paid = await tx.lines.update({ ...line, state: 'PAID' })
      t.equal(paid.version, 2)
      await tx.lines.update({ ...paid, state: 'PURCHASING' })
      return tx.lines.listOfOrder(order.id)
    })
    t.match(seen, [{ state: 'PURCHASING', version: 3 }])
  })

  t.test('a change by an older version is refused', async (t) => {
    const { line } = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    const save = () => unitOfWork.run((tx) => tx.lines.update({ ...line, state: 'PAID' }))
    t.equal((await save()).version, 2)
    await t.rejects(save(), { code: 'resource.version_mismatch', facts: { id: line.id, expectedVersion: 1 } })
  })

  t.test('of a row that was read, what did not change is not written', async (t) => {
    const { line } = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    await unitOfWork.run(async (tx) => {
      const found = await tx.lines.find(line.id)
      if (found === undefined) return t.fail('the line is there')
      await store.raw.query("update order_line set remark = 'by hand' where id = $1", [line.id])
      await tx.lines.update({ ...(await tx.lines.update({ ...found, state: 'PAID' })), state: 'PURCHASING' })
    })
    t.match(await unitOfWork.run((tx) => tx.lines.find(line.id)), { remark: 'by hand', state: 'PURCHASING', version: 3 })
  })

  t.test('two changes to the same version in one transaction are refused', async (t) => {
    const { line } = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    const twice = unitOfWork.run(async (tx) => {
      await tx.lines.update({ ...line, state: 'PAID' })
      await tx.lines.update({ ...line, state: 'CANCELLED' })
    })
    await t.rejects(twice, { code: 'resource.version_mismatch', facts: { id: line.id, expectedVersion: 1 } })
    t.match(await unitOfWork.run((tx) => tx.lines.find(line.id)), { state: 'PENDING_PAYMENT', version: 1 })
  })

  t.test('of ten who change the same version, one wins', async (t) => {
    const { line } = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => unitOfWork.run((tx) => tx.lines.update({ ...line, state: 'PAID' }))),
    )
    t.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1)
    t.ok(outcomes.every((outcome) => outcome.status === 'fulfilled' || isRefusal(outcome.reason, 'resource.version_mismatch')))
  })

  t.test('writers of one row queue up behind its lock', async (t) => {
    const { line } = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    const addOne = () =>
      unitOfWork.run(async (tx) => {
        const locked = await tx.lines.lock(line.id)
        if (locked !== undefined) await tx.lines.update({ ...locked, refundedMinor: locked.refundedMinor + 1n })
      })
    await Promise.all(Array.from({ length: 20 }, addOne))
    const after = await unitOfWork.run((tx) => tx.lines.find(line.id))
    t.match(after, { refundedMinor: 20n, version: 21 })
  })

  t.test('lines of one order are always locked in the same order', async (t) => {
    const { order, line } = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    const second = aLine(tenant, order.id, { lineNo: 2 })
    await unitOfWork.run((tx) => tx.lines.insert(second))
    await Promise.all(
      Array.from({ length: 20 }, () =>
        unitOfWork.run(async (tx) => {
          const locked = await tx.lines.lockOfOrder(order.id)
          t.same(
            locked.map(({ id }) => id),
            [line.id, second.id].sort(),
          )
          for (const row of locked.reverse()) await tx.lines.update({ ...row, refundedMinor: row.refundedMinor + 1n })
        }),
      ),
    )
    const after = await unitOfWork.run((tx) => tx.lines.listOfOrder(order.id))
    t.same(
      after.map((row) => row.refundedMinor),
      [20n, 20n],
    )
  })

  t.test('a deadlock is tried again until both have finished', async (t) => {
    const first = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    const second = await unitOfWork.run((tx) => insertOrder(tx, tenant))
    let tries = 0
    let holding = 0
    const bothHoldOne = Promise.withResolvers<void>()
    const lockBoth = (ids: string[]) =>
      unitOfWork.run(async (tx) => {
        tries += 1
        await tx.lines.lock(ids[0] ?? '')
        if (++holding === 2) bothHoldOne.resolve()
        await bothHoldOne.promise
        await tx.lines.lock(ids[1] ?? '')
      })
    await Promise.all([lockBoth([first.line.id, second.line.id]), lockBoth([second.line.id, first.line.id])])
    t.equal(tries, 3, 'the victim ran twice')
  })

  t.test('nothing stays of a transaction whose work throws', async (t) => {
    const quote = aQuote(tenant)
    const work = unitOfWork.run(async (tx) => {
      await tx.quotes.insert(quote)
      await tx.ledger.post(aTopUp(tenant, 1n))
      await tx.outbox.addJob('reconcile', {})
      throw new Error('stop')
    })
    await t.rejects(work, { message: 'stop' })
    t.equal(await unitOfWork.run((tx) => tx.quotes.find(quote.id)), undefined)
    t.same(await db.selectFrom('outbox').selectAll().execute(), [])
  })

  t.test('a finished transaction refuses every further use', async (t) => {
    const escaped = await unitOfWork.run(async (tx) => tx)
    await t.rejects(escaped.quotes.find('quo_1'), { message: /ended/ })
    await t.rejects(escaped.quotes.insert(aQuote(tenant)), { message: /ended/ })
    await t.rejects(escaped.outbox.addJob('reconcile', {}), { message: /ended/ })
    await t.rejects(escaped.ledger.post(aTopUp(tenant, 1n)), { message: /ended/ })
  })

  t.test('an external reference is taken once per partner and mode', async (t) => {
    const place = (owner = tenant) => unitOfWork.run((tx) => insertOrder(tx, owner, { order: { externalRef: 'PO-1' } }))
    await place()
    await t.rejects(place(), { code: 'order.external_ref_taken' })
    await place({ ...tenant, livemode: true })
    await place(await newTenant(store))
    const found = await unitOfWork.run((tx) => tx.orders.findByExternalRef(tenant, 'PO-1'))
    t.match(found, { livemode: false, externalRef: 'PO-1' })
  })

  t.test('a quote makes one order', async (t) => {
    const quote = aQuote(tenant)
    await unitOfWork.run((tx) => tx.quotes.insert(quote))
    await unitOfWork.run((tx) => tx.orders.insert(anOrder(tenant, quote.id)))
    await t.rejects(
      unitOfWork.run((tx) => tx.orders.insert(anOrder(tenant, quote.id))),
      { code: 'quote.already_used' },
    )
  })

  t.test('a large order is written in several statements', async (t) => {
    const { order } = await unitOfWork.run(async (tx) => {
      const made = await insertOrder(tx, tenant)
      for (let lineNo = 2; lineNo <= 1000; lineNo++) await tx.lines.insert(aLine(tenant, made.order.id, { lineNo }))
      return made
    })
    t.equal((await unitOfWork.run((tx) => tx.lines.listOfOrder(order.id))).length, 1000)
  })

  t.test('spending more than there is comes out as wallet.insufficient', async (t) => {
    await t.rejects(
      unitOfWork.run((tx) => tx.ledger.post(aHold(tenant, 1_000_000n))),
      { code: 'wallet.insufficient' },
    )
  })
})
