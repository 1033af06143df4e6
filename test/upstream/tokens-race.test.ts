import t from 'tap'
import { type Dispatcher, Pool } from 'undici'
import type { UpstreamTokens } from '../../src/domain/upstream/token-store.ts'
import { createMock1688 } from '../../src/mock-1688/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { createSeal } from '../../src/platform/seal.ts'
import { createUpstreamTokens } from '../../src/store/upstream-tokens.ts'
import { createUpstream1688 } from '../../src/upstream/create-upstream.ts'
import { openStore } from '../store/open-store.ts'

const APP = { appKey: '1000000', appSecret: 'test123' }
const seed: UpstreamTokens = { accessToken: 'tok-0001', refreshToken: 'ref-0001', expiresAt: null, refreshExpiresAt: null }

t.test('two processes on one database, while 1688 ends their tokens again and again', async (t) => {
  const { db } = await openStore(t)
  const mock = await createMock1688({ products: 10 })
  t.teardown(() => mock.close())
  const control = (path: string, body: object) =>
    fetch(`${mock.url}/control${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  let refreshes = 0
  const counting = (dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] => {
    return (options, handler) => {
      if (options.path.includes('getToken')) refreshes += 1
      return dispatch(options, handler)
    }
  }
  const connect = () =>
    createUpstream1688({
      ...{ ...APP, baseUrl: mock.url, seed, clock: systemClock },
      tokens: createUpstreamTokens(db, { appKey: APP.appKey, livemode: false, seed, seal: createSeal('key'), clock: systemClock }),
      logger: createLogger({ level: 'silent', service: 'test' }),
      dispatcher: new Pool(mock.url).compose(counting),
    })
  const processes = [connect(), connect()]
  t.teardown(() => Promise.all(processes.map((one) => one.close())))
  const everybodyAsks = () => Promise.all(Array.from({ length: 20 }, (_, at) => processes[at % 2]?.getCategory('0', 'en')))

  t.equal((await everybodyAsks()).filter((root) => root?.categoryId === '0').length, 20)
  t.equal(refreshes, 0)
  for (let round = 1; round <= 3; round += 1) {
    // A fresh token that is refused at once would rightly count as lost: these have been in use for a while.
    await db
      .updateTable('upstreamToken')
      .set({ renewedAt: new Date(Date.now() - 3_600_000) })
      .execute()
    await control('/tokens/expire', { appKey: APP.appKey })
    t.equal((await everybodyAsks()).filter((root) => root?.categoryId === '0').length, 20, 'nobody notices')
    t.equal(refreshes, round, 'refreshed once for all')
  }

  await control('/settings', { tokenLifeSeconds: 30 })
  await db
    .updateTable('upstreamToken')
    .set({ renewedAt: new Date(Date.now() - 3_600_000), expiresAt: new Date(Date.now() + 30_000) })
    .execute()
  const restarted = connect()
  t.teardown(() => restarted.close())
  await Promise.all([restarted.getCategory('0', 'en'), restarted.getCategory('0', 'en')])
  t.equal(refreshes, 4, 'one that will end within the minute is renewed before it is used')
})
