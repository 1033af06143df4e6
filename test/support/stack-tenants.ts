import { sql } from 'kysely'
import type { Core } from '../../src/compose.ts'
import { SCOPES } from '../../src/domain/partners/scopes.ts'
import type { Tenant } from '../../src/domain/shared/tenant.ts'
import { createApiKey } from '../../src/platform/api-key.ts'

/** One more partner; answers its id. */
export async function addPartner({ db, clock }: Core, name: string, id = `par_${'1'.repeat(26)}`): Promise<string> {
  const row = { id, name, status: 'ACTIVE', defaultCurrency: 'USD', defaultLanguage: 'en', createdAt: clock.now(), version: 1 } as const
  await db.insertInto('partner').values(row).execute()
  return id
}

/** A key with every scope; answers its text. */
export async function addKey({ db, clock, ids }: Core, { partnerId, livemode }: Tenant): Promise<string> {
  const { text, ...parts } = createApiKey(livemode)
  await db
    .insertInto('apiKey')
    .values({
      ...parts,
      id: ids.next('key'),
      partnerId,
      livemode,
      scopes: [...SCOPES],
      apiVersion: '2026-11-01',
      createdAt: clock.now(),
      expiresAt: null,
      revokedAt: null,
    })
    .execute()
  return text
}

/** Everything but the kept answers of idempotent requests and the sessions of staff. */
const BUSINESS_TABLES = [
  ...['quote', 'agent_order', 'order_line', 'purchase', 'parcel', 'parcel_line', 'inspection', 'inspection_photo', 'stock_lot'],
  ...['shipment', 'shipment_item', 'refund_case', 'stored_file', 'posting', 'posting_group', 'ledger_account'],
  ...['top_up', 'booking', 'credit_line', 'credit_change', 'credit_draw', 'balance_alert'],
  ...['outbox', 'inbox', 'partner_event', 'state_history'],
]

/** One fingerprint a table: two of them differ when any row does. */
export async function fingerprint({ db }: Core): Promise<Record<string, string>> {
  const prints = BUSINESS_TABLES.map(async (name) => {
    const { rows } = await sql<{ print: string | null }>`
      select md5(string_agg(row::text, '|' order by row::text)) as print from ${sql.table(name)} row`.execute(db)
    return [name, rows[0]?.print ?? 'empty'] as const
  })
  return Object.fromEntries(await Promise.all(prints))
}
