import t, { type Test } from 'tap'
import { freshTokens, type UpstreamTokenStore, type UpstreamTokens } from '../../src/domain/upstream/token-store.ts'
import { createManualClock } from '../../src/platform/clock.ts'
import { createSeal } from '../../src/platform/seal.ts'
import { createUpstreamTokens } from '../../src/store/upstream-tokens.ts'
import { createTokenShelf } from '../support/token-shelf.ts'
import { NOW, openStore } from './open-store.ts'

const seed: UpstreamTokens = { accessToken: 'tok-seed', refreshToken: 'ref-seed', expiresAt: null, refreshExpiresAt: null }
const renewed = { ...freshTokens({ ...seed, accessToken: 'tok-2' }), expiresAt: new Date('2026-11-22T18:00:00Z'), renewedAt: NOW }
const lost = { code: 'invalid_grant', lost: true, at: NOW, retryAt: new Date('2026-11-22T08:15:00Z'), inARow: 2 }

type Opened = { connect: () => UpstreamTokenStore; clock: ReturnType<typeof createManualClock> }
const adapters: Record<string, (t: Test) => Promise<Opened>> = {
  'in memory': async () => {
    const clock = createManualClock(NOW)
    return { connect: createTokenShelf(seed, clock).connect, clock }
  },
  'in PostgreSQL': async (t) => {
    const { db } = await openStore(t)
    const clock = createManualClock(NOW)
    const seal = createSeal('a secret of the configuration')
    return { connect: () => createUpstreamTokens(db, { appKey: '1000000', livemode: true, seed, seal, clock }), clock }
  },
}

for (const [name, open] of Object.entries(adapters)) {
  t.test(`tokens ${name}`, async (t) => {
    const { connect, clock } = await open(t)
    const [one, two] = [connect(), connect()]
    t.test('begin as configured', async (t) => {
      t.strictSame(await one.load(), freshTokens(seed))
    })
    t.test('are renewed by one process at a time', async (t) => {
      const claims = await Promise.all([one.claim(), two.claim()])
      t.equal(claims.filter((claim) => claim !== undefined).length, 1)
      const [holder, other] = claims[0] === undefined ? [two, one] : [one, two]
      await other.release({ ...renewed, accessToken: 'from somebody without the right' })
      t.strictSame(await one.load(), freshTokens(seed))
      await holder.release(renewed)
      t.strictSame(await other.load(), renewed)
      t.strictSame(await other.claim(), renewed, 'the next one is told what there is now')
      await other.release()
    })
    t.test('can be claimed again when the holder has died, who then saves nothing', async (t) => {
      await one.claim()
      clock.advance(30_001)
      t.ok(await two.claim())
      await one.release({ ...renewed, accessToken: 'too late' })
      t.match(await one.load(), { accessToken: 'tok-2' })
      await two.release({ ...renewed, failure: lost })
    })
    t.test('remember why they were not renewed', async (t) => {
      t.strictSame((await one.load())?.failure, lost)
    })
    t.test('give way to what a person has authorized', async (t) => {
      await one.claim()
      await two.replace({ ...renewed, accessToken: 'tok-3', refreshToken: null })
      t.match(await one.load(), { accessToken: 'tok-3', refreshToken: null, failure: null })
      t.ok(await two.claim(), 'nobody holds the right any more')
    })
  })
}

t.test('tokens in PostgreSQL, what memory can not show', async (t) => {
  const { db, raw } = await openStore(t)
  const clock = createManualClock(NOW)
  const open = (change: { seed?: UpstreamTokens | undefined; secret?: string; appKey?: string } = {}) =>
    createUpstreamTokens(db, {
      appKey: change.appKey ?? '1000000',
      livemode: true,
      seed: 'seed' in change ? change.seed : seed,
      seal: createSeal(change.secret ?? 'a secret of the configuration'),
      clock,
    })

  t.test('nothing readable lies in the database', async (t) => {
    await open().replace(renewed)
    const { rows } = await raw.query('select * from upstream_token')
    t.equal(rows.length, 1)
    t.notMatch(JSON.stringify(rows), /tok-|ref-/)
  })
  t.test('a process that starts with the same configuration takes what was kept', async (t) => {
    t.match(await open().load(), { accessToken: 'tok-2' })
    t.match(await open({ seed: undefined }).load(), { accessToken: 'tok-2' })
  })
  t.test('a token newly configured goes before what was kept, in running processes too', async (t) => {
    const running = open()
    await running.load()
    t.match(await open({ seed: { ...seed, accessToken: 'tok-other' } }).load(), { accessToken: 'tok-other' })
    t.match(await running.load(), { accessToken: 'tok-other' })
  })
  t.test('under another key the configured token is used, and none without one', async (t) => {
    t.match(await open({ seed: { ...seed, accessToken: 'tok-other' }, secret: 'changed' }).load(), { accessToken: 'tok-other' })
    t.equal(await open({ seed: undefined, secret: 'changed' }).load(), undefined)
  })
  t.test('nothing configured and nothing kept', async (t) => {
    const none = open({ seed: undefined, appKey: '2000000' })
    t.equal(await none.load(), undefined)
    t.equal(await none.claim(), undefined)
    await none.replace(renewed)
    t.match(await none.load(), { accessToken: 'tok-2' })
  })
})
