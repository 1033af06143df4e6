import t from 'tap'
import { HOUR_MS } from '../../src/domain/shared/clock.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'

t.test('a promise to ship', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const { steps, db } = buyer.core
  /** Bought of a seller who promised something; answers how long he has. */
  const promised = async (): Promise<{ orderId: string; lineId: string; hours: number }> => {
    for (let tries = 0; tries < 30; tries += 1) {
      const { orderId, lines } = await bench.bought()
      const [purchase] = await buyer.purchases(orderId)
      if (purchase?.promiseDueAt == null || purchase.paidAt === null) continue
      return { orderId, lineId: lines[0]?.id ?? '', hours: (purchase.promiseDueAt.getTime() - purchase.paidAt.getTime()) / HOUR_MS }
    }
    throw new Error('no seller promises anything')
  }
  const told = async (orderId: string) => {
    const events = db.selectFrom('partnerEvent').select('payload').where('resourceId', '=', orderId)
    return (await events.where('type', '=', 'order.ship_promise_missed').execute()).map(({ payload }) => payload as { lineIds: string[] })
  }

  t.test('that is broken is told once, whoever looks at the same time', async (t) => {
    const { orderId, lineId, hours } = await promised()
    t.ok(hours >= 24, 'a day at least')
    await buyer.advance((hours - 1) * HOUR_MS)
    await steps.applyDeadlines()
    t.strictSame(await told(orderId), [], 'not before')
    await buyer.advance(2 * HOUR_MS)
    await Promise.all([steps.applyDeadlines(), steps.applyDeadlines()])
    await steps.applyDeadlines()
    t.match(await told(orderId), [{ lineIds: [lineId] }])
    t.match(await buyer.purchases(orderId), [{ promiseDueAt: null }])
    t.match(await bench.line(lineId), { state: 'PURCHASED' }, 'what to do about it is the partner’s choice')
    t.strictSame(await buyer.newProblems(), [])
  })

  t.test('that was kept is no news', async (t) => {
    const { orderId, hours } = await promised()
    await bench.shipped(orderId)
    await buyer.advance((hours + 1) * HOUR_MS)
    await steps.applyDeadlines()
    t.strictSame(await told(orderId), [])
    t.match(await buyer.purchases(orderId), [{ promiseDueAt: null }])
    t.strictSame(await buyer.newProblems(), [])
  })
})
