import t from 'tap'
import type { PurchaseState } from '../../src/domain/orders/purchase-machine.ts'
import { presentCancellation } from '../../src/http/partner-api/orders/cancellation-presenter.ts'
import { startBuyer } from '../support/stack-buyer.ts'
import { API, type MockFault } from '../support/stack-mock.ts'
import { seededRandom } from '../support/stack-random.ts'
import { waitFor } from '../support/stack-wait.ts'

const buyer = await startBuyer(t)
const { core, control } = buyer

/** A paid order whose purchase has one call out that `faults` spoil; the call is awaited only after `meanwhile`. */
async function midway(state: PurchaseState, faults: MockFault[], meanwhile: (orderId: string) => Promise<unknown>) {
  // 1688's patience with us starts anew.
  await buyer.advance(60_000)
  const before = await buyer.available()
  const placed = await buyer.order()
  await buyer.pay(placed.orderId)
  const [purchase] = await buyer.purchases(placed.orderId)
  await control.fault(...faults)
  const call = core.steps.processPurchase(purchase?.id ?? '').catch((error: unknown) => error)
  await waitFor(state, async () => (await buyer.purchases(placed.orderId))[0]?.state === state || undefined)
  const asked = await meanwhile(placed.orderId)
  await control.release()
  await call
  await buyer.advance(60_000)
  await buyer.rest(placed.orderId)
  await control.clearFaults()
  return { ...placed, before, asked }
}

const linesOf = async (orderId: string) => (await buyer.lines(orderId)).map(({ state }) => state)
const claimsOf = (orderId: string) => core.uow.run((tx) => tx.refunds.listOfOrder(orderId))
const toldOf = async (orderId: string) =>
  (await core.db.selectFrom('partnerEvent').selectAll().where('resourceId', '=', orderId).orderBy('sequence').execute()).map(
    ({ type, payload }) => ({ type, payload }),
  )
const termsOf = async (orderId: string) => {
  const facts = await core.reads.orderToCancel(buyer.tenant, orderId)
  if (facts === undefined) throw new Error('the order is gone')
  return presentCancellation(facts)
}

const slow = (api: string): MockFault => ({ api, kind: 'hold' })

t.test('4.3 a cancel while the order is being made is kept, and free whatever becomes of the call', async (t) => {
  const outcomes: readonly { name: string; faults: MockFault[] }[] = [
    { name: 'made', faults: [slow(API.create)] },
    { name: 'made, and the answer lost', faults: [slow(API.create), { api: API.create, kind: 'cutAfter' }] },
    { name: 'never made', faults: [slow(API.create), { api: API.create, kind: 'cutBefore' }] },
    { name: 'an error after nobody knows what', faults: [slow(API.create), { api: API.create, kind: 'http', status: 500 }] },
    { name: 'refused', faults: [slow(API.create), { api: API.create, kind: 'business', code: '500_001' }] },
    { name: 'turned away at the gate', faults: [slow(API.create), { api: API.create, kind: 'gateway', code: 'gw.QosAppFrequencyLimit' }] },
  ]
  for (const { name, faults } of outcomes) {
    t.test(name, async (t) => {
      const { orderId, before } = await midway('SUBMITTING', faults, async (id) => {
        t.match(await termsOf(id), { possible: true, free: false, kind: 'UNSURE', asked: null, lines: [{ way: 'UNDERWAY' }] })
        await buyer.cancel(id)
        t.match(await termsOf(id), {
          possible: false,
          asked: { event: 'cancel', reason: 'changed our mind', onlyIfFree: false },
          lines: [{ way: 'STOPPING' }],
        })
        t.match(await linesOf(id), ['PURCHASING'], 'and nothing is given back yet')
        await t.resolves(buyer.cancel(id), 'asking again changes nothing')
      })
      t.strictSame(await linesOf(orderId), ['CANCELLED'])
      t.equal(await buyer.available(), before)
      const purchaseId = (await buyer.purchases(orderId))[0]?.id ?? ''
      t.ok(
        (await buyer.upstreamOrders(purchaseId)).every(({ status }) => status === 'cancel'),
        'nothing stays open at 1688',
      )
      t.strictSame(await claimsOf(orderId), [])
      const told = (await toldOf(orderId)).filter(({ type }) => type === 'order.cancelled')
      t.match(told, [{ payload: { reason: 'changed our mind' } }])
      t.equal(told.length, 1)
      t.match(
        await core.reads.timeline(buyer.tenant, orderId),
        [{ event: 'cancel', actor: { kind: 'partner' }, toState: 'CANCELLED' }].slice(1),
      )
      t.strictSame(await buyer.newProblems(), [])
    })
  }
})

