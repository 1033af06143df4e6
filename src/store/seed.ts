import { buildGroup } from '../domain/ledger/build-group.ts'
import type { Clock } from '../domain/shared/clock.ts'
import type { Ids } from '../domain/shared/ids.ts'
import { type Currency, money } from '../domain/shared/money.ts'
import type { StaffRole, StaffUser } from '../domain/staff/staff-user.ts'
import type { Db } from './database.ts'
import { createUnitOfWork } from './unit-of-work.ts'

export type DemoLogin = { login: string; password: string; displayName: string; roles: StaffRole[]; language: StaffUser['language'] }

export type DemoSeed = {
  clock: Clock
  ids: Ids
  hashPassword(password: string): Promise<string>
  /** A test-mode key; called only while the demo partner has none. */
  makeKey(): { text: string; keyId: string; secretSha256: string; lastFour: string }
  scopes: string[]
  apiVersion: string
  staff: DemoLogin[]
}

export type Seeded = {
  partnerId: string
  /** The whole key when it was made just now; null when an earlier run made one: only its hash is kept. */
  apiKey: string | null
}

/** Fixed, so that every start finds the same partner again. */
const DEMO_PARTNER_ID = 'par_00000000000000000000000001'

const TOP_UPS: readonly [Currency, bigint][] = [
  ['USD', 5_000_00n],
  ['JPY', 500_000n],
  ['CNY', 30_000_00n],
]

/** Puts one partner with money and a test key, and the staff logins, into the database; running it again adds only what is missing. */
export async function seedDemo(db: Db, seed: DemoSeed): Promise<Seeded> {
  const now = seed.clock.now()
  await db
    .insertInto('partner')
    .values({
      id: DEMO_PARTNER_ID,
      name: 'Demo Store',
      status: 'ACTIVE',
      defaultCurrency: 'USD',
      defaultLanguage: 'en',
      storefrontTemplate: 'https://shop.example/products/{productId}',
      createdAt: now,
      version: 1,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await topUp(db, seed, now)
  await addStaff(db, seed, now)
  return { partnerId: DEMO_PARTNER_ID, apiKey: await addKey(db, seed, now) }
}

async function topUp(db: Db, { ids }: DemoSeed, at: Date): Promise<void> {
  const tenant = { partnerId: DEMO_PARTNER_ID, livemode: false }
  await createUnitOfWork(db).run(async (tx) => {
    for (const [currency, amount] of TOP_UPS) {
      const key = `seed:${DEMO_PARTNER_ID}:${currency}`
      await tx.ledger.post(
        buildGroup({
          id: ids.next('grp'),
          idempotencyKey: key,
          template: 'topUp',
          tenant,
          amounts: { paidIn: money(amount, currency) },
          sourceType: 'seed',
          sourceId: key,
          at,
        }),
      )
    }
  })
}

async function addStaff(db: Db, { ids, hashPassword, staff }: DemoSeed, createdAt: Date): Promise<void> {
  const known = await db.selectFrom('staffUser').select('login').execute()
  const missing = staff.filter(({ login }) => !known.some((user) => user.login === login))
  for (const { password, ...person } of missing) {
    const passwordHash = await hashPassword(password)
    await db
      .insertInto('staffUser')
      .values({ ...person, id: ids.next('stf'), passwordHash, disabledAt: null, createdAt, version: 1 })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .execute()
  }
}

async function addKey(db: Db, { ids, makeKey, scopes, apiVersion }: DemoSeed, createdAt: Date): Promise<string | null> {
  const keys = db.selectFrom('apiKey').select('id').where('partnerId', '=', DEMO_PARTNER_ID).where('livemode', '=', false)
  if ((await keys.executeTakeFirst()) !== undefined) {
    // A key of an earlier version may do what has been added since.
    await db.updateTable('apiKey').set({ scopes }).where('partnerId', '=', DEMO_PARTNER_ID).where('livemode', '=', false).execute()
    return null
  }
  const { text, ...parts } = makeKey()
  await db
    .insertInto('apiKey')
    .values({
      ...parts,
      id: ids.next('key'),
      partnerId: DEMO_PARTNER_ID,
      livemode: false,
      scopes,
      apiVersion,
      createdAt,
      expiresAt: null,
      revokedAt: null,
    })
    .onConflict((conflict) => conflict.column('keyId').doNothing())
    .execute()
  return text
}
