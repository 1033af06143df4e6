import { hash } from '@node-rs/argon2'
import type { Core } from '../compose.ts'
import { SCOPES } from '../domain/partners/scopes.ts'
import { composeApiKey } from '../platform/api-key.ts'
import { type DemoLogin, seedDemo } from '../store/seed.ts'

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
  { login: 'aftersales', password: 'demo-aftersales', displayName: '售后', roles: ['afterSales'], language: 'zh-CN' },
]

/** One partner with money and a key, and the staff logins; running it again adds only what is missing. */
export async function seedDemoWorld(core: Pick<Core, 'db' | 'clock' | 'ids'>): Promise<void> {
  await seedDemo(core.db, {
    clock: core.clock,
    ids: core.ids,
    hashPassword: (password) => hash(password),
    makeKey: () => DEMO_KEY,
    scopes: [...SCOPES],
    apiVersion: '2026-11-01',
    staff: [...DEMO_LOGINS],
  })
}
