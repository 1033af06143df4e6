import { randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Core } from '../compose.ts'
import { createDecideCreditChange, createProposeCreditChange } from '../domain/credit/change-credit.ts'
import { SCOPES } from '../domain/partners/scopes.ts'
import { composeApiKey, createApiKey, type NewApiKey } from '../platform/api-key.ts'
import { type DemoLogin, type Seeded, seedDemo } from '../store/seed.ts'
import { createUnitOfWork } from '../store/unit-of-work.ts'

/** Everybody may know these: they exist in the embedded default only, which listens on this machine alone. */
export const DEMO_KEY = composeApiKey({ livemode: false, keyId: 'demo000000', secret: 'demodemodemodemodemodemodemodemo' })

export const DEMO_LOGINS: readonly DemoLogin[] = [
  {
    login: 'admin',
    password: 'demo-admin',
    displayName: '管理员',
    roles: ['operatorAdmin', 'warehouseStaff', 'qcLead', 'afterSales', 'finance'],
    language: 'zh-CN',
  },
  { login: 'warehouse', password: 'demo-warehouse', displayName: '仓库', roles: ['warehouseStaff'], language: 'zh-CN' },
  { login: 'finance', password: 'demo-finance', displayName: '财务', roles: ['finance'], language: 'zh-CN' },
  { login: 'finance2', password: 'demo-finance2', displayName: '财务复核', roles: ['finance'], language: 'zh-CN' },
  { login: 'aftersales', password: 'demo-aftersales', displayName: '售后', roles: ['afterSales'], language: 'zh-CN' },
]

/** Who may enter the demo world: a key for the partner, logins for the staff. */
export type DemoAccess = { makeKey: () => NewApiKey; logins: readonly DemoLogin[] }

const WELL_KNOWN: DemoAccess = { makeKey: () => DEMO_KEY, logins: DEMO_LOGINS }

/** The same people with secrets nobody knows yet: for an installation that others can reach. */
export function freshAccess(): DemoAccess {
  return {
    makeKey: () => createApiKey(false),
    logins: DEMO_LOGINS.map((login) => ({ ...login, password: randomBytes(12).toString('base64url') })),
  }
}

/** One partner with money and a key, and the staff logins; running it again adds only what is missing. */
export async function seedDemoWorld(core: Pick<Core, 'db' | 'clock' | 'ids'>, access: DemoAccess = WELL_KNOWN): Promise<Seeded> {
  const seeded = await seedDemo(core.db, {
    clock: core.clock,
    ids: core.ids,
    hashPassword: (password) => hash(password),
    makeKey: access.makeKey,
    scopes: [...SCOPES],
    apiVersion: '2026-11-01',
    staff: [...access.logins],
  })
  await grantCredit(core, seeded.partnerId)
  return seeded
}

/** EUR 5,000.00 for 30 days, granted by the two people of finance: there is something to buy on credit with. */
async function grantCredit(core: Pick<Core, 'db' | 'clock' | 'ids'>, partnerId: string): Promise<void> {
  const people = core.db.selectFrom('staffUser').select('id').where('login', 'in', ['finance', 'finance2'])
  const [maker, checker] = await people.orderBy('login').execute()
  if (maker === undefined || checker === undefined) return
  const tenant = { partnerId, livemode: false }
  await createUnitOfWork(core.db).run(async (tx) => {
    if ((await tx.creditLines.lockOf(tenant, 'EUR')) !== undefined) return
    const terms = { status: 'ACTIVE', limitMinor: 5_000_00n, termDays: 30 } as const
    const wish = { tenant, actor: { kind: 'finance', id: maker.id }, currency: 'EUR', terms, reason: 'Demo credit' } as const
    const { id } = await createProposeCreditChange(core)(tx, wish)
    const actor = { kind: 'finance', id: checker.id } as const
    await createDecideCreditChange(core)(tx, { actor, changeId: id, decision: 'approve', reason: null })
  })
}