t.test('O11 a cancel while the seller is being paid becomes a claim once it is certain that the money left', async (t) => {
  const { orderId } = await midway('PAYING', [slow(API.pay)], async (id) => {
    t.match(await termsOf(id), { kind: 'UNSURE' })
    await buyer.cancel(id)
    await buyer.cancel(id)
  })
  t.strictSame(await linesOf(orderId), ['PURCHASED'])
  const claims = await claimsOf(orderId)
  t.match(claims, [{ type: 'BEFORE_SHIPMENT', reasonCode: 'CHANGED_MIND', quantity: 10, state: 'FILING', description: 'changed our mind' }])
  t.equal(claims.length, 1)
  t.match(
    (await toldOf(orderId)).find(({ type }) => type === 'order.cancel_too_late'),
    { payload: { refundIds: [claims[0]?.id], onlyIfFree: false, reason: 'changed our mind' } },
  )
  t.match(await termsOf(orderId), { asked: null, lines: [{ way: 'CLAIMED' }] })
  await buyer.rest(orderId)
  t.equal((await claimsOf(orderId)).length, 1, 'a job too many opens no second claim')
  t.strictSame(await buyer.newProblems(), [])
})

t.test('a cancel while a debit is out that never arrives is free', async (t) => {
  for (const fault of [
    { api: API.pay, kind: 'cutBefore' },
    { api: API.pay, kind: 'variant', variant: 'refused' },
  ]) {
    const { orderId, before } = await midway('PAYING', [slow(API.pay), fault], (id) => buyer.cancel(id))
    t.strictSame(await linesOf(orderId), ['CANCELLED'])
    t.equal(await buyer.available(), before)
    t.strictSame(await claimsOf(orderId), [])
  }
  t.strictSame(await buyer.newProblems(), [])
})

t.test('who asked only for what is free is told that it came too late, and may still ask for more', async (t) => {
  const { orderId, order, before } = await midway('PAYING', [slow(API.pay)], async (id) => {
    await buyer.cancel(id, true)
    t.match(await termsOf(id), { asked: { onlyIfFree: true } })
  })
  t.strictSame(await linesOf(orderId), ['PURCHASED'])
  t.equal(before - (await buyer.available()), order.totalMinor)
  t.strictSame(await claimsOf(orderId), [])
  t.match(
    (await toldOf(orderId)).find(({ type }) => type === 'order.cancel_too_late'),
    { payload: { refundIds: [], onlyIfFree: true } },
  )
  await t.rejects(buyer.cancel(orderId, true), { code: 'order.move_not_allowed' })
  await buyer.cancel(orderId)
  t.match(await claimsOf(orderId), [{ type: 'BEFORE_SHIPMENT' }])
  t.strictSame(await buyer.newProblems(), [])
})

t.test('a wish for what is free becomes one for all of it when asked again without the limit', async (t) => {
  const { orderId } = await midway('PAYING', [slow(API.pay)], async (id) => {
    await buyer.cancel(id, true)
    await buyer.cancel(id)
    t.match(await termsOf(id), { asked: { onlyIfFree: false } })
    await buyer.cancel(id, true)
    t.match(await termsOf(id), { asked: { onlyIfFree: false } }, 'and not less again')
  })
  t.match(await claimsOf(orderId), [{ type: 'BEFORE_SHIPMENT' }])
  t.strictSame(await buyer.newProblems(), [])
})

