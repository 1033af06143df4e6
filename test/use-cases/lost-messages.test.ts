import t from 'tap'
import { openBench } from '../support/stack-bench.ts'
import { type Buyer, startBuyer } from '../support/stack-buyer.ts'

/** Runs the jobs that the outbox asks for, each once, as the relay and a worker would; answers how many there were. */
async function work({ core, settled }: Buyer): Promise<number> {
  const rows = await core.db.selectFrom('outbox').selectAll().where('relayedAt', 'is', null).orderBy('id').execute()
  for (const { id, name, payload } of rows) {
    await core.db.updateTable('outbox').set({ relayedAt: new Date() }).where('id', '=', id).execute()
    const on = payload.id ?? ''
    if (name === 'handle-upstream-message') await core.steps.handleUpstreamMessage(on)
    if (name === 'sync-purchase') await settled(() => core.steps.syncPurchase(on))
    if (name === 'sync-refund') await settled(() => core.steps.syncRefund(on))
    if (name === 'pay-out-refund') await core.uow.run((tx) => core.steps.payOutRefund(tx, on))
  }
  return rows.filter(({ name }) => name.startsWith('sync-')).length
}

async function untilQuiet(buyer: Buyer): Promise<number> {
  let synced = 0
  for (let round = 0; round < 5; round += 1) synced += await work(buyer)
  // News is told from what is known by the time it was made.
  await buyer.advance(1_000)
  return synced
}

const recoveries = {
  'by reading what was modified': {
    // Lost altogether: neither delivered nor listed as failed.
    push: { loseEvery: 1 },
    recover: ({ core }: Buyer) => core.steps.followChanges(),
  },
  'by pulling what could not be delivered': {
    push: { enabled: false },
    recover: ({ core }: Buyer) => core.steps.pullMessages(),
  },
}

for (const [how, { push, recover }] of Object.entries(recoveries)) {
  t.test(`no push ever arrives: news is found ${how}, each once`, async (t) => {
    const buyer = await startBuyer(t)
    const bench = await openBench(buyer)
    await buyer.control.settings({ push })
    const { orderId, lines } = await bench.bought()
    const [purchase] = await buyer.purchases(orderId)
    const lineId = lines[0]?.id ?? ''
    await recover(buyer)
    await untilQuiet(buyer)

    t.test('the seller ships', async (t) => {
      await buyer.control.post(`/orders/${purchase?.upstreamOrderId}/ship`)
      t.match(await bench.line(lineId), { state: 'PURCHASED' }, 'nobody told us')
      t.ok((await recover(buyer)) > 0)
      t.ok((await untilQuiet(buyer)) > 0)
      t.match(await bench.line(lineId), { state: 'SELLER_SHIPPED', shippedBySeller: 10, inTransit: 10 })
      t.equal((await buyer.core.uow.run((tx) => tx.parcels.listOfPurchase(purchase?.id ?? ''))).length, 1)
      t.equal(await recover(buyer), 0, 'looked at again: nothing new')
      t.equal(await untilQuiet(buyer), 0)
    })

    t.test('the seller pays a claim', async (t) => {
      const claim = await bench.claimed({ passed: 8, failed: 2 }, 'REFUND_ONLY')
      await buyer.advance(1_000)
      await recover(buyer)
      await untilQuiet(buyer)
      await buyer.control.post(`/refunds/${claim.upstreamRefundId}/agree`)
      t.not((await bench.refund(claim.refundId))?.state, 'PAID_OUT', 'nobody told us')
      t.ok((await recover(buyer)) > 0)
      await untilQuiet(buyer)
      t.match(await bench.refund(claim.refundId), { state: 'PAID_OUT' })
      t.equal(await recover(buyer), 0)
      t.equal(await untilQuiet(buyer), 0)
      const { rows } = {
        rows: await buyer.core.db.selectFrom('postingGroup').select('id').where('template', '=', 'payOutRefund').execute(),
      }
      t.equal(rows.length, 1, 'paid out once')
    })
    t.strictSame(await buyer.newProblems(), [])
  })
}

t.test('a failed list is read again from where it stood, and a clock turned back does not stop the reading', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  await buyer.control.settings({ push: { loseEvery: 1 } })
  const { orderId, lines } = await bench.bought()
  const [purchase] = await buyer.purchases(orderId)
  await buyer.core.steps.followChanges()
  await untilQuiet(buyer)
  await buyer.control.post(`/orders/${purchase?.upstreamOrderId}/ship`)
  await buyer.control.fault({ api: 'alibaba.trade.getBuyerOrderList', kind: 'http', status: 500, times: 3 })
  await t.rejects(buyer.core.steps.followChanges(), { code: 'http.5xx' })
  await buyer.core.db
    .updateTable('upstreamWatermark')
    .set({ reachedAt: new Date(Date.now() + 40 * 86_400_000) })
    .execute()
  t.equal(await buyer.core.steps.followChanges(), 1)
  await untilQuiet(buyer)
  t.match(await bench.line(lines[0]?.id ?? ''), { state: 'SELLER_SHIPPED' })
})
