import t from 'tap'
import { isRefusal } from '../../src/domain/shared/refusal.ts'
import { createIdempotency, type StoredAnswer } from '../../src/store/idempotency.ts'
import { aTopUp } from './ledger-rows.ts'
import { openStore } from './open-store.ts'
import { aQuote, newTenant } from './order-rows.ts'

const ANSWER: StoredAnswer = {
  status: 201,
  headers: { 'content-type': 'application/json', etag: '"1"' },
  body: '{"id": "ord_1",\n "名": 1.0}',
}

t.test('answers under idempotency keys', async (t) => {
  const store = await openStore(t)
  const { db, unitOfWork } = store
  const idempotency = createIdempotency(db, store)
  const tenant = await newTenant(store)
  const scopeOf = (key: string, change: Partial<{ partnerId: string; livemode: boolean; route: string; method: string }> = {}) => ({
    ...tenant,
    method: 'POST',
    route: '/v1/orders',
    key,
    ...change,
  })
  let worked = 0
  const work = async () => {
    worked += 1
    return ANSWER
  }
  t.beforeEach(() => {
    worked = 0
  })

  t.test('are stored with the first and replayed to the second, byte for byte', async (t) => {
    const scope = scopeOf('replay-1')
    t.equal(await idempotency.find(scope), undefined)
    t.strictSame(await idempotency.run(scope, 'f1', work), { answer: ANSWER, replayed: false })
    t.strictSame(await idempotency.run(scope, 'f1', work), { answer: ANSWER, replayed: true })
    t.strictSame(await idempotency.find(scope), { fingerprint: 'f1', answer: ANSWER })
  })

  t.test('are replayed whatever the work does the second time, and nothing of it stays', async (t) => {
    const scope = scopeOf('replay-2')
    const quote = aQuote(tenant)
    await idempotency.run(scope, 'f1', async (tx) => {
      await tx.quotes.insert(quote)
      return ANSWER
    })
    const again = await idempotency.run(scope, 'f1', async (tx) => {
      const known = await tx.quotes.lock(quote.id)
      if (known === undefined) throw new Error('the first left nothing')
      await tx.quotes.update({ ...known, orderId: 'ord_again', status: 'ORDERED' })
      t.match(await tx.quotes.find(quote.id), { orderId: 'ord_again' }, 'sent, not only kept back')
      return { ...ANSWER, status: 200 }
    })
    t.strictSame(again, { answer: ANSWER, replayed: true })
    t.match(await unitOfWork.run((tx) => tx.quotes.find(quote.id)), { orderId: null, version: 1 })
    const refused = await idempotency.run(scope, 'f1', async () => {
      throw new Error('the quote is used')
    })
    t.strictSame(refused, { answer: ANSWER, replayed: true })
  })

  t.test('are refused to another request under the same key', async (t) => {
    const scope = scopeOf('reused-1')
    await idempotency.run(scope, 'f1', work)
    await t.rejects(idempotency.run(scope, 'f2', work), { code: 'idempotency.key_reused' })
  })

  t.test('belong to one partner, mode, method and route', async (t) => {
    const other = await newTenant(store)
    const scopes = [
      scopeOf('shared-1'),
      scopeOf('shared-1', other),
      scopeOf('shared-1', { livemode: true }),
      scopeOf('shared-1', { method: 'PATCH' }),
      scopeOf('shared-1', { route: '/v1/quotes' }),
    ]
    for (const scope of scopes) t.match(await idempotency.run(scope, 'f1', work), { replayed: false })
    t.equal(worked, 5)
  })

  t.test('50 at once with one key: one effect, the others replay or are told to wait', async (t) => {
    const scope = scopeOf('storm-1')
    const twins = Array.from({ length: 50 }, () =>
      idempotency.run(scope, 'f1', async (tx) => {
        await tx.ledger.post(aTopUp(tenant, 7n))
        return work()
      }),
    )
    const outcomes = await Promise.allSettled(twins)
    const answered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    t.equal(answered.filter(({ replayed }) => !replayed).length, 1)
    t.ok(answered.every(({ answer }) => answer.body === ANSWER.body))
    t.ok(outcomes.every((outcome) => outcome.status === 'fulfilled' || isRefusal(outcome.reason, 'idempotency.in_progress')))
    t.equal(await unitOfWork.run((tx) => tx.ledger.balanceOf(tenant, 'available', 'USD')), 7n)
    t.match(await idempotency.run(scope, 'f1', work), { replayed: true })
  })

  t.test('a twin does not wait for the one at work', async (t) => {
    const scope = scopeOf('busy-1')
    const first = await idempotency.run(scope, 'f1', async (tx) => {
      // The key is claimed by the time the first question is answered.
      await tx.quotes.find('quo_none')
      await t.rejects(idempotency.run(scope, 'f1', work), { code: 'idempotency.in_progress' })
      return ANSWER
    })
    t.equal(first.replayed, false)
  })

  t.test('work that throws leaves nothing behind, not even the key', async (t) => {
    const scope = scopeOf('failed-1')
    const quote = aQuote(tenant)
    const failing = idempotency.run(scope, 'f1', async (tx) => {
      await tx.quotes.insert(quote)
      throw new Error('stop')
    })
    await t.rejects(failing, { message: 'stop' })
    t.equal(await unitOfWork.run((tx) => tx.quotes.find(quote.id)), undefined)
    t.match(await idempotency.run(scope, 'f2', work), { replayed: false })
  })

  t.test('a guard that fails when everything is written gives its refusal', async (t) => {
    const quote = aQuote(tenant)
    const twice = () =>
      idempotency.run(scopeOf(`guard-${worked}`), 'f1', async (tx) => {
        await tx.quotes.insert(quote)
        return work()
      })
    await twice()
    await t.rejects(twice(), { code: 'resource.already_exists' })
  })

  t.test('an answer written behind our back between look and write is found by the next try', async (t) => {
    const scope = scopeOf('late-1')
    const outcome = await idempotency.run(scope, 'f1', async () => {
      await db
        .insertInto('idempotency')
        .values({ ...scope, ...ANSWER, headers: '{}', fingerprint: 'f1', createdAt: store.clock.now(), expiresAt: store.clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return ANSWER
    })
    t.match(outcome, { replayed: true })
  })
})
