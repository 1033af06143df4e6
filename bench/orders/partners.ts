import type pg from 'pg'
import { buildGroup } from '../../src/domain/ledger/build-group.ts'
import { money } from '../../src/domain/shared/money.ts'
import { composeApiKey } from '../../src/platform/api-key.ts'
import { createIds } from '../../src/platform/ids.ts'
import { openDatabase } from '../../src/store/database.ts'
import { createUnitOfWork } from '../../src/store/unit-of-work.ts'
import { cloneRows, idOf, idSql } from './clone-rows.ts'

export type BenchPartner = { partnerId: string; headers: { authorization: string } }

/** More than all orders of a run cost together. */
const FUNDS_MINOR = 10n ** 15n
const SECRET = 'benchbenchbenchbenchbenchbenchbe'

/** Partners like the first one, each with a key and more money than it can spend. */
export async function addPartners(client: pg.Client, databaseUrl: string, count: number): Promise<BenchPartner[]> {
  const { rows } = await client.query<{ id: string; partner_id: string }>('select id, partner_id from api_key')
  const [first] = rows
  if (first === undefined) throw new Error('there is no partner to be like')
  await cloneRows(client, 'partner', { id: first.partner_id, count, change: { id: idSql('par') } })
  const { secretSha256 } = keyOf(1)
  await cloneRows(client, 'api_key', {
    id: first.id,
    count,
    change: { id: idSql('key'), partner_id: idSql('par'), key_id: "'bench' || lpad(n::text, 5, '0')", secret_sha256: `'${secretSha256}'` },
  })
  const partners = Array.from({ length: count }, (_, index) => ({
    partnerId: idOf('par', index + 1),
    headers: { authorization: `Bearer ${keyOf(index + 1).text}` },
  }))
  await fund(databaseUrl, partners)
  return partners
}

function keyOf(number: number) {
  return composeApiKey({ livemode: false, keyId: `bench${String(number).padStart(5, '0')}`, secret: SECRET })
}

async function fund(connectionString: string, partners: readonly BenchPartner[]): Promise<void> {
  const db = openDatabase({ connectionString, maxConnections: 1 })
  const ids = createIds()
  await createUnitOfWork(db).run(async (tx) => {
    for (const { partnerId } of partners) {
      const source = { idempotencyKey: `bench:${partnerId}`, sourceType: 'bench', sourceId: partnerId, at: new Date() }
      const tenant = { partnerId, livemode: false }
      const amounts = { paidIn: money(FUNDS_MINOR, 'USD') }
      await tx.ledger.post(buildGroup({ ...source, id: ids.next('grp'), template: 'topUp', tenant, amounts }))
    }
  })
  await db.destroy()
}
