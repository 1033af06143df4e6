import t from 'tap'
import { createOutboxSource, type OutboxRow } from '../../src/store/outbox-source.ts'
import { NOW, openStore, type Store } from './open-store.ts'

const addJobs = ({ unitOfWork }: Store, count: number, runAt?: Date) =>
  unitOfWork.run(async (tx) => {
    for (let i = 0; i < count; i++) await tx.outbox.addJob('purchase-order', { id: `pch_${i}` }, runAt === undefined ? {} : { runAt })
  })

t.test('takers of the outbox', async (t) => {
  const store = await openStore(t)
  const source = createOutboxSource(store.db, store)
  const drained: OutboxRow[] = []
  const drain = () =>
    source.takeBatch(1000, async (rows) => {
      drained.push(...rows)
    })
  t.afterEach(async () => {
    while ((await drain()) > 0);
  })

  t.test('get jobs in the order they were asked for, with their payload', async (t) => {
    await addJobs(store, 3)
    await store.unitOfWork.run((tx) => tx.outbox.addJob('reconcile', {}))
    const taken: OutboxRow[] = []
    t.equal(await source.takeBatch(10, async (rows) => void taken.push(...rows)), 4)
    t.match(taken, [
      { name: 'purchase-order', payload: { id: 'pch_0' } },
      { payload: { id: 'pch_1' } },
      { payload: { id: 'pch_2' } },
      { name: 'reconcile', payload: {} },
    ])
    t.equal(typeof taken[0]?.id, 'bigint')
    t.equal(await source.takeBatch(10, async () => void t.fail('nothing is left')), 0)
  })

  t.test('get each row once, however many there are', async (t) => {
    await addJobs(store, 200)
    const taken: bigint[] = []
    const take = async () => {
      for (;;) {
        const count = await source.takeBatch(10, async (rows) => void taken.push(...rows.map((row) => row.id)))
        if (count === 0) return
      }
    }
    await Promise.all([take(), take(), take(), take()])
    t.equal(taken.length, 200)
    t.equal(new Set(taken).size, 200)
  })

  t.test('at the same time do not wait for each other', async (t) => {
    await addJobs(store, 2)
    await source.takeBatch(1, async ([first]) => {
      const others = await source.takeBatch(10, async (rows) => void t.not(rows[0]?.id, first?.id))
      t.equal(others, 1)
    })
  })

  t.test('leave their rows to the next one when they fail', async (t) => {
    await addJobs(store, 5)
    const crash = source.takeBatch(10, async () => {
      throw new Error('the queue is away')
    })
    await t.rejects(crash, { message: 'the queue is away' })
    t.equal(await drain(), 5)
  })

  t.test('leave their rows to the next one when their connection dies', async (t) => {
    await addJobs(store, 5)
    const killed = source.takeBatch(10, async () => {
      await store.raw.query(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity
         where datname = current_database() and application_name = 'xunyuan-gateway' and state = 'idle in transaction'`,
      )
    })
    await t.rejects(killed)
    t.equal(await drain(), 5)
  })

  t.test('get a delayed job when its time has come', async (t) => {
    const soon = new Date(NOW.getTime() + 60_000)
    await addJobs(store, 1, soon)
    t.equal(await drain(), 0)
    const later = createOutboxSource(store.db, { ...store, clock: { now: () => soon } })
    t.equal(await later.takeBatch(10, async () => undefined), 1)
  })
})

t.test('a listener of the outbox', async (t) => {
  const store = await openStore(t)
  const source = createOutboxSource(store.db, store)
  let calls = 0
  let next = Promise.withResolvers<void>()
  const heard = async () => {
    await next.promise
    next = Promise.withResolvers<void>()
  }
  const stop = source.subscribe(() => {
    calls += 1
    next.resolve()
  })
  t.teardown(stop)
  await heard()
  t.equal(calls, 1, 'is called on connecting')

  await addJobs(store, 3)
  await heard()
  t.equal(calls, 2, 'is called once for a transaction')

  await t.rejects(
    store.unitOfWork.run(async (tx) => {
      await tx.outbox.addJob('reconcile', {})
      throw new Error('no')
    }),
  )
  await store.raw.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'xunyuan-relay' and datname = current_database()`,
  )
  await heard()
  t.equal(calls, 3, 'is called again after its connection broke, and not for what was rolled back')

  await addJobs(store, 1)
  await heard()
  t.equal(calls, 4, 'and hears what comes after')
  await stop()
})

t.test('a listener stops while it cannot connect', async (t) => {
  const { db, clock } = await openStore(t)
  const failed = Promise.withResolvers<unknown>()
  const source = createOutboxSource(db, { clock, connectionString: 'postgres://127.0.0.1:1/none', onListenError: failed.resolve })
  const stop = source.subscribe(() => t.fail('nobody is there'))
  t.match(await failed.promise, { code: 'ECONNREFUSED' })
  await stop()
})
