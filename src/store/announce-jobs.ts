import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { Db } from './database.ts'

/**
 * Tells the relays, of all processes, that committed jobs wait. Not awaited and not part of any transaction: one NOTIFY speaks for all
 * that were committed before it is sent, and one that is lost costs a relay's rest.
 */
export function announceJobs(db: Db): void {
  const crier = criers.get(db) ?? createCrier(db)
  criers.set(db, crier)
  crier()
}

/** The first is told at once; under load, those that follow are told of together. */
const PAUSE_MS = 20
const NOTIFY = CompiledQuery.raw('notify outbox')
const criers = new WeakMap<Db, () => void>()

function createCrier(db: Db): () => void {
  let isCrying = false
  let isMore = false
  const cry = async (): Promise<void> => {
    isCrying = true
    do {
      isMore = false
      await db.executeQuery(NOTIFY).catch(() => undefined)
      await sleep(PAUSE_MS, undefined, { ref: false })
    } while (isMore)
    isCrying = false
  }
  return () => {
    isMore = true
    if (!isCrying) void cry()
  }
}
