import { sql } from 'kysely'
import type { FileBook } from '../domain/files/compare-files.ts'
import type { SweepableFiles } from '../domain/files/sweep-files.ts'
import type { FileRepository } from '../domain/ports.ts'
import type { Tenant } from '../domain/shared/tenant.ts'
import type { Db } from './database.ts'
import { repositoryOf } from './repository.ts'
import type { Scope } from './scope.ts'

/** Files in the object store. */
export function createFileRepository(scope: Scope): FileRepository {
  return {
    ...repositoryOf(scope, 'storedFile'),
    async remove(id) {
      await (await scope.query()).deleteFrom('storedFile').where('id', '=', id).execute()
    },
  }
}

/** What is said of files without any of them in hand. */
export function createFileReads(db: Db): SweepableFiles & FileBook & { unusedBytes(tenant: Tenant): Promise<number> } {
  // The words of the partial index: without them it is not found.
  const isUnused = sql<boolean>`purpose is not null and (attached_to = '{}' or stored_at is null or discarded_at is not null)`
  return {
    async unused({ begun, stored }, { after, limit }) {
      const { rows } = await sql<{ id: string }>`
        select id from stored_file where ${isUnused} and id > ${after}
          and (discarded_at is not null or (stored_at is null and created_at <= ${begun}) or stored_at <= ${stored})
        order by id limit ${limit}`.execute(db)
      return rows.map(({ id }) => id)
    },
    async used(before, { after, limit }) {
      const { rows } = await sql<{ id: string }>`
        select id from stored_file where purpose is not null and attached_to <> '{}' and created_at <= ${before} and id > ${after}
        order by id limit ${limit}`.execute(db)
      return rows.map(({ id }) => id)
    },
    async named(keys) {
      if (keys.length === 0) return new Set()
      const rows = await db.selectFrom('storedFile').select('storageKey').where('storageKey', 'in', keys).execute()
      return new Set(rows.map(({ storageKey }) => storageKey))
    },
    async needed({ after, limit }) {
      const { rows } = await sql<{ storageKey: string; fileId: string }>`
        select storage_key, min(id) as file_id from stored_file
        where storage_key > ${after} and stored_at is not null and discarded_at is null
        group by storage_key order by storage_key limit ${limit}`.execute(db)
      return rows
    },
    async unusedBytes({ partnerId, livemode }) {
      const { rows } = await sql<{ total: bigint }>`
        select coalesce(sum(byte_length), 0)::bigint as total from stored_file
        where ${isUnused} and partner_id = ${partnerId} and livemode = ${livemode}`.execute(db)
      return Number(rows[0]?.total ?? 0n)
    },
  }
}
