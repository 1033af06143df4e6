import pg from 'pg'
import type { Test } from 'tap'
import { openDatabase } from '../../src/store/database.ts'
import { createUnitOfWork } from '../../src/store/unit-of-work.ts'
import { testDatabase } from '../support/test-database.ts'

export const NOW = new Date('2026-11-22T08:00:00.000Z')

/** A migrated database of its own, the unit of work on it, and a way past all of it for attacks by plain SQL. */
export async function openStore(t: Test, { maxConnections = 20 } = {}) {
  const { connectionString } = await testDatabase(t)
  const db = openDatabase({ connectionString, maxConnections })
  const raw = new pg.Pool({ connectionString, max: 10 })
  // The pool has ended before its connections have said goodbye: the database may be dropped under one.
  raw.on('error', () => undefined)
  // The database is dropped by a hook that was registered first, so it runs last.
  t.teardown(() => Promise.all([db.destroy(), raw.end()]))
  return { connectionString, db, raw, unitOfWork: createUnitOfWork(db), clock: { now: () => NOW } }
}

export type Store = Awaited<ReturnType<typeof openStore>>

/** The error of a statement that a guard must refuse. */
export async function refusedBy(raw: pg.Pool, text: string, values: unknown[] = []): Promise<string | undefined> {
  try {
    await raw.query(text, values)
    return undefined
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.constraint : String(error)
  }
}
