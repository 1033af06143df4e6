import t from 'tap'
import { createApiKey, parseApiKey } from '../../src/platform/api-key.ts'
import { prune } from '../../src/store/prune.ts'
import { createReads } from '../../src/store/reads.ts'
import { type DemoSeed, seedDemo } from '../../src/store/seed.ts'
import { createStaffReads } from '../../src/store/staff-reads.ts'
import { NOW, openStore } from './open-store.ts'
import { ids, newTenant } from './order-rows.ts'

t.test('the demo seed', async (t) => {
  const { db, clock } = await openStore(t)
  let hashed = 0
  const seed: DemoSeed = {
    clock,
    ids,
    hashPassword: async (password) => `hash ${++hashed} of ${password.length}`,
    makeKey: () => createApiKey(false),
    scopes: ['orders:write'],
    apiVersion: '2026-11-01',
    staff: [
      { login: 'admin', password: 'one', displayName: '管理员', roles: ['operatorAdmin'], language: 'zh-CN' },
      { login: 'warehouse', password: 'two', displayName: '仓库', roles: ['warehouseStaff'], language: 'zh-CN' },
    ],
  }
  const first = await seedDemo(db, seed)
  const reads = createReads(db)
  const tenant = { partnerId: first.partnerId, livemode: false }

  t.test('makes a partner with money in three currencies', async (t) => {
    t.match(await reads.partner(first.partnerId), { status: 'ACTIVE', defaultCurrency: 'USD' })
    t.match(await reads.balances(tenant, new Date()), [
      { currency: 'CNY', availableMinor: 30_000_00n },
      { currency: 'JPY', availableMinor: 500_000n },
      { currency: 'USD', availableMinor: 5_000_00n },
    ])
    t.match(await reads.ledgerProof(), { postings: 6, unbalancedGroups: [], driftedAccounts: [] })
  })
  t.test('makes a test key that is told once', async (t) => {
    const parsed = parseApiKey(first.apiKey ?? '')
    t.equal(parsed?.livemode, false)
    t.match(await reads.apiKey(parsed?.keyId ?? ''), { ...tenant, scopes: ['orders:write'], revokedAt: null })
  })
  t.test('makes the staff logins', async (t) => {
    t.match(await createStaffReads(db).userByLogin('warehouse'), { roles: ['warehouseStaff'], passwordHash: 'hash 2 of 3' })
  })
  t.test('adds only what is missing when it runs again', async (t) => {
    t.strictSame(await seedDemo(db, seed), { partnerId: first.partnerId, apiKey: null })
    const more = [
      ...seed.staff,
      { login: 'aftersales', password: 'three', displayName: '售后', roles: ['afterSales' as const], language: 'en' as const },
    ]
    await seedDemo(db, { ...seed, staff: more })
    t.equal(hashed, 3)
    t.match(await reads.ledgerProof(), { postings: 6 })
    t.equal((await db.selectFrom('staffUser').select('id').execute()).length, 3)
  })
})

t.test('pruning removes what is over and keeps the rest', async (t) => {
  const store = await openStore(t)
  const { db, clock } = store
  const tenant = await newTenant(store)
  const day = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
  const answer = { ...tenant, method: 'POST', route: '/', fingerprint: 'f', status: 200, headers: '{}', body: '', createdAt: NOW }
  await db
    .insertInto('idempotency')
    .values([
      { ...answer, key: 'old', expiresAt: day(-1) },
      { ...answer, key: 'new', expiresAt: day(1) },
    ])
    .execute()
  const job = { name: 'reconcile' as const, payload: '{}', runAt: NOW, createdAt: NOW, unlessQueued: false }
  await db
    .insertInto('outbox')
    .values([
      { ...job, relayedAt: day(-8) },
      { ...job, relayedAt: day(-6) },
      { ...job, relayedAt: null },
    ])
    .execute()
  await db
    .insertInto('staffUser')
    .values({
      id: 's',
      login: 's',
      displayName: 's',
      passwordHash: 's',
      roles: [],
      language: 'en',
      disabledAt: null,
      createdAt: NOW,
      version: 1,
    })
    .execute()
  const session = { staffUserId: 's', csrfToken: 'c', createdAt: NOW, lastSeenAt: NOW }
  await db
    .insertInto('staffSession')
    .values([
      { ...session, id: 'old', expiresAt: NOW },
      { ...session, id: 'new', expiresAt: day(1) },
    ])
    .execute()

  t.strictSame(await prune(db, { clock }), { idempotency: 1, outbox: 1, staffSessions: 1 })
  t.strictSame(await prune(db, { clock }), { idempotency: 0, outbox: 0, staffSessions: 0 })
  t.equal((await db.selectFrom('outbox').select('id').execute()).length, 2)
})
