import t from 'tap'
import { subscribeToProductNews } from '../../src/store/product-news.ts'
import { openStore } from './open-store.ts'

t.test('news of products reach every listener once they are committed', async (t) => {
  const store = await openStore(t)
  const heard: unknown[] = []
  let gaps = 0
  let wake = Promise.withResolvers<void>()
  const stirred = async (): Promise<void> => {
    await wake.promise
    wake = Promise.withResolvers<void>()
  }
  const stop = subscribeToProductNews({
    connectionString: store.connectionString,
    onNews: (news) => {
      heard.push(news)
      wake.resolve()
    },
    onGap: () => {
      gaps += 1
      wake.resolve()
    },
  })
  t.teardown(stop)
  const announce = (offerIds: string[]) => store.unitOfWork.run((tx) => tx.productNews.announce({ livemode: true, offerIds }))
  // Other tests listen on the same server, each in a database of its own.
  const listener = `from pg_stat_activity where application_name = 'xunyuan-catalogue' and datname = current_database()`
  const listening = `select 1 ${listener} and query like 'listen%' and state = 'idle'`
  while ((await store.raw.query(listening)).rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))

  await t.rejects(
    store.unitOfWork.run(async (tx) => {
      await tx.productNews.announce({ livemode: true, offerIds: ['0'] })
      throw new Error('no')
    }),
  )
  await announce([])
  await announce(['612345678901', '18446744073709551615'])
  await stirred()
  t.strictSame(heard, [{ livemode: true, offerIds: ['612345678901', '18446744073709551615'] }])
  t.equal(gaps, 0, 'connecting for the first time misses nothing')

  const many = Array.from({ length: 1_000 }, (_, n) => String(10n ** 19n + BigInt(n)))
  heard.length = 0
  await announce(many)
  while (heard.length < 4) await stirred()
  t.strictSame(
    heard.flatMap((news) => (news as { offerIds: string[] }).offerIds),
    many,
    'in notes that PostgreSQL takes',
  )

  await store.raw.query(`select pg_terminate_backend(pid) ${listener}`)
  while (gaps === 0) await stirred()
  t.equal(gaps, 1, 'after a break somebody may have said something')
  await stop()
})