t.test('a worker that died in a call leaves the wish to the next one', async (t) => {
  for (const died of ['SUBMITTING', 'PAYING'] as const) {
    const before = await buyer.available()
    const { orderId } = await buyer.order()
    await buyer.pay(orderId)
    const api = died === 'SUBMITTING' ? API.create : API.pay
    // The effect happens, nobody hears of it, and the row stays as the dead worker left it.
    await control.fault({ api, kind: 'cutAfter' }, { api: API.list, kind: 'http', status: 500, times: null })
    const [intended] = await buyer.purchases(orderId)
    await core.steps.processPurchase(intended?.id ?? '').catch(() => undefined)
    await core.uow.run(async (tx) => {
      const row = await tx.purchases.lock(intended?.id ?? '')
      if (row !== undefined) await tx.purchases.update({ ...row, state: died, attemptedAt: buyer.clock.now() })
    })
    await control.clearFaults()
    await buyer.cancel(orderId)
    await buyer.rest(orderId)
    t.strictSame(await linesOf(orderId), [died === 'SUBMITTING' ? 'CANCELLED' : 'PURCHASED'], died)
    t.equal((await buyer.available()) === before, died === 'SUBMITTING')
    t.equal((await claimsOf(orderId)).length, died === 'SUBMITTING' ? 0 : 1)
    t.strictSame(await buyer.newProblems(), [])
  }
})

t.test('a dearer price is not asked about when the line is to be stopped anyway', async (t) => {
  const before = await buyer.available()
  const { orderId, product } = await buyer.order()
  await buyer.pay(orderId)
  await control.post(`/products/${product.offerId}/price`, { percent: 150 })
  await control.fault(slow(API.create))
  const [purchase] = await buyer.purchases(orderId)
  const call = core.steps.processPurchase(purchase?.id ?? '').catch(() => undefined)
  await waitFor('the call', async () => (await buyer.purchases(orderId))[0]?.state === 'SUBMITTING' || undefined)
  await buyer.cancel(orderId)
  await control.release()
  await call
  await buyer.rest(orderId)
  t.strictSame(await linesOf(orderId), ['CANCELLED'])
  t.equal(await buyer.available(), before)
  t.notOk((await toldOf(orderId)).some(({ type }) => type === 'order.price_confirm_required'))
  t.strictSame(await buyer.newProblems(), [])
})

t.test('two workers and a cancel at any moment: cancelled with the money back, or bought with one claim', async (t) => {
  const random = seededRandom(20_261_122)
  const ends: Record<string, number> = {}
  for (let round = 0; round < 12; round += 1) {
    const before = await buyer.available()
    const { orderId } = await buyer.order({ lines: 2 })
    await buyer.pay(orderId)
    const [purchase] = await buyer.purchases(orderId)
    await control.fault(...[API.create, API.detail, API.pay].map((api) => ({ api, kind: 'latency', ms: 20 })))
    const work = () => core.steps.processPurchase(purchase?.id ?? '').catch(() => undefined)
    const cancel = async () => {
      await new Promise((resolve) => setTimeout(resolve, random() * 150))
      return buyer.cancel(orderId).then(
        () => true,
        () => false,
      )
    }
    const [, , ...asked] = await Promise.all([work(), work(), cancel(), cancel()])
    await control.clearFaults()
    await buyer.rest(orderId)
    const states = await linesOf(orderId)
    const end = states[0] ?? ''
    ends[end] = (ends[end] ?? 0) + 1
    t.equal(new Set(states).size, 1, 'both lines end alike')
    t.ok(asked.some(Boolean), 'a cancel before shipment is not refused, but for one when nothing is left')
    t.match(end, /^(CANCELLED|PURCHASED)$/)
    t.equal((await buyer.available()) === before, end === 'CANCELLED')
    t.equal((await claimsOf(orderId)).length, end === 'CANCELLED' ? 0 : 2)
    t.strictSame(await buyer.newProblems(), [])
  }
  t.comment(ends)
})
