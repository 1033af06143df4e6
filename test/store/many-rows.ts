import type pg from 'pg'
import type { Tenant } from '../../src/domain/shared/tenant.ts'

const PARTNERS = 3_000
const COPIES = 6_000

type Multiplied = {
  /** Where a row says whose it is. */
  ownedBy?: 'partner_id' | 'owner' | 'id'
  copies?: number
  /** What most rows of a busy house look like, as members of a JSON object; `n` counts the copies. */
  mostly?: string
}

/** Every table that grows with the business. */
const TABLES: Readonly<Record<string, Multiplied>> = {
  partner: { ownedBy: 'id', copies: PARTNERS },
  ledger_account: { ownedBy: 'partner_id', copies: PARTNERS },
  api_key: { ownedBy: 'partner_id' },
  quote: { ownedBy: 'partner_id' },
  agent_order: { ownedBy: 'partner_id', mostly: `'paid_at', m.created_at` },
  order_line: { ownedBy: 'partner_id', mostly: `'state', 'STORED', 'seller_open_id', 'seller' || n % 500, 'pictures', '[]'::jsonb` },
  purchase: { ownedBy: 'partner_id', mostly: `'state', 'PAID', 'attempts', 1, 'turn', n, 'upstream_order_id', 'up' || n` },
  parcel: { ownedBy: 'partner_id', mostly: `'waybill_no', 'SF' || n` },
  parcel_line: {},
  inspection: { ownedBy: 'partner_id', mostly: `'state', 'PASSED'` },
  stock_lot: { ownedBy: 'partner_id' },
  shipment: { ownedBy: 'partner_id', mostly: `'state', 'DELIVERED'` },
  shipment_item: {},
  refund_case: { ownedBy: 'partner_id', mostly: `'state', 'PAID_OUT', 'upstream_refund_id', 'TQ' || n` },
  stored_file: { ownedBy: 'partner_id', mostly: `'storage_key', 'file' || n` },
  top_up: { ownedBy: 'partner_id', mostly: `'state', 'EXPIRED', 'provider_payment_id', 'pay' || n` },
  credit_line: { ownedBy: 'partner_id', copies: PARTNERS },
  credit_draw: {
    ownedBy: 'partner_id',
    copies: PARTNERS,
    mostly: `'state', 'REPAID', 'repaid_minor', m.drawn_minor, 'repaid_at', m.created_at`,
  },
  posting_group: { ownedBy: 'partner_id' },
  posting: { ownedBy: 'owner' },
  state_history: { ownedBy: 'partner_id' },
  partner_event: { ownedBy: 'partner_id' },
  outbox: { mostly: `'relayed_at', m.created_at` },
  inbox: { mostly: `'handled_at', m.received_at, 'outcome', 'applied'` },
  payment_message: { mostly: `'handled_at', m.received_at, 'outcome', 'applied'` },
  idempotency: { ownedBy: 'partner_id', mostly: `'expires_at', m.created_at + interval '7 days'` },
}

export const GROWING: ReadonlySet<string> = new Set(Object.keys(TABLES))

/** Multiplies the rows of one tenant to those of some thousand partners, past every guard, and lets PostgreSQL count them. */
export async function multiplyRows(raw: pg.Pool, { partnerId }: Tenant): Promise<void> {
  const client = await raw.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    for (const [table, how] of Object.entries(TABLES)) {
      const { rowCount } = await client.query(await multiplying(client, table, { ...how, partnerId }))
      if (rowCount === 0) throw new Error(`${table} has no row to multiply`)
    }
    await client.query('commit')
    await client.query('analyze')
  } finally {
    client.release()
  }
}

async function multiplying(client: pg.PoolClient, table: string, how: Multiplied & { partnerId: string }): Promise<string> {
  const { ownedBy, copies = COPIES, mostly, partnerId } = how
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  )
  const members = rows.flatMap(({ name, type }) => {
    const value = changed(name, type)
    return value === undefined ? [] : [`'${name}', ${value}`]
  })
  const names = rows.map(({ name }) => name).join(', ')
  const change = `jsonb_build_object(${members.join(', ')})${mostly === undefined ? '' : ` || jsonb_build_object(${mostly})`}`
  const models = ownedBy === undefined ? '' : `where ${ownedBy} = '${partnerId}'`
  return `insert into ${table} (${names}) overriding system value
    select ${rows.map(({ name }) => `made.${name}`).join(', ')}
    from (select * from ${table} ${models} limit 6) m, generate_series(1, ${copies}) n,
      jsonb_populate_record(null::${table}, to_jsonb(m) || ${change}) made`
}

const UNIQUE = /^(id|key|key_id|message_id|reference|group_id|source_id|resource_id|idempotency_key|(?!account)\w+_id)$/

/** The value of a copy's column where it is not the model's; a partner has as many rows as any other. */
function changed(name: string, type: string): string | undefined {
  if (name === 'partner_id' || name === 'owner') return `'par_many' || n % ${PARTNERS}`
  if (type === 'bigint' && name === 'id') return `m.id + n * 1000`
  if (type === 'timestamp with time zone' && name === 'created_at') return `m.created_at - n * interval '1 minute'`
  return type === 'text' && UNIQUE.test(name) ? `m.${name} || '-' || n` : undefined
}
