import t from 'tap'
import { startStack } from '../support/stack.ts'
import { settledBooks } from '../support/stack-audit.ts'
import { openBench } from '../support/stack-bench.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { playDemo } from '../support/stack-demo.ts'

t.test('pushes that come doubled, swapped and not at all change nothing in how a story ends', async (t) => {
  const push = { duplicateEvery: 2, reorder: true, loseEvery: 5 }
  const stack = await startStack(t, { workers: 'inProcess', mockSettings: { push } })
  const { code, text } = await playDemo(stack)
  t.equal(code, 0, text)
  await stack.control.flush()
  const inbox = await stack.core.db.selectFrom('inbox').select(['messageId']).execute()
  t.equal(new Set(inbox.map((message) => message.messageId)).size, inbox.length, 'each message is stored once')
  t.ok(inbox.length > 5)
  t.strictSame(await settledBooks(stack), [])
})

t.test('the same news read again, late or by two workers, is no news', async (t) => {
  const buyer = await startBuyer(t)
  const bench = await openBench(buyer)
  const { orderId, lines } = await bench.bought()
  await bench.shipped(orderId)
  const [purchase] = await buyer.purchases(orderId)
  const lineId = lines[0]?.id ?? ''
  const seen = await bench.line(lineId)
  t.match(seen, { state: 'SELLER_SHIPPED', inTransit: 10 })
  await Promise.all([1, 2, 3].map(() => buyer.settled(() => buyer.core.steps.syncPurchase(purchase?.id ?? ''))))
  t.match(await bench.line(lineId), { state: 'SELLER_SHIPPED', inTransit: 10, shippedBySeller: 10 })
  const parcels = await buyer.core.uow.run((tx) => tx.parcels.listOfPurchase(purchase?.id ?? ''))
  t.equal(parcels.length, 1)
  t.strictSame(await buyer.newProblems(), [])
})
